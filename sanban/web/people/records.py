"""从 Excel 导入、导出：先核对报告，全对了再写入；读出的内容签了名带在页上，不落盘。"""

from typing import Any

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sanban.core.errors import Refused
from sanban.people import services
from sanban.people.models import RoleCode
from sanban.people.services import IMPORTS, Fault, Plan, Row, Table
from sanban.web.people.rights import KEEPERS
from sanban.web.request import Request, done, respond, signed_in

PAGE = "people/records.html"
RIGHTS: dict[str, tuple[str, ...]] = {
    "orgs": KEEPERS,
    "people": KEEPERS,
    "roles": (RoleCode.SEC_ADMIN,),
}
KEPT_SECONDS = 3600
BIGGEST = 5 * 1024 * 1024
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STALE = "这一页放得太久，请重新选文件核对。"


def _enter(request: Request, code: str) -> str:
    """有这种台账、又归此人管，才进得来。"""
    if not request.roles.intersection(RIGHTS.get(code, ())):
        raise Http404
    return IMPORTS[code].layout.title


@require_http_methods(["GET", "POST"])
@signed_in
def page(request: Request, code: str) -> HttpResponse:
    """选文件、看核对结果；这一步什么也不写。"""
    context: dict[str, Any] = {"code": code, "title": _enter(request, code)}
    if request.method != "POST":
        return respond(request, PAGE, context)
    try:
        plan = services.plan_import(code, _data(request.FILES.get("file")))
    except Refused as fault:
        return respond(request, PAGE, {**context, "refused": fault.message}, status=422)
    return respond(request, PAGE, {**context, **_report(request, plan)})


def _data(file: UploadedFile[Any] | None) -> bytes:
    if file is None:
        raise Refused("请先选要导入的 Excel 文件。", code="no-file")
    if (file.size or 0) > BIGGEST:
        raise Refused("文件太大；台账一般不到 1 兆，请只留要导入的那张表。", code="too-big")
    return bytes(file.read())


def _report(request: Request, plan: Plan) -> dict[str, Any]:
    layout = IMPORTS[plan.code].layout
    shown = [
        (fault.number, layout.heading_of(fault.code) if fault.code else "整行", fault.said)
        for fault in plan.faults
    ]
    return {
        "plan": plan,
        "faults": shown,
        "wrong_rows": len({fault.number for fault in plan.faults}),
        "headings": [column.heading for column in layout.columns],
        "preview": [[row[one.code] for one in layout.columns] for row in plan.table.rows[:10]],
        "kept": _pack(request, plan),
    }


def _pack(request: Request, plan: Plan) -> str:
    rows = [(row.number, dict(row.cells)) for row in plan.table.rows]
    early = [(fault.number, fault.code, fault.said) for fault in plan.table.faults]
    return signing.dumps([rows, early], salt=_salt(request, plan.code), compress=True)


def _unpack(request: Request, code: str) -> Table:
    try:
        kept = request.POST.get("kept", "")
        rows, early = signing.loads(kept, salt=_salt(request, code), max_age=KEPT_SECONDS)
    except signing.BadSignature as fault:
        raise Refused(STALE, code="stale") from fault
    faults = tuple(Fault(*one) for one in early)
    return Table(tuple(Row(number, cells) for number, cells in rows), faults)


def _salt(request: Request, code: str) -> str:
    return f"import-{code}-{request.me.pk}"


@require_POST
@signed_in
def apply(request: Request, code: str) -> HttpResponse:
    """写入核对过的各行。"""
    title = _enter(request, code)
    table = _unpack(request, code)
    count = services.apply_import(code, table, by=request.me, now=request.now)
    return done(request, reverse(code), f"已导入{title} {count} 行")


@require_POST
@signed_in
def faults(request: Request, code: str) -> HttpResponse:
    """下载标出问题的同一张表。"""
    title = _enter(request, code)
    plan = services.check_table(code, _unpack(request, code))
    return _download(services.marked_workbook(plan), f"{title}-请改正.xlsx")


@require_GET
@signed_in
def template(request: Request, code: str) -> HttpResponse:
    """下载空白模板。"""
    title = _enter(request, code)
    return _download(services.template_workbook(code), f"{title}-导入模板.xlsx")


@require_GET
@signed_in
def export(request: Request, code: str) -> HttpResponse:
    """导出，列与导入的相同。"""
    title = _enter(request, code)
    return _download(services.export_workbook(code, by=request.me), f"{title}.xlsx")


def _download(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=EXCEL)
    attached = content_disposition_header(as_attachment=True, filename=name)
    response.headers["Content-Disposition"] = attached or "attachment"
    return response
