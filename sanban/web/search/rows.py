"""搜到的事项各栏写的字：种类、编号、标题、单位、日子、环节、灯。"""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils import timezone

from sanban.core.prepared import Prepared
from sanban.core.workdays import Calendar
from sanban.documents.models import receipt_text
from sanban.engine.gongwen.kinds import ORDER_FORMAT
from sanban.matters import lights
from sanban.matters.lights import Light
from sanban.matters.models import Matter, MatterState
from sanban.supervision.services.lights import light_of_item
from sanban.web.request import matter_url
from sanban.web.search.asking import labels
from sanban.web.shell import calendar
from sanban.web.templatetags.words import day, rush

OF_RECEIPT = ("receipt_year", "receipt_no", "received_at", "sender_name", "sender_number")
OF_NUMBER = ("prefix__format", "prefix__text", "year", "serial")
OF_ITEM = (
    "series", "year", "number", "state", "due_at", "milestone_on", "amber_at", "red_at",
    "lead_org__short_name", "lead_org__name",
)  # fmt: skip
SHOWN = (
    "id", "kind", "title", "state", "stage_label", "urgency", "due_at", "started_at",
    "org__short_name", "org__name", "outgoing__signed_at", "outgoing__issuer",
    *(f"incoming__{name}" for name in OF_RECEIPT),
    *(f"outgoing__number__{name}" for name in OF_NUMBER),
    *(f"supervised_item__{name}" for name in OF_ITEM),
)  # fmt: skip
_MATTERS = Prepared(
    lambda pks: Matter.objects.filter(pk__in=pks).order_by().values_list(*SHOWN, named=True)
)
"""几件事项列出来要的各栏：事项的编号若干。"""


class Lamp(NamedTuple):
    """算督办的灯要的几栏。"""

    state: str
    due_at: datetime
    milestone_on: date
    amber_at: datetime
    red_at: datetime


def lines(pks: list[int], now: datetime) -> dict[int, dict[str, Any]]:
    """这几件各栏写的字，按编号；一次查齐。"""
    days = calendar(timezone.localdate())
    names = labels()
    found = _MATTERS.rows(sorted(pks)) if pks else []
    return {one.id: _line(one, names, now, days) for one in found}


def _line(one: Any, names: dict[str, str], now: datetime, days: Calendar) -> dict[str, Any]:
    lamp = _lamp(one, now, days)
    running = one.state == MatterState.RUNNING
    when = one.incoming__received_at or one.outgoing__signed_at or one.started_at
    return {
        "pk": one.id,
        "url": matter_url(one.id),
        "off": "off" if one.state == MatterState.VOIDED else "",
        "kind": names.get(one.kind, ""),
        "title": one.title,
        "number": _number(one),
        "unit": _unit(one),
        "rush": rush(one.urgency),
        "day": day(when),
        "stage": one.stage_label if running else "",
        "lamp": lamp,
    }


def _number(one: Any) -> str:
    """文号；收文没有来文字号的写收文号，还没编号的空着。"""
    if one.incoming__receipt_no:
        receipt = receipt_text(one.incoming__receipt_year, one.incoming__receipt_no)
        return str(one.incoming__sender_number) or f"收文{receipt}"
    if one.outgoing__number__serial:
        return _issued(one)
    if not one.supervised_item__number:
        return ""
    item = (one.supervised_item__series, one.supervised_item__year, one.supervised_item__number)
    return "{}〔{}〕{}号".format(*item)


def _issued(one: Any) -> str:
    serial = one.outgoing__number__serial
    if one.outgoing__number__prefix__format == ORDER_FORMAT:
        return f"第{serial}号"
    return f"{one.outgoing__number__prefix__text}〔{one.outgoing__number__year}〕{serial}号"


def _unit(one: Any) -> str:
    """来文、发文、牵头的单位；都没有的是起办的单位。"""
    lead = one.supervised_item__lead_org__short_name or one.supervised_item__lead_org__name
    own = one.org__short_name or one.org__name
    return str(one.incoming__sender_name or one.outgoing__issuer or lead or own)


def _lamp(one: Any, now: datetime, days: Calendar) -> Light:
    if one.supervised_item__state is not None:
        item = Lamp(*(getattr(one, f"supervised_item__{name}") for name in Lamp._fields))
        return light_of_item(item, now=now, calendar=days)
    given = {"now": now, "calendar": days, "ended_as": one.stage_label}
    return lights.light_of(one.state, one.due_at, **given)
