"""读回：三办画出去的 DOCX，改过再读成公文。"""

from sanban.engine.read.gongwen.document import gongwen_from_docx

__all__ = ["gongwen_from_docx"]
