"""由长文拆成几条：贴上文字或选一份文件，机器列出原句，人勾选、改好再列入。"""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from sanban.core.errors import Refused
from sanban.files.services.guards import Upload
from sanban.people.models import Org
from sanban.supervision.services import planning
from sanban.supervision.services.planning import PLANNERS, EntryForm
from sanban.web.plans.doors import get_plan
from sanban.web.plans.periods import title_of
from sanban.web.plans.plan import plan_url
from sanban.web.request import Request, done, number, numbers, respond, with_role

PAGE = "plans/breaking.html"
MOST = 300


@require_http_methods(["GET", "POST"])
@with_role(*PLANNERS)
def show(request: Request, pk: int) -> HttpResponse:
    """贴文字、看拆出来的；这一步什么也不写。"""
    plan = get_plan(request, pk)
    context: dict[str, Any] = {"plan": plan, "plan_title": title_of(plan), "back": plan_url(pk)}
    if request.method != "POST":
        return respond(request, PAGE, context)
    try:
        text = _text(request)
        found = planning.propose_tasks(text, year=plan.starts_on.year, by=request.me)
    except Refused as fault:
        typed = {"text": request.POST.get("text", ""), "refused": fault.message}
        return respond(request, PAGE, {**context, **typed}, status=422)
    proposed = [_row(n, one) for n, one in enumerate(found.proposed[:MOST])]
    more = {"text": text, "proposed": proposed, "skipped": found.skipped, "asked": True}
    return respond(request, PAGE, {**context, **more, "left_out": len(found.proposed) > MOST})


def _text(request: Request) -> str:
    file = request.FILES.get("file")
    if file is None:
        return str(request.POST.get("text", "")).replace("\r\n", "\n")
    return planning.read_text(Upload(file.name or "", file.chunks()), by=request.me)


def _row(n: int, one: Any) -> dict[str, Any]:
    return {
        "n": n,
        "title": one.title,
        "text": one.text,
        "number": one.number,
        "heading": one.heading,
        "numbers": "、".join(one.quantities),
        "due": one.due.isoformat() if one.due else "",
        "org": one.org_ids[0] if one.org_ids else "",
        "orgs": "、".join(one.orgs),
    }


@require_POST
@with_role(*PLANNERS)
def adopt(request: Request, pk: int) -> HttpResponse:
    """把勾选的几条列入计划。"""
    plan = get_plan(request, pk)
    forms = [_form(request, n) for n in numbers(request.POST.getlist("pick"))[:MOST]]
    made = planning.adopt(plan, forms, by=request.me, now=request.now)
    old = len(forms) - len(made)
    said = f"已列入 {len(made)} 条" + (f"；{old} 条以前列过，没有重列" if old else "")
    return done(request, plan_url(pk), said)


def _form(request: Request, n: int) -> EntryForm:
    asked = request.POST
    return EntryForm(
        title=asked.get(f"title-{n}", ""),
        source_text=asked.get(f"text-{n}", "").replace("\r\n", "\n"),
        source_number=asked.get(f"number-{n}", ""),
        due_on=_day(asked.get(f"due-{n}", "")),
        org=Org.objects.in_use().filter(pk=number(asked.get(f"org-{n}")) or 0).first(),
        is_important=True,
    )


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as fault:
        said = f"时限“{text[:20]}”认不出，请写成 2026-09-01 这样。"
        raise Refused(said, code="bad-due") from fault
