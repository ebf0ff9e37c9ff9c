"""日子的说法：周几、放不放假、还剩几个工作日；没写期限的按惯例。"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from sanban.core.workdays import Calendar
from sanban.documents import services
from sanban.documents.models import Nature
from sanban.matters.models import Urgency
from sanban.web.documents.forms import DAYS, RegistrationForm
from sanban.web.request import Request, with_role
from sanban.web.shell import calendar
from sanban.web.templatetags.words import WEEK

CHANGED = {True: "，调休上班", False: "，放假"}


@with_role("clerk", "director")
def day(request: Request, name: str) -> HttpResponse:
    """日期、紧急程度、办件阅件改了，重说一遍；照惯例填的期限跟着变。"""
    if name not in DAYS:
        raise Http404
    asked = request.GET
    usual = usual_due(asked, request) if name == "due_on" else None
    typed, before = asked.get(name, ""), asked.get("due_usual", "")
    follows = name == "due_on" and typed in ("", before)
    shown = usual if follows else read_day(typed)
    field = None
    if follows and typed != (usual.isoformat() if usual else ""):
        form = RegistrationForm(initial={"due_on": usual})
        field = form["due_on"].as_widget(attrs={"hx-swap-oob": "true"})
    context = {"day": day_cell(name, shown, usual=usual), "field": field}
    return render(request, "documents/day.html", context)


def read_day(text: str) -> date | None:
    """2026-09-16 → 日期；写不全的为空。"""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def usual_due(values: Mapping[str, Any], request: Request) -> date | None:
    """按惯例的办理期限；阅件没有。"""
    urgency = str(values.get("urgency") or "")
    nature = str(values.get("nature") or Nature.ACTION)
    if urgency not in Urgency.values:
        urgency = Urgency.NONE
    return services.default_due(urgency, nature, now=request.now)


def day_cell(name: str, shown: date | None, *, usual: date | None = None) -> dict[str, Any]:
    """日期格旁边的话：周几；办理期限还说剩几个工作日、是不是惯例。"""
    today = timezone.localdate()
    days = calendar(today)
    cell = {"name": name, "usual": usual, "weekday": _weekday(shown, days) if shown else ""}
    if name != "due_on":
        return cell
    if shown is None:
        return {**cell, "words": "阅件不限期，可以不填"}
    start = "惯例，" if shown == usual else ""
    return {**cell, "words": start + _left(shown, today, days), "is_late": shown < today}


def _weekday(shown: date, days: Calendar) -> str:
    changed = days.days.get(shown)
    return f"周{WEEK[shown.weekday()]}" + (CHANGED[changed] if changed is not None else "")


def _left(shown: date, today: date, days: Calendar) -> str:
    if shown < today:
        return "早于今日，请改"
    unknown = "" if days.knows(shown) else f"；{shown.year}年放假未录，按周一至周五计"
    return f"剩 {days.between(today, shown)} 个工作日{unknown}"
