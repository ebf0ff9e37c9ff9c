"""办公表单的各种载体：PDF、SVG、PNG、DOCX，都从 `forms.sheet.Sheet` 画出来。"""

from sanban.engine.render.forms.pdf import form_to_pdf

__all__ = ["form_to_pdf"]
