"""约稿台账：一行一次约稿，交了几家、合格几家、几家过了期限；导出、打印栏目一样。"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from sanban.documents.models import Grade, MaterialCall, MaterialPart
from sanban.documents.services.materials import CALLERS
from sanban.matters.lights import Light
from sanban.matters.models import MatterState
from sanban.web import keyset, sheets
from sanban.web.materials.states import SUPPLY
from sanban.web.request import Request, respond, with_role
from sanban.web.widgets import QuickSelect, QuickText

PAGE = "materials/calls.html"
TITLE = "约稿台账"
STATES = {"open": "征集中", "late": "有逾期", "done": "已收齐", "withdrawn": "已撤回"}
HEADINGS = (("题目", 50), ("为哪份稿子", 50), ("约稿人", 10), ("发出", 18), ("期限", 18),
            ("单位", 8), ("已交", 8), ("合格", 8), ("逾期没交", 10), ("退改", 8),
            ("状态", 10))  # fmt: skip
SHOWN = (
    "id", "title", "due_at", "made_at", "withdrawn_at", "by_id", "by__name", "matter_id",
    "matter__title", "total", "came", "good", "late", "live", "redone",
)  # fmt: skip


class CallFilter(forms.Form):
    """台账的筛选。"""

    state = forms.ChoiceField(
        widget=QuickSelect,
        label="状态",
        required=False,
        choices=[("", "全部状态"), *STATES.items()],
    )
    mine = forms.ChoiceField(
        widget=QuickSelect,
        label="约稿人",
        required=False,
        choices=[("", "本单位的"), ("1", "我发的")],
    )
    text = forms.CharField(
        widget=QuickText(attrs={"placeholder": "题目", "size": 18}),
        label="题目",
        required=False,
        max_length=100,
    )


@require_GET
@with_role(*CALLERS)
def show(request: Request) -> HttpResponse:
    """看台账。"""
    form = CallFilter(request.GET)
    found = keyset.page(
        chosen(request, form).values_list(*SHOWN, named=True), ("-id",), request.GET
    )
    found = replace(found, unit="次")
    query = request.GET.copy()
    for name in keyset.CURSORS:
        query.pop(name, None)
    asked = any(request.GET.get(name) for name in form.fields)
    context: dict[str, Any] = {
        "row": [form[name] for name in form.fields],
        "clear": request.path if asked else "",
        "pager": found,
        "rows": [_row(one, request.now) for one in found.rows],
        "query": query.urlencode(),
    }
    return respond(request, PAGE, context)


def chosen(request: Request, form: CallFilter) -> QuerySet[MaterialCall]:
    """合筛选、看得见的约稿，带着各家的数。"""
    form.is_valid()
    given = form.cleaned_data
    rows = MaterialCall.objects.visible_to(request.me)
    if given.get("mine"):
        rows = rows.filter(by=request.me)
    if given.get("text"):
        rows = rows.like(given["text"])
    if given.get("state"):
        rows = rows.filter(_in_state(given["state"], request.now))
    return rows.annotate(**_counts(request.now))


def _parts(**wanted: Any) -> QuerySet[MaterialPart]:
    return MaterialPart.objects.filter(call=OuterRef("pk"), **wanted)


def _waiting() -> dict[str, str]:
    return {"matter__state": MatterState.RUNNING, "matter__stage": SUPPLY}


def _count(rows: QuerySet[MaterialPart]) -> Subquery:
    told = rows.order_by().values("call").annotate(n=Count("pk")).values("n")
    return Subquery(told, output_field=IntegerField())


def _counts(now: datetime) -> dict[str, Subquery]:
    """各家的数：共几家、交了、合格、过期没交、还在办、退改过。"""
    return {
        "total": _count(_parts()),
        "came": _count(_parts(supplied_at__isnull=False)),
        "good": _count(_parts(grade=Grade.GOOD)),
        "late": _count(_parts(**_waiting(), call__due_at__lt=now)),
        "live": _count(_parts(matter__state=MatterState.RUNNING)),
        "redone": _count(_parts(sent_back_count__gt=0)),
    }


def _in_state(state: str, now: datetime) -> Q:
    live = Exists(_parts(matter__state=MatterState.RUNNING))
    late = Exists(_parts(**_waiting(), call__due_at__lt=now))
    return {
        "open": Q(live),
        "late": Q(late),
        "done": ~Q(live) & Q(withdrawn_at=None),
        "withdrawn": Q(withdrawn_at__isnull=False),
    }[state]


def _row(one: Any, now: datetime) -> dict[str, Any]:
    return {
        "pk": one.id,
        "title": one.title,
        "matter_id": one.matter_id,
        "draft": one.matter__title or "",
        "by": one.by__name,
        "due_at": one.due_at,
        "came": f"{one.came or 0}/{one.total or 0}",
        "good": one.good or 0,
        "late": one.late or "",
        "off": "off" if one.withdrawn_at else "",
        "light": _light(one, now),
    }


def _light(one: Any, now: datetime) -> Light:
    if one.withdrawn_at:
        return Light("hold", "已撤回")
    if not one.live:
        return Light("done", "已收齐")
    if one.late:
        return Light("late", f"{one.late} 家逾期")
    return Light("go", "征集中")


@require_GET
@with_role(*CALLERS)
def export(request: Request) -> HttpResponse:
    """导出筛选出来的。"""
    rows = chosen(request, CallFilter(request.GET)).order_by("-id")[: sheets.MOST + 1]
    found = rows.values_list(*SHOWN, named=True)
    return sheets.export(
        request, TITLE, HEADINGS, (tuple(_cells(one, request.now)) for one in found)
    )


def _cells(one: Any, now: datetime) -> Iterator[object]:
    yield from (
        one.title,
        one.matter__title or "",
        one.by__name,
        when(one.made_at),
        when(one.due_at),
    )
    yield from (count or 0 for count in (one.total, one.came, one.good, one.late, one.redone))
    yield _light(one, now).label


def when(moment: datetime | None) -> str:
    """到分的时刻。"""
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""
