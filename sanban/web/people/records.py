"""从 Excel 导入、导出：先核对报告，全对了再写入；读出的内容签了名带在页上，不落盘。"""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sanban.core.errors import Refused
from sanban.people import services
from sanban.people.models import RoleCode
from sanban.people.services import IMPORTS, Plan
from sanban.web import imports
from sanban.web.people.rights import KEEPERS
from sanban.web.request import Request, done, respond, signed_in

RIGHTS: dict[str, tuple[str, ...]] = {
    "orgs": KEEPERS,
    "people": KEEPERS,
    "roles": (RoleCode.SEC_ADMIN,),
}


def _enter(request: Request, code: str) -> str:
    """有这种台账、又归此人管，才进得来。"""
    if not request.roles.intersection(RIGHTS.get(code, ())):
        raise Http404
    return IMPORTS[code].layout.title


@require_http_methods(["GET", "POST"])
@signed_in
def page(request: Request, code: str) -> HttpResponse:
    """选文件、看核对结果；这一步什么也不写。"""
    context: dict[str, Any] = {"title": _enter(request, code), "urls": _urls(code)}
    if request.method != "POST":
        return respond(request, imports.PAGE, context)
    try:
        plan = services.plan_import(code, imports.data_of(request.FILES.get("file")))
    except Refused as fault:
        return respond(request, imports.PAGE, {**context, "refused": fault.message}, status=422)
    return respond(request, imports.PAGE, {**context, **_report(request, plan)})


def _report(request: Request, plan: Plan) -> dict[str, Any]:
    return imports.report(request, plan, IMPORTS[plan.code].layout, plan.code)


def _urls(code: str) -> dict[str, str]:
    names = {"template": "template", "page": "import", "apply": "apply", "faults": "faults"}
    made = {key: reverse(f"records-{name}", args=[code]) for key, name in names.items()}
    return {**made, "back": reverse(code)}


@require_POST
@signed_in
def apply(request: Request, code: str) -> HttpResponse:
    """写入核对过的各行。"""
    title = _enter(request, code)
    table = imports.unpack(request, code)
    count = services.apply_import(code, table, by=request.me, now=request.now)
    return done(request, reverse(code), f"已导入{title} {count} 行")


@require_POST
@signed_in
def faults(request: Request, code: str) -> HttpResponse:
    """下载标出问题的同一张表。"""
    title = _enter(request, code)
    plan = services.check_table(code, imports.unpack(request, code))
    return imports.download(services.marked_workbook(plan), f"{title}-请改正.xlsx")


@require_GET
@signed_in
def template(request: Request, code: str) -> HttpResponse:
    """下载空白模板。"""
    title = _enter(request, code)
    return imports.download(services.template_workbook(code), f"{title}-导入模板.xlsx")


@require_GET
@signed_in
def export(request: Request, code: str) -> HttpResponse:
    """导出，列与导入的相同。"""
    title = _enter(request, code)
    return imports.download(services.export_workbook(code, by=request.me), f"{title}.xlsx")
