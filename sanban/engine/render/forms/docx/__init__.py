"""办公表单的 DOCX：同一种版面，画成能在 WPS、Word 里填的表。"""

from sanban.engine.render.forms.docx.document import form_to_docx

__all__ = ["form_to_docx"]
