"""写 Excel：库重（十兆内存、0.1 秒），头一次导出才装，见 docs/decisions/0019。"""

from importlib import import_module
from typing import Any

Book = Any
"""`xlsxwriter.Workbook`。"""
BookSheet = Any
"""`xlsxwriter.worksheet.Worksheet`。"""


def new_book(out: Any, options: dict[str, Any]) -> Book:
    """开一本；用 `with` 写，写完自己存好。"""
    return import_module("xlsxwriter").Workbook(out, options)
