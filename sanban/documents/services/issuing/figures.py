"""发文的数：退稿率、差错率、各环节用时；都从留痕里算，不另填（domain.md §12.2）。"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.utils import timezone

from sanban.documents.kinds.outgoing import KIND, REVIEW, SIGN_OFF
from sanban.documents.models import IssuedNumber, Outgoing
from sanban.documents.services.drafting import findings_of
from sanban.documents.services.issuing.attempt import Attempt
from sanban.engine.proof import Level
from sanban.matters import services as matters
from sanban.matters.models import Matter, MatterState, Step, Todo, TodoMode, TodoState
from sanban.people.models import Org

RETURNS = ("send_back",)
FIRST_FAULTS = "first_faults"
"""事项里记着：第一次送审时查出几处毛病。"""
BEFORE_SIGNING = (REVIEW.code, SIGN_OFF.code)


@dataclass(frozen=True, slots=True)
class StageTime:
    """一个环节：办过几份，用时的中位数（小时），逾期几份。"""

    label: str
    count: int
    hours: float
    late: int


@dataclass(frozen=True, slots=True)
class Figures:
    """一个机关一年的发文。

    :param started: 起草几份；`issued` 发出几份；`numbered` 给号几个，注销几个。
    :param returned: 审核、签发时退过稿的几份；`returned_rate` 占送审的几成。
    :param faults: 第一次送审时提示以上的毛病共几处；`fault_rate` 平均每份几处。
    """

    started: int
    issued: int
    numbered: int
    voided: int
    reviewed: int
    returned: int
    faults: int
    stages: tuple[StageTime, ...]

    @property
    def returned_rate(self) -> float:
        """退稿率。"""
        return self.returned / self.reviewed if self.reviewed else 0.0

    @property
    def fault_rate(self) -> float:
        """差错率：第一次送审时平均每份几处。"""
        return self.faults / self.reviewed if self.reviewed else 0.0


def figures(year: int, org: Org) -> Figures:
    """一个机关一年的数；按起草的时间算哪一年。"""
    rows = Outgoing.objects.filter(matter__org=org, matter__started_at__range=_span(year))
    rows = rows.exclude(matter__state=MatterState.VOIDED)
    ids = list(rows.values_list("pk", flat=True))
    numbers = IssuedNumber.objects.filter(prefix__org=org, year=year)
    faults = _first_faults(ids)
    return Figures(
        started=len(ids),
        issued=rows.exclude(dispatched_at=None).count(),
        numbered=numbers.count(),
        voided=numbers.exclude(voided_at=None).count(),
        reviewed=len(faults),
        returned=_returned(ids),
        faults=sum(faults),
        stages=_stages(ids),
    )


def _span(year: int) -> tuple[datetime, datetime]:
    zone = timezone.get_default_timezone()
    end = datetime(year + 1, 1, 1, tzinfo=zone) - timedelta(microseconds=1)
    return datetime(year, 1, 1, tzinfo=zone), end


def _first_faults(ids: Iterable[int]) -> list[int]:
    """各份第一次送审时查出几处；没送过审的不在内。"""
    values = (matter.values for matter in Matter.objects.filter(pk__in=list(ids)).only("data"))
    return [one[FIRST_FAULTS] for one in values if FIRST_FAULTS in one]


def count_faults(attempt: Attempt) -> Attempt:
    """第一次送审：数一数提示以上的毛病；数过的不再数。"""
    if FIRST_FAULTS in attempt.matter.values:
        return attempt
    found = findings_of(attempt.version)
    known = (one for one in found if one.confidence)
    return attempt.but(faults=sum(one.level is not Level.HINT for one in known))


def keep_faults(attempt: Attempt, moved: Matter) -> None:
    """记下第一次送审时的毛病数，统计差错率用。"""
    if attempt.faults is not None:
        matters.set_values(moved, first_faults=attempt.faults)


def _returned(ids: Iterable[int]) -> int:
    """审核、签发时退回去的，一份只算一次。"""
    steps = Step.objects.filter(matter__in=list(ids), action__in=RETURNS)
    steps = steps.filter(stage__in=BEFORE_SIGNING)
    return steps.values("matter").distinct().count()


def _stages(ids: Iterable[int]) -> tuple[StageTime, ...]:
    rows = Todo.objects.filter(
        matter__in=list(ids), mode=TodoMode.MAIN, state=TodoState.DONE, closed_at__isnull=False
    )
    found: dict[str, list[Todo]] = {}
    for todo in rows.only("stage", "opened_at", "closed_at", "due_at"):
        found.setdefault(todo.stage, []).append(todo)
    return tuple(
        _stage(stage.label, found[stage.code]) for stage in KIND.stages if stage.code in found
    )


def _stage(label: str, todos: list[Todo]) -> StageTime:
    hours = [_hours(todo) for todo in todos]
    late = sum(todo.closed_at is not None and todo.closed_at > todo.due_at for todo in todos)
    return StageTime(label, len(todos), round(median(hours), 1), late)


def _hours(todo: Todo) -> float:
    assert todo.closed_at is not None
    return max((todo.closed_at - todo.opened_at).total_seconds() / 3600, 0.0)
