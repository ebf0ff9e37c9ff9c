"""登记簿的批量催办、导出和导入。"""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sanban.core.errors import Refused
from sanban.documents import services
from sanban.documents.services.book_import import LAYOUT, check_table
from sanban.matters import services as matters
from sanban.matters.models import Matter
from sanban.people.models import BUSINESS
from sanban.web import imports
from sanban.web.documents.register import book_form, chosen
from sanban.web.request import Request, done, numbers, respond, with_role

MOST = 200
TITLE = "收文登记簿"
SALT = "register"


@require_POST
@with_role("clerk", "director")
def batch(request: Request) -> HttpResponse:
    """批量催办：一件一个事务，催不了的说明几件。"""
    ids = numbers(request.POST.getlist("matter"))[:MOST]
    rows = list(Matter.objects.filter(pk__in=ids).visible_to(request.me))
    if not rows:
        raise Refused("请先勾选要催办的收文。", code="nothing-picked")
    pressed, idle = 0, 0
    for matter in rows:
        try:
            matters.remind(matter, by=request.me, now=request.now)
            pressed += 1
        except Refused:
            idle += 1
    said = f"已催 {pressed} 件" + (f"；{idle} 件没有别人在办，没有催" if idle else "")
    return done(request, reverse("register"), said)


@require_GET
@with_role(*BUSINESS)
def export(request: Request) -> HttpResponse:
    """导出筛选出来的登记簿，栏目与纸质的一致。"""
    rows = chosen(request, book_form(request))
    data = services.export_xlsx(rows, title=TITLE, by=request.me, now=request.now)
    return imports.download(data, f"{TITLE}.xlsx")


@require_http_methods(["GET", "POST"])
@with_role("clerk")
def upload(request: Request) -> HttpResponse:
    """选登记簿文件、看核对结果；这一步什么也不写。"""
    context: dict[str, Any] = {"title": TITLE, "urls": _urls()}
    if request.method != "POST":
        return respond(request, imports.PAGE, context)
    try:
        data = imports.data_of(request.FILES.get("file"))
        plan = services.plan_import(data, by=request.me, now=request.now)
    except Refused as fault:
        return respond(request, imports.PAGE, {**context, "refused": fault.message}, status=422)
    return respond(
        request, imports.PAGE, {**context, **imports.report(request, plan, LAYOUT, SALT)}
    )


def _urls() -> dict[str, str]:
    names = {"template": "template", "page": "import", "apply": "apply", "faults": "faults"}
    made = {key: reverse(f"register-{name}") for key, name in names.items()}
    return {**made, "back": reverse("register")}


@require_POST
@with_role("clerk")
def apply(request: Request) -> HttpResponse:
    """登记核对过的各行。"""
    table = imports.unpack(request, SALT)
    count = services.apply_import(table, by=request.me, now=request.now)
    return done(request, reverse("register"), f"已导入登记簿 {count} 行")


@require_POST
@with_role("clerk")
def faults(request: Request) -> HttpResponse:
    """下载标出问题的同一张表。"""
    plan = check_table(imports.unpack(request, SALT), by=request.me, now=request.now)
    return imports.download(services.faulty_xlsx(plan), f"{TITLE}-请改正.xlsx")


@require_GET
@with_role("clerk")
def template(request: Request) -> HttpResponse:
    """下载空白模板。"""
    return imports.download(services.template_xlsx(), f"{TITLE}-导入模板.xlsx")
