"""堵点难点痛点：一本登记，记一处、解决一处；可以由它立项，可以挂在督办事项上。"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sanban.core.errors import Refused
from sanban.core.workdays import Calendar
from sanban.matters.lights import NEAR_DAYS, Light
from sanban.supervision import services
from sanban.supervision.models import Blockage, BlockageKind, offices_of
from sanban.supervision.models.item import OFFICE_ROLES
from sanban.supervision.services import BlockageForm
from sanban.supervision.services.dates import day_of
from sanban.web import keyset, sheets
from sanban.web.matters.given import day
from sanban.web.people.picking import date_field, org_field, text_field
from sanban.web.request import Request, done, respond, with_role
from sanban.web.shell import calendar
from sanban.web.units.acts import words
from sanban.web.units.recording import ask_form, long_field, show_form
from sanban.web.widgets import QuickSelect, QuickText

PAGE = "units/blockages.html"
TITLE = "堵点难点痛点"
STATES = {"open": "没解决的", "solved": "已解决的"}
JOINED = ("raised_org", "handler_org", "item__matter")
HEADINGS = (("状态", 12), ("类别", 8), ("问题", 40), ("具体情况", 50), ("提出单位", 16),
            ("提出日期", 12), ("解决单位", 16), ("解决办法", 40), ("时限", 12), ("解决日期", 12),
            ("解决情况", 40), ("督办编号", 20))  # fmt: skip


class BlockageFilter(forms.Form):
    """堵点的筛选。"""

    state = forms.ChoiceField(
        widget=QuickSelect,
        label="状态",
        required=False,
        choices=[("", "全部状态"), *STATES.items()],
    )
    kind = forms.ChoiceField(
        widget=QuickSelect,
        label="类别",
        required=False,
        choices=[("", "堵点、难点、痛点"), *BlockageKind.choices],
    )
    text = forms.CharField(
        widget=QuickText(attrs={"placeholder": "问题 / 情况", "size": 16}),
        label="关键词",
        required=False,
        max_length=100,
    )


class BlockageFields(forms.Form):
    """登记一处要填的。"""

    kind = forms.ChoiceField(
        label="类别", choices=BlockageKind.choices, error_messages={"required": "请选一种。"}
    )
    title = text_field("问题", 200)
    detail = long_field("具体情况", "卡在哪里、影响谁、多久了")
    raised_on = date_field("提出日期")
    raised_org = org_field("提出单位", required=False)
    handler_org = org_field("解决单位", required=False)
    measure = long_field("解决办法", "打算怎样解决")
    due_on = date_field("时限", required=False)


@require_GET
@with_role(*OFFICE_ROLES)
def show(request: Request) -> HttpResponse:
    """看登记。"""
    form = BlockageFilter(request.GET)
    found = replace(keyset.page(_chosen(request, form), ("-id",), request.GET), unit="处")
    today = day_of(request.now)
    query = request.GET.copy()
    for name in keyset.CURSORS:
        query.pop(name, None)
    context: dict[str, Any] = {
        "row": [form[name] for name in form.fields],
        "clear": request.path if any(request.GET.get(name) for name in form.fields) else "",
        "pager": found,
        "rows": [(one, light_of(one, today, calendar(today))) for one in found.rows],
        "query": query.urlencode(),
        "today": today,
        "may_propose": bool(request.roles.intersection(OFFICE_ROLES[:2])),
    }
    return respond(request, PAGE, context)


def _chosen(request: Request, form: BlockageFilter) -> QuerySet[Blockage]:
    form.is_valid()
    given = {name: form.cleaned_data.get(name, "") for name in form.fields}
    rows = Blockage.objects.of_offices(offices_of(request.me)).chosen(**given)
    return rows.select_related(*JOINED)


def light_of(row: Blockage, today: date, days: Calendar) -> Light:
    """一处堵点的灯。"""
    if row.solved_on:
        return Light("done", "已解决")
    if row.due_on is None:
        return Light("go", "没解决")
    left = days.between(today, row.due_on)
    if row.due_on < today:
        return Light("late", f"逾期 {max(1, -left)} 日")
    return Light("near", f"剩 {left} 日" if left else "今日到期") if left <= NEAR_DAYS else GOING


GOING = Light("go", "正常")


@require_http_methods(["GET", "POST"])
@with_role(*OFFICE_ROLES)
def new(request: Request) -> HttpResponse:
    """登记一处。"""
    form = BlockageFields(ask_form(request), initial={"raised_on": day_of(request.now)})
    if form.is_valid():
        try:
            asked = BlockageForm(**form.cleaned_data)
            made = services.add_blockage(asked, by=request.me, now=request.now)
        except Refused as fault:
            form.add_error(None, fault.message)
        else:
            return done(request, reverse("blockages"), f"已登记“{made.title}”")
    return show_form(request, form, title="登记堵点难点痛点", back=reverse("blockages"))


@require_POST
@with_role(*OFFICE_ROLES)
def solve(request: Request, pk: int) -> HttpResponse:
    """记为解决。"""
    rows = Blockage.objects.of_offices(offices_of(request.me))
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    on = day(request, "on") or day_of(request.now)
    services.solve_blockage(
        row, outcome=words(request, "remark"), on=on, by=request.me, now=request.now
    )
    return done(request, reverse("blockages"), f"“{row.title}”已记为解决")


@require_GET
@with_role(*OFFICE_ROLES)
def export(request: Request) -> HttpResponse:
    """导出筛选出来的。"""
    found = _chosen(request, BlockageFilter(request.GET)).order_by("-id")[: sheets.MOST + 1]
    today = day_of(request.now)
    days = calendar(today)
    rows = (tuple(_cells(one, light_of(one, today, days))) for one in found)
    return sheets.export(request, TITLE, HEADINGS, rows)


def _cells(one: Blockage, light: Light) -> Iterator[str]:
    yield from (light.label, str(one.get_kind_display()), one.title, one.detail)
    yield from (str(one.raised_org or ""), one.raised_on.isoformat())
    yield from (str(one.handler_org or ""), one.measure)
    yield from (day.isoformat() if day else "" for day in (one.due_on, one.solved_on))
    yield from (one.outcome, str(one.item or ""))
