"""一件要本单位办什么、各到什么时候：签收、反馈、节点、子任务、办结；归到今天、三日内、以后。"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sanban.core.prepared import Prepared
from sanban.matters.doers import LEAD
from sanban.matters.models import FAR
from sanban.supervision.models import Handler, ItemState, Milestone, Subtask
from sanban.supervision.services import Almanac, acknowledge_due, closing
from sanban.web.templatetags.words import due_words

SOON_DAYS = 3
# fmt: off
BUCKETS = {
    "now":     "今天要办",
    "soon":    "三个工作日内",
    "later":   "以后",
    "applied": "已报结",
}
# fmt: on


@dataclass(frozen=True, slots=True)
class Ask:
    """要办的一样：代号、叫什么、最晚何时、何时的一句话；`tone` 是 late、near 或空。"""

    code: str
    label: str
    due_at: datetime
    when: str
    tone: str


@dataclass(frozen=True, slots=True)
class Known:
    """算这一件要的：没完成的节点、分给本单位没做完的子任务，各取最早的一个。"""

    milestone: Milestone | None = None
    subtask: Subtask | None = None


NOTHING = Known()


def asks_of(handler: Handler, known: Known, how: Almanac) -> list[Ask]:
    """要本单位办的各样，急的在前；报结的、中止的、不在办理的没有。"""
    if is_applied(handler) or handler.item.state != ItemState.HANDLING:
        return []
    found = [ask for maker in MAKERS if (ask := maker(handler, known, how))]
    return sorted(found, key=lambda ask: ask.due_at)


def is_applied(handler: Handler) -> bool:
    """本单位报结了，或者整件在核查。"""
    return handler.applied_at is not None or handler.item.state == ItemState.VERIFYING


def bucket_of(handler: Handler, asks: list[Ask], how: Almanac) -> str:
    """归到哪一堆。"""
    if is_applied(handler):
        return "applied"
    first = asks[0].due_at if asks else FAR
    if first <= closing(how.today):
        return "now"
    near = closing(how.calendar.add(how.today, SOON_DAYS))
    return "soon" if first <= near else "later"


def _ask(code: str, label: str, due_at: datetime, how: Almanac) -> Ask:
    tone = "late" if due_at < how.now else "near" if due_at <= closing(how.today) else ""
    when = due_words(due_at, now=how.now, calendar=how.calendar)
    return Ask(code, label, due_at, when, tone)


def _on(code: str, label: str, day: date, how: Almanac) -> Ask:
    return _ask(code, label, closing(how.calendar.add(day, 0)), how)


def _acknowledge(handler: Handler, known: Known, how: Almanac) -> Ask | None:
    if handler.acknowledged_at is not None:
        return None
    return _ask("acknowledge", "签收", acknowledge_due(handler, how), how)


def _feedback(handler: Handler, known: Known, how: Almanac) -> Ask | None:
    day: date | None = getattr(handler, "report_on", None)
    if day is None:
        return None
    waits = "（已写好，待本单位领导审核）" if getattr(handler, "is_pending", False) else ""
    return _on("feedback", f"反馈{waits}", day, how)


def _milestone(handler: Handler, known: Known, how: Almanac) -> Ask | None:
    row = known.milestone
    if row is None or handler.part != LEAD:
        return None
    return _on("milestone", f"节点“{row.name}”", row.due_on, how)


def _subtask(handler: Handler, known: Known, how: Almanac) -> Ask | None:
    row = known.subtask
    return _on("subtask", f"子任务“{row.title}”", row.due_on, how) if row and row.due_on else None


def _close(handler: Handler, known: Known, how: Almanac) -> Ask | None:
    due_at = handler.item.due_at
    return _ask("close", "办结", due_at, how) if due_at < FAR else None


MAKERS = (_acknowledge, _feedback, _milestone, _subtask, _close)


POINTS = Prepared(
    lambda items: Milestone.objects.filter(item__in=items, done_on=None).order_by(
        "item", "due_on", "id"
    )
)
PARTS_LEFT = Prepared(
    lambda items, orgs: Subtask.objects.filter(
        item__in=items, org__in=orgs, done_at=None, removed_at=None, due_on__isnull=False
    ).order_by("item", "due_on", "id")
)
"""没完成的节点、分给本单位没做完的子任务，一件一件的，早的在前；照事项排，才走事项的索引。"""


def known_of(handlers: Iterable[Handler]) -> dict[int, Known]:
    """承办行的编号 → 最早没完成的节点和子任务；不论几行，两次查询。"""
    rows = list(handlers)
    items = sorted({row.item_id for row in rows})
    if not items:
        return {}
    milestones: dict[int, Milestone] = {}
    for one in POINTS.rows(items):
        milestones.setdefault(one.item_id, one)
    subtasks: dict[tuple[int, int | None], Subtask] = {}
    for task in PARTS_LEFT.rows(items, sorted({row.org_id for row in rows})):
        subtasks.setdefault((task.item_id, task.org_id), task)
    return {
        row.pk: Known(milestones.get(row.item_id), subtasks.get((row.item_id, row.org_id)))
        for row in rows
    }
