"""办公表单的各种载体：PDF、SVG、PNG、OFD，都从 `forms.sheet.Sheet` 画出来。"""

from sanban.engine.render.forms.pdf import form_to_ofd, form_to_pdf, form_to_png, form_to_svg

__all__ = ["form_to_ofd", "form_to_pdf", "form_to_png", "form_to_svg"]
