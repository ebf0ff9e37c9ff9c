"""灯：由期限、状态和工作日历当场算出，不存颜色（domain.md §4.5）。"""

from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import Q
from django.utils import timezone

from sanban.core.local import day_of
from sanban.core.workdays import Calendar
from sanban.matters.models import FAR, MatterState

NEAR_DAYS = 3
CLOSED = {
    MatterState.DONE: ("done", "办结"),
    MatterState.STOPPED: ("hold", "终止"),
    MatterState.VOIDED: ("hold", "作废"),
}
LIGHTS = {"late": "逾期", "near": "临期", "go": "正常", "done": "办结", "hold": "终止"}


@dataclass(frozen=True, slots=True)
class Light:
    """一盏灯：颜色形状的代号，和说清几日的几个字。"""

    code: str
    label: str


def light_of(
    state: str, due_at: datetime, *, now: datetime, calendar: Calendar, ended_as: str = ""
) -> Light:
    """一件事项此刻的灯；日数按工作日数。

    :param ended_as: 到了终点的，终点环节的名称，如“已归档”；灯上写“归档”。
    """
    if state != MatterState.RUNNING:
        code, label = CLOSED[MatterState(state)]
        is_done = state == MatterState.DONE and ended_as
        return Light(code, ended_as.removeprefix("已") if is_done else label)
    if due_at >= FAR:
        return Light("go", "正常")
    today, due = day_of(now), day_of(due_at)
    if due_at < now:
        return Light("late", f"逾期 {max(1, calendar.between(due, today))} 日")
    if due == today:
        return Light("near", "今日到期")
    left = calendar.between(today, due)
    return Light("near", f"剩 {left} 日") if left <= NEAR_DAYS else Light("go", "正常")


def near_until(now: datetime, calendar: Calendar) -> datetime:
    """临期的界：这一刻以前到期的算临期。"""
    day = calendar.add(day_of(now), NEAR_DAYS)
    return datetime.combine(day, time.max, timezone.get_default_timezone())


def lit(code: str, *, now: datetime, calendar: Calendar, to: str = "") -> Q:
    """亮某种灯的事项的条件；`to` 是从所查的表到事项的路径，如 `matter__`。"""
    near = near_until(now, calendar)
    running = Q(**{f"{to}state": MatterState.RUNNING})
    ranges = {
        "late": running & Q(**{f"{to}due_at__lt": now}),
        "near": running & Q(**{f"{to}due_at__gte": now, f"{to}due_at__lte": near}),
        "go": running & Q(**{f"{to}due_at__gt": near}),
        "done": Q(**{f"{to}state": MatterState.DONE}),
        "hold": Q(**{f"{to}state__in": [MatterState.STOPPED, MatterState.VOIDED]}),
    }
    return ranges[code]
