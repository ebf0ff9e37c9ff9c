"""台账导出成 Excel：一行表头，下面照屏上的栏目一行行写。"""

from collections.abc import Iterable, Sequence
from io import BytesIO

from django.http import HttpResponse

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.core.excel import new_book
from sanban.web.imports import download
from sanban.web.request import Request

MOST = 50_000
PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
Heading = tuple[str, int]
"""栏名和宽，宽按字符算。"""


def export(
    request: Request, title: str, headings: Sequence[Heading], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """下载一本台账，并留痕；`title` 作表名和文件名。

    :raises Refused: 超过五万行。
    """
    kept = list(rows)
    if len(kept) > MOST:
        raise Refused(f"超过 {MOST} 行，请筛选后再导出。", code="too-many")
    audit.record("ledger.export", by=request.me, detail=f"{title}　{len(kept)} 行")
    return download(workbook(title, headings, kept), f"{title}.xlsx")


def workbook(title: str, headings: Sequence[Heading], rows: Iterable[Sequence[object]]) -> bytes:
    """一张表的 XLSX：表头加粗、冻结，打印时每页重印。"""
    whole = BytesIO()
    book = new_book(whole, PLAIN)
    sheet = book.add_worksheet(title)
    head = book.add_format({"bold": True})
    for column, (label, width) in enumerate(headings):
        sheet.set_column(column, column, width)
        sheet.write(0, column, label, head)
    for n, row in enumerate(rows, start=1):
        sheet.write_row(n, 0, row)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    book.close()
    return whole.getvalue()
