"""办一步：谁要走哪个走向，稿子是第几版，另带些什么；各道关口传来传去的就是它。"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db import transaction

from sanban.core.errors import Refused
from sanban.core.prepared import Prepared
from sanban.documents.models import DraftVersion, NumberPrefix, Outgoing
from sanban.documents.services.frozen import gongwen_of
from sanban.engine.gongwen.document import Gongwen
from sanban.matters.doers import NOTHING, Choice
from sanban.matters.models import Matter, Step, Todo, TodoState
from sanban.matters.services import Asked
from sanban.matters.services.trail import spread
from sanban.people.models import Person

OF_MATTER = Prepared(
    lambda matter: Outgoing.objects.select_related(
        "matter__org", "matter__drafter", "prefix", "number__prefix", "signed_version"
    ).filter(pk=matter)
)
"""一件事项的发文，连同事项、代字、发文字号、签发的那一版：事项的编号。"""
NEWEST = Prepared(
    lambda matter: (
        DraftVersion.objects.filter(matter=matter)
        .select_related("by", "matter")
        .order_by("-number")[:1]
    )
)
"""最新的一版，连同存的人：事项的编号。"""
PERSONAL = ("consulted", "cosigned", "sign_off", "decline")
"""要看是谁办、替谁办的走向。"""
NOT_OUTGOING = "这件事项不是发文，请刷新页面再办。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """有的走向另要的几项。

    :param answer: 会签、征求意见的答复（`Answer`）；不给就看意见写的是同意还是不同意。
    :param override: 有单位不同意仍要送签发，主任写的理由（条例第十六条）。
    :param prefix: 编号时改用的代字。
    :param copies: 付印的份数。
    :param readers: 办好以后送谁传阅。
    """

    answer: str = ""
    override: str = ""
    prefix: NumberPrefix | None = None
    copies: int | None = None
    readers: tuple[Person, ...] = ()


NO_EXTRA = Extra()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """要办的一步；`version` 是此刻最新的一版，办的时候还得是它。

    `todo` 是此人手上的一份差事；不问是谁办的走向不去查，为空。
    """

    outgoing: Outgoing
    code: str
    asked: Asked
    todo: Todo | None
    version: DraftVersion
    remark: str = ""
    choice: Choice = NOTHING
    extra: Extra = NO_EXTRA
    files: tuple[tuple[str, bytes], ...] = ()
    faults: int | None = None

    @property
    def matter(self) -> Matter:
        """事项。"""
        return self.outgoing.matter

    @property
    def owner(self) -> Person:
        """这份差事是谁的：代办的，是委托的人。"""
        return self.duty.on_behalf_of or self.duty.person

    @property
    def duty(self) -> Todo:
        """此人手上的一份差事。

        :raises Refused: 没有。
        """
        if self.todo is None:
            raise Refused("现在不由您办理，请刷新页面看最新进展。", code="not-yours")
        return self.todo

    @property
    def gongwen(self) -> Gongwen:
        """最新一版的公文，核对过摘要。"""
        return gongwen_of(self.version, by=self.asked.by)

    def but(self, **changes: object) -> "Attempt":
        """改几项，别的照旧。"""
        return replace(self, **changes)  # type: ignore[arg-type]


def of_matter(matter: Matter) -> Outgoing:
    """这件事项的发文，连同事项、代字、发文字号、签发的那一版。

    :raises Refused: 不是发文。
    """
    found = OF_MATTER.first(matter.pk)
    if found is None:
        raise Refused(NOT_OUTGOING, code="not-outgoing")
    return found


def newest_of(matter: Matter) -> DraftVersion:
    """最新的一版。

    :raises Refused: 还没有稿子。
    """
    found = NEWEST.first(matter.pk)
    if found is None:
        raise Refused("还没有稿子，请先起草。", code="no-draft")
    return found


def opened(matter: Matter, code: str, asked: Asked) -> Attempt:
    """摊开要办的一步，先看由不由此人办。

    :raises Refused: 不由此人办；页面已过时；不是发文；还没有稿子。
    """
    outgoing = of_matter(matter)
    return Attempt(
        outgoing=outgoing,
        code=code,
        asked=asked,
        todo=_todo_of(outgoing.matter, asked) if code in PERSONAL else None,
        version=newest_of(outgoing.matter),
    )


def _todo_of(matter: Matter, asked: Asked) -> Todo:
    """此人手上的一份差事；先不锁，真办的时候流程机会锁住再看一遍。"""
    rows = Todo.objects.live(matter).filter(person=asked.on_paper_for or asked.by)
    rows = rows.filter(state=TodoState.OPEN).select_related("person", "on_behalf_of", "org")
    found = (rows.filter(pk=asked.todo) if asked.todo else rows).first()
    if found is not None:
        return found
    with transaction.atomic():
        return spread(matter, asked).todo


def same_version(attempt: Attempt) -> None:
    """锁住以后再看一眼：稿子没有又添一版。

    :raises Refused: 添了。
    """
    newest = newest_of(attempt.matter)
    if newest.pk != attempt.version.pk:
        who = f"{newest.by.name}刚存了第 {newest.number} 版"
        raise Refused(f"{who}，请刷新页面看过新的一版再办。", code="newer-version")


def last_step(matter: Matter) -> Step:
    """刚写下的一步。"""
    return Step.objects.get(matter=matter, number=matter.step_no)


def names_of(people: Iterable[Person]) -> str:
    """几个人的姓名，顿号隔开。"""
    return "、".join(dict.fromkeys(one.name for one in people))
