"""一期计划：上期留下的先有着落，重要紧急分四格，条条对账销号。"""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from sanban.core.workdays import Calendar
from sanban.matters.lights import Light
from sanban.supervision.models import EntryState, PlanEntry, Span, WorkPlan
from sanban.supervision.services import planning
from sanban.supervision.services.planning import PLANNERS, TICKERS
from sanban.web import sheets
from sanban.web.plans.doors import READERS, get_plan
from sanban.web.plans.periods import period, title_of
from sanban.web.request import Request, matter_url, note_read, respond, with_role
from sanban.web.shell import calendar
from sanban.web.templatetags.words import day

PAGE = "plans/plan.html"
# 四格：名称、重要、紧急
QUADRANTS = (
    ("重要又紧急", True, True),
    ("重要不紧急", True, False),
    ("紧急不重要", False, True),
    ("不重要不紧急", False, False),
)
HEADINGS = (("序号", 6), ("工作", 44), ("目标", 34), ("重要", 6), ("紧急", 6), ("责任人", 10),
            ("责任单位", 18), ("时限", 12), ("状态", 10), ("完成情况", 34), ("销号日期", 12),
            ("未完成原因", 28), ("督办编号", 18))  # fmt: skip
MOST_OFFERED = 30


@require_GET
@with_role(*READERS)
def show(request: Request, pk: int) -> HttpResponse:
    """看一期。"""
    plan = get_plan(request, pk)
    entries = list(_entries(plan))
    rows = [_row(entry, request) for entry in entries]
    open_ = planning.may(request.me, plan.org_id, PLANNERS) and plan.closed_at is None
    context: dict[str, Any] = {
        "plan": plan,
        "title": title_of(plan),
        "sum": _sum(entries),
        "quadrants": _quadrants(rows) if plan.span == Span.WEEK else [],
        "rows": rows,
        "may_plan": open_,
        "may_tick": open_ and planning.may(request.me, plan.org_id, TICKERS),
        "is_long": plan.span != Span.WEEK,
        **(_before(plan, request) if open_ else {}),
    }
    note_read(request, f"plan:{plan.pk}")
    return respond(request, PAGE, context)


def _entries(plan: WorkPlan) -> Any:
    rows = PlanEntry.objects.filter(plan=plan).order_by("position", "id")
    return rows.select_related("owner", "org", "item", "carried_from__plan")


def _sum(entries: list[PlanEntry]) -> str:
    done = sum(entry.state == EntryState.DONE for entry in entries)
    left = sum(entry.state == EntryState.OPEN for entry in entries)
    return f"{len(entries)} 条，已销号 {done}，在办 {left}"


def _quadrants(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "label": label,
            "rows": [one for one in rows if (one["important"], one["urgent"]) == (high, soon)],
        }
        for label, high, soon in QUADRANTS
    ]


def _before(plan: WorkPlan, request: Request) -> dict[str, Any]:
    """列计划以前先看的：以前各期没有着落的，这一期到期、还没列进来的督办事项。"""
    left = [_row(entry, request) for entry in planning.leftovers(plan)]
    offered = list(planning.offered(plan)[: MOST_OFFERED + 1])
    return {
        "left": left,
        "offered": [_offer(item) for item in offered[:MOST_OFFERED]],
        "more_offered": len(offered) > MOST_OFFERED,
    }


def _offer(item: Any) -> dict[str, Any]:
    return {
        "pk": item.pk,
        "title": item.matter.title,
        "number": item.number_text,
        "org": str(item.lead_org or ""),
        "due": day(item.due_at),
    }


def _row(entry: PlanEntry, request: Request) -> dict[str, Any]:
    item = entry.item
    return {
        "pk": entry.pk,
        "title": entry.title,
        "target": entry.target,
        "important": entry.is_important,
        "urgent": entry.is_urgent,
        "owner": entry.owner.name if entry.owner else "",
        "org": str(entry.org or ""),
        "due": day(entry.due_on),
        "light": _light(entry, calendar(timezone.localdate())),
        "is_open": entry.state == EntryState.OPEN,
        "mine": entry.owner_id == request.me.pk,
        "outcome": entry.outcome,
        "done": day(entry.done_on),
        "reason": entry.carry_reason,
        "from": _from(entry),
        "number": item.number_text or "已立项" if item else "",
        "item_url": matter_url(item.pk) if item else "",
        "quote": entry.source_text if entry.source_text.rstrip("。") != entry.title else "",
    }


def _from(entry: PlanEntry) -> str:
    before = entry.carried_from
    if before is None:
        return ""
    return f"{period(before.plan.span, before.plan.starts_on)}转来：{before.carry_reason}"


def _light(entry: PlanEntry, days: Calendar) -> Light:
    """一条的灯：销了号的、转了的、不办的各一种，在办的看时限。"""
    if entry.state == EntryState.DONE:
        return Light("done", "已销号")
    if entry.state != EntryState.OPEN:
        return Light("hold", EntryState(entry.state).label)
    today = timezone.localdate()
    if entry.due_on is None or entry.due_on > today:
        left = days.between(today, entry.due_on) if entry.due_on else None
        return (
            Light("near", f"剩 {left} 日")
            if left is not None and left <= 3
            else Light("go", "在办")
        )
    if entry.due_on == today:
        return Light("near", "今日到期")
    return Light("late", f"逾期 {max(1, days.between(entry.due_on, today))} 日")


@require_GET
@with_role(*READERS)
def export(request: Request, pk: int) -> HttpResponse:
    """导出一期，栏目与纸上的一样。"""
    plan = get_plan(request, pk)
    rows = (tuple(_cells(n, entry)) for n, entry in enumerate(_entries(plan), start=1))
    return sheets.export(request, Span(plan.span).label, HEADINGS, rows)


def _cells(number: int, entry: PlanEntry) -> Iterator[object]:
    yield from (number, entry.title, entry.target)
    yield from ("是" if one else "" for one in (entry.is_important, entry.is_urgent))
    yield entry.owner.name if entry.owner else ""
    yield str(entry.org or "")
    yield entry.due_on.isoformat() if entry.due_on else ""
    yield EntryState(entry.state).label
    yield entry.outcome
    yield entry.done_on.isoformat() if entry.done_on else ""
    yield entry.carry_reason
    yield entry.item.number_text if entry.item else ""


def plan_url(pk: int) -> str:
    """一期计划的网址。"""
    return reverse("plan", args=(pk,))
