"""约稿和来稿的样子怎么说：亮什么灯、写哪几个字。"""

from dataclasses import dataclass
from datetime import datetime

from sanban.documents.models import Grade
from sanban.matters.lights import Light
from sanban.matters.models import MatterState

SUPPLY, GRADE = "supply", "grade"


@dataclass(frozen=True, slots=True)
class Told:
    """一份来稿此刻的样子：灯，和该催不该催。"""

    light: Light
    is_waiting: bool = False
    is_late: bool = False


def late_words(since: datetime, until: datetime) -> str:
    """迟了多久：不满一小时说分钟，不满一天说小时。"""
    minutes = int((until - since).total_seconds() // 60)
    if minutes < 60:
        return f"{max(1, minutes)} 分钟"
    return f"{minutes // 60} 小时" if minutes < 24 * 60 else f"{minutes // (24 * 60)} 日"


def lateness(supplied_at: datetime | None, due_at: datetime) -> str:
    """交来的迟了多久；没交的、不迟的为空。"""
    if supplied_at is None or supplied_at <= due_at:
        return ""
    return late_words(due_at, supplied_at)


# fmt: off
ENDED = {
    MatterState.DONE:    Light("done", "合格"),
    MatterState.STOPPED: Light("hold", "已撤回"),
    MatterState.VOIDED:  Light("hold", "作废"),
}
# fmt: on


def told(state: str, stage: str, *, grade: str, due_at: datetime, now: datetime) -> Told:
    """一份来稿的样子。

    :param due_at: 这一份此刻的期限；退改的是改好的期限。
    """
    if state != MatterState.RUNNING:
        return Told(ENDED[MatterState(state)])
    if stage == GRADE:
        return Told(Light("near", "待评定"))
    if due_at < now:
        late = Light("late", f"逾期 {late_words(due_at, now)}")
        return Told(late, is_waiting=True, is_late=True)
    return Told(Light("go", "退改" if grade == Grade.REDO else "没到期"), is_waiting=True)
