"""DOCX：公文画成 Word、WPS 都能打开的文件，样式有名，能读回。"""

from sanban.engine.render.docx.document import to_docx
from sanban.engine.render.docx.draw import draw

__all__ = ["draw", "to_docx"]
