"""比对：两份文件哪里不同，分清数字、文字和格式；写成一张单子、一页网页或带修订的 DOCX。"""

from sanban.engine.compare.changes import Category, Change, Comparison, Row, RowKind
from sanban.engine.compare.comparing import compare

__all__ = ["Category", "Change", "Comparison", "Row", "RowKind", "compare"]
