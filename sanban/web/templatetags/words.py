"""模板里的说法：时刻、日子、期限、灯。"""

from datetime import date, datetime
from functools import lru_cache

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from sanban.core.local import day_of, local
from sanban.core.workdays import Calendar
from sanban.matters import lights
from sanban.matters.models import FAR, Urgency

register = template.Library()
WEEK = "一二三四五六日"


@register.filter
def moment(value: datetime | None) -> str:
    """几月几日几点；今天的只说几点。"""
    if value is None or value >= FAR:
        return ""
    here, today = local(value), day_of(timezone.now())
    clock = f"{here.hour:02}:{here.minute:02}"
    if here.date() == today:
        return f"今日 {clock}"
    year = f"{here.year}年" if here.year != today.year else ""
    return f"{year}{here.month}月{here.day}日 {clock}"


@register.filter
def day(value: date | datetime | None) -> str:
    """台账里的日子：月-日；不是今年的带年。"""
    if value is None or (isinstance(value, datetime) and value >= FAR):
        return ""
    here = day_of(value) if isinstance(value, datetime) else value
    text = here.isoformat()
    return text[5:] if here.year == day_of(timezone.now()).year else text


@register.filter
def full_day(value: date | datetime | None) -> str:
    """年月日写全。"""
    if value is None:
        return ""
    here = day_of(value) if isinstance(value, datetime) else value
    return f"{here.year}年{here.month}月{here.day}日"


def due_words(due_at: datetime, *, now: datetime, calendar: Calendar) -> str:
    """期限一句话：几月几日（周几），还剩或已过几个工作日。"""
    if due_at >= FAR:
        return ""
    due, today = day_of(due_at), day_of(now)
    shift = "，调休上班" if calendar.days.get(due) else ""
    left = calendar.between(today, due)
    rest = f"剩 {left} 个工作日" if due_at >= now else f"已过 {max(1, -left)} 个工作日"
    unknown = "" if calendar.knows(due) else f"（{due.year}年放假安排未录，按周一至周五计）"
    return f"{due.month}月{due.day}日（周{WEEK[due.weekday()]}{shift}）{rest}{unknown}"


@register.simple_tag
def light(
    state: str, due_at: datetime, now: datetime, calendar: Calendar, ended_as: str = ""
) -> SafeString:
    """一盏灯：台账一页几十盏，直接写出，不另取小块模板。"""
    one = lights.light_of(state, due_at, now=now, calendar=calendar, ended_as=ended_as)
    return lamp_span(one.code, one.label)


@lru_cache(maxsize=512)
def lamp_span(code: str, label: str) -> SafeString:
    """一盏灯的样子。"""
    return format_html('<span class="light {}">{}</span>', code, label)


RUSH = {"top": "rush top1", "high": "rush", "low": "rush low"}


@register.filter
@lru_cache(maxsize=8)
def rush(code: str) -> SafeString:
    """紧急程度的框；平常的不画。"""
    if not code:
        return mark_safe("")
    return format_html('<span class="{}">{}</span>', RUSH[code], Urgency(code).label)
