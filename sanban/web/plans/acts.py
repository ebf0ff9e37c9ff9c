"""计划里的各个动作：记议定、报完成、销号、转下期、不再办、对账、把督办事项列进来。"""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from sanban.core.errors import Refused
from sanban.supervision.models import SupervisedItem
from sanban.supervision.services import planning
from sanban.supervision.services.planning import PLANNERS, EntryForm
from sanban.web.plans.doors import get_entry, get_plan
from sanban.web.plans.plan import plan_url
from sanban.web.request import Request, done, number, numbers, signed_in, with_role


@require_POST
@with_role(*PLANNERS)
def note(request: Request, pk: int) -> HttpResponse:
    """记下例会议定。"""
    plan = get_plan(request, pk)
    planning.set_note(plan, request.POST.get("note", ""), by=request.me, now=request.now)
    return done(request, plan_url(pk), "例会议定已记下")


@require_POST
@signed_in
def report(request: Request, pk: int) -> HttpResponse:
    """责任人报完成情况。"""
    entry = get_entry(request, pk)
    planning.report_entry(entry, _words(request, "outcome"), by=request.me, now=request.now)
    return done(request, plan_url(entry.plan_id), "完成情况已报，等办公室对账销号")


@require_POST
@with_role(*PLANNERS)
def tick(request: Request, pk: int) -> HttpResponse:
    """对账销号。"""
    entry = get_entry(request, pk)
    planning.tick_off(entry, _words(request, "outcome"), by=request.me, now=request.now)
    return done(request, plan_url(entry.plan_id), f"“{entry.title}”已销号")


@require_POST
@with_role(*PLANNERS)
def carry(request: Request, pk: int) -> HttpResponse:
    """把一条转到 `plan` 那一期。"""
    entry = get_entry(request, pk)
    plan = get_plan(request, number(request.POST.get("plan")) or 0)
    planning.carry(entry, plan, reason=_words(request, "reason"), by=request.me, now=request.now)
    return done(request, plan_url(plan.pk), f"“{entry.title}”已转到这一期")


@require_POST
@with_role(*PLANNERS)
def drop(request: Request, pk: int) -> HttpResponse:
    """不再办。"""
    entry = get_entry(request, pk)
    planning.drop(entry, reason=_words(request, "reason"), by=request.me, now=request.now)
    return done(request, plan_url(entry.plan_id), f"“{entry.title}”不再办，原因已记下")


@require_POST
@with_role(*PLANNERS)
def close(request: Request, pk: int) -> HttpResponse:
    """对完账。"""
    plan = planning.close_plan(get_plan(request, pk), by=request.me, now=request.now)
    return done(request, plan_url(plan.pk), "条条都有着落，这一期对完账了")


@require_POST
@with_role(*PLANNERS)
def take(request: Request, pk: int) -> HttpResponse:
    """把勾选的督办事项列进来。"""
    plan = get_plan(request, pk)
    rows = SupervisedItem.objects.filter(pk__in=numbers(request.POST.getlist("item")))
    items = list(rows.visible_to(request.me).select_related("matter", "lead_org"))
    if not items:
        raise Refused("请先勾选要列入的督办事项。", code="nothing-picked")
    for item in items:
        planning.add_entry(plan, _form(item), by=request.me, now=request.now)
    return done(request, plan_url(pk), f"已列入 {len(items)} 件督办事项")


def _form(item: SupervisedItem) -> EntryForm:
    """督办事项列进计划，各项都照它的，不再填一遍。"""
    return EntryForm(
        title=item.matter.title,
        target=item.mission[:500],
        is_important=item.is_key,
        is_urgent=True,
        org=item.lead_org,
        due_on=None if item.due_at.year == 9999 else timezone.localtime(item.due_at).date(),
        item=item,
    )


def _words(request: Request, name: str) -> str:
    return request.POST.get(name, "").strip()
