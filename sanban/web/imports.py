"""从 Excel 导入的共同做法：先核对报告，全对了再写入；读出的内容签了名带在页上，不落盘。"""

from collections.abc import Sequence
from typing import Any, Protocol

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from sanban.core.errors import Refused
from sanban.people.services import Fault, Row, Table
from sanban.web.request import Request

PAGE = "components/import.html"
KEPT_SECONDS = 3600
BIGGEST = 5 * 1024 * 1024
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STALE = "这一页放得太久，请重新选文件核对。"
PREVIEW = 10


class Checked(Protocol):
    """核对过的一张表：读出的行、不对之处。"""

    @property
    def table(self) -> Table:
        """读出的行。"""

    @property
    def faults(self) -> Sequence[Fault]:
        """不对之处。"""


def data_of(file: UploadedFile[Any] | None) -> bytes:
    """传来的 Excel。

    :raises Refused: 没有选文件，或者太大。
    """
    if file is None:
        raise Refused("请先选要导入的 Excel 文件。", code="no-file")
    if (file.size or 0) > BIGGEST:
        raise Refused("文件太大；台账一般不到 1 兆，请只留要导入的那张表。", code="too-big")
    return bytes(file.read())


def report(request: Request, plan: Checked, layout: Any, salt: str) -> dict[str, Any]:
    """核对结果页要的内容。"""
    shown = [
        (fault.number, layout.heading_of(fault.code) if fault.code else "整行", fault.said)
        for fault in plan.faults
    ]
    return {
        "plan": plan,
        "faults": shown,
        "wrong_rows": len({fault.number for fault in plan.faults}),
        "headings": [column.heading for column in layout.columns],
        "preview": [[row[one.code] for one in layout.columns] for row in plan.table.rows[:PREVIEW]],
        "kept": pack(request, plan.table, salt),
    }


def pack(request: Request, table: Table, salt: str) -> str:
    """把读出的表签名打包，带在页上。"""
    rows = [(row.number, dict(row.cells)) for row in table.rows]
    early = [(fault.number, fault.code, fault.said) for fault in table.faults]
    return signing.dumps([rows, early], salt=_salt(request, salt), compress=True)


def unpack(request: Request, salt: str) -> Table:
    """取回带在页上的表。

    :raises Refused: 放得太久，或者不是本人核对的。
    """
    try:
        kept = request.POST.get("kept", "")
        rows, early = signing.loads(kept, salt=_salt(request, salt), max_age=KEPT_SECONDS)
    except signing.BadSignature as fault:
        raise Refused(STALE, code="stale") from fault
    faults = tuple(Fault(*one) for one in early)
    return Table(tuple(Row(number, cells) for number, cells in rows), faults)


def _salt(request: Request, salt: str) -> str:
    return f"import-{salt}-{request.me.pk}"


def download(data: bytes, name: str) -> HttpResponse:
    """下载一个 Excel。"""
    response = HttpResponse(data, content_type=EXCEL)
    attached = content_disposition_header(as_attachment=True, filename=name)
    response.headers["Content-Disposition"] = attached or "attachment"
    return response
