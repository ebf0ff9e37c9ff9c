"""办一步：谁要走哪个走向，另带些什么；各道关口、各个后果传来传去的就是它。"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sanban.matters.doers import NOTHING, Choice
from sanban.matters.models import Matter, Step, Todo
from sanban.matters.services import Asked
from sanban.people.models import Person
from sanban.supervision.models import SupervisedItem
from sanban.supervision.services.dates import Almanac


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemExtra:
    """有的走向另要的几项。

    :param due_on: 交办、退回重办、重新办理时定的完成时限。
    :param follow_up_on: 销号时定的回头看日期；不给就按规矩推。
    """

    due_on: date | None = None
    follow_up_on: date | None = None


NO_EXTRA = ItemExtra()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """要办的一步；事项已经锁住。"""

    item: SupervisedItem
    code: str
    asked: Asked
    todo: Todo
    how: Almanac
    remark: str = ""
    choice: Choice = NOTHING
    extra: ItemExtra = NO_EXTRA

    @property
    def matter(self) -> Matter:
        """事项。"""
        return self.item.matter

    @property
    def holder(self) -> Person:
        """办的人；代录的，是签字的领导。"""
        return self.asked.on_paper_for or self.asked.by

    @property
    def owner(self) -> Person:
        """这份差事是谁的：代办的，是委托的人。"""
        return self.todo.on_behalf_of or self.holder

    @property
    def now(self) -> datetime:
        """何时。"""
        return self.asked.now

    def but(self, **changes: object) -> "Attempt":
        """改几项，别的照旧。"""
        return replace(self, **changes)  # type: ignore[arg-type]


def last_step(matter: Matter) -> Step:
    """刚写下的一步。"""
    return Step.objects.get(matter=matter, number=matter.step_no)
