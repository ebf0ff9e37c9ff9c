"""办公表单的各种载体：PDF、SVG、PNG、OFD、DOCX，都从 `forms.sheet.Sheet` 画出来。"""

from sanban.engine.render.forms.docx import form_to_docx
from sanban.engine.render.forms.pdf import form_to_ofd, form_to_pdf, form_to_png, form_to_svg
from sanban.engine.render.forms.stamping import stamp_pdf

__all__ = ["form_to_docx", "form_to_ofd", "form_to_pdf", "form_to_png", "form_to_svg", "stamp_pdf"]
