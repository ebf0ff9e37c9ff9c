"""灯：由状态、转黄转红的时刻和工作日历当场得出，灯上写着几日（domain.md §4.5）。"""

from datetime import date, datetime
from typing import Protocol

from sanban.core.workdays import Calendar
from sanban.matters.lights import NEAR_DAYS, Light
from sanban.matters.models import FAR
from sanban.supervision.models import NEVER, ItemState
from sanban.supervision.services.dates import closing, day_of, workday_from

__all__ = ["LIGHTS", "Light", "light_of_item"]

LIGHTS = {"late": "逾期", "near": "临期", "go": "正常", "hold": "中止", "done": "已销号"}
"""灯的代号和说法；与 `models.lit` 的代号相同。"""
ENDED = {
    ItemState.SUSPENDED: "hold",
    ItemState.DECLINED: "hold",
    ItemState.STOPPED: "hold",
    ItemState.MERGED: "hold",
    ItemState.CLOSED: "done",
}


class Lit(Protocol):
    """算灯要的几栏；事项本身，或者查出来的一行都可以。"""

    @property
    def state(self) -> str:
        """状态。"""

    @property
    def due_at(self) -> datetime:
        """时限。"""

    @property
    def milestone_on(self) -> date:
        """最近节点。"""

    @property
    def amber_at(self) -> datetime:
        """转黄的时刻。"""

    @property
    def red_at(self) -> datetime:
        """转红的时刻。"""


def light_of_item(item: Lit, *, now: datetime, calendar: Calendar) -> Light:
    """一件督办事项此刻的灯；日数按工作日数，与 `models.lit` 查出来的一致。"""
    state = ItemState(item.state)
    if state in ENDED:
        return Light(ENDED[state], str(state.label))
    if item.red_at < now:
        return Light("late", _late(item, day_of(now), calendar, now=now))
    if item.amber_at < now:
        return Light("near", _near(item, day_of(now), calendar, now=now))
    return Light("go", LIGHTS["go"])


def _late(item: Lit, today: date, calendar: Calendar, *, now: datetime) -> str:
    if item.due_at < now:
        return f"逾期 {max(1, calendar.between(day_of(item.due_at), today))} 日"
    return _behind(item, today, calendar)


def _near(item: Lit, today: date, calendar: Calendar, *, now: datetime) -> str:
    """时限近的先说时限，不近的说节点。"""
    left = calendar.between(today, day_of(item.due_at)) if item.due_at < FAR else NEAR_DAYS + 1
    has_missed = item.milestone_on < NEVER and _close_of(item, calendar) < now
    if has_missed and left > NEAR_DAYS:
        return _behind(item, today, calendar)
    return f"剩 {left} 日" if left else "今日到期"


def _behind(item: Lit, today: date, calendar: Calendar) -> str:
    return f"节点迟 {max(1, calendar.between(item.milestone_on, today))} 日"


def _close_of(item: Lit, calendar: Calendar) -> datetime:
    return closing(workday_from(item.milestone_on, calendar))
