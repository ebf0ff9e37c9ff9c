"""格式检查：一条规则一个文件，看 DOCX 最终的样子，说清依据和怎么改，不改文件。"""

from sanban.engine.check.document import Document, open_document
from sanban.engine.check.registry import format_rules
from sanban.engine.check.rule import Edit, Fault, FormatRule
from sanban.engine.check.running import check_format, findings_of

__all__ = [
    "Document",
    "Edit",
    "Fault",
    "FormatRule",
    "check_format",
    "findings_of",
    "format_rules",
    "open_document",
]
