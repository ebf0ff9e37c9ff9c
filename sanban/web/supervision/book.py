"""台账查库：谁看、怎样筛选，数几件、各灯几件，取一页；编过的查询留着再用。"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.core.cache import cache
from django.db.models import Count
from django.http import QueryDict

from sanban.core.prepared import Prepared, Value, counts
from sanban.matters.models import FAR, seen_count, subjects_of
from sanban.people.models import Person
from sanban.supervision.models import ItemState, LedgerFilter, SupervisedItem, offices_of
from sanban.web import keyset
from sanban.web.supervision.groups import LAMPS, MOST, SORTINGS, Group, lamp_of

FEW, MANY = 50, 1000
"""看得见的件数的平方，不过全部件数的五十倍，从看得见的找起；不过一千倍，这样数件数。

从看得见的找，要看完看得见的；照次序逐件去问，看得见的越稀，要问的越多。
"""
MOST_SEEN, KEPT_SECONDS = 30_000, 60
PLENTY, ENOUGH = 500, 100
"""灯数到五百为止；不是督查室的人，看得见的又多，只数到一百。数一件一微秒，多数一千就是一毫秒。"""
TIMED = ("late", "near", "go")
EQUALS = ("year", "source", "lead", "owed_by", "leader", "state")
HELD = (ItemState.DECLINED, ItemState.STOPPED, ItemState.MERGED)
# 在办与否 → 各灯怎么数；中止、已销号按状态数，用得上索引
COUNTED: dict[str, dict[str, tuple[str, ...]]] = {
    "open": {"late": (), "near": (), "go": (), "hold": (ItemState.SUSPENDED,)},
    "ended": {"hold": HELD, "done": (ItemState.CLOSED,)},
    "": {
        "late": (),
        "near": (),
        "go": (),
        "hold": (ItemState.SUSPENDED, *HELD),
        "done": (ItemState.CLOSED,),
    },
}


@dataclass(frozen=True, slots=True)
class Sight:
    """此人看得见什么：各种身份、管督办的单位，看得见的大约几件（数到三万）、全部大约几件。"""

    subjects: list[str]
    offices: list[int]
    seen: int
    total: int

    @property
    def few(self) -> bool:
        """看得见的少，从看得见的找起。"""
        return not self.offices and self.seen**2 <= FEW * self.total

    @property
    def few_to_count(self) -> bool:
        """数件数时，从看得见的数起。"""
        return not self.offices and self.seen**2 <= MANY * self.total

    @property
    def cap(self) -> int:
        """灯数到几为止。"""
        return PLENTY if self.offices or self.few_to_count else ENOUGH


def sight_of(person: Person) -> Sight:
    """此人看得见什么；督查室的人不必数。"""
    subjects, offices = subjects_of(person), offices_of(person)
    seen, total = (0, 0) if offices else _sizes(person, subjects)
    return Sight(subjects, offices, seen, total)


def _sizes(person: Person, subjects: list[str]) -> tuple[int, int]:
    """看得见几件、全部几件；只管从哪头找起，存一分钟也不会找错。"""
    key = f"ledger-sizes:{person.pk}"
    kept: tuple[int, int] | None = cache.get(key)
    if kept is None:
        seen = seen_count(subjects, most=MOST_SEEN) if subjects else 0
        kept = seen, SupervisedItem.objects.count()
        cache.set(key, kept, KEPT_SECONDS)
    return kept


@dataclass(frozen=True, slots=True)
class Shape:
    """一种筛选的写法：只比“等于”的各项、在办与否、灯、字、从哪头找；`only` 另限一种状态。"""

    names: tuple[str, ...]
    openness: str
    light: str
    text: str
    few: bool
    only: str = ""
    found: tuple[int, ...] | None = None

    def rows(self, *values: Any) -> Any:
        """照这种写法的全部行；值依次是单位、身份、各项，按时刻亮的灯再加此刻。"""
        offices, subjects, *given = values
        now: datetime = given.pop() if self.light in TIMED else FAR
        equal = dict(zip(self.names, given, strict=True))
        chosen = LedgerFilter(**equal, openness=self.openness, light=self.light, text=self.text)
        chosen = replace(chosen, found=self.found)
        rows = SupervisedItem.objects.ledger(chosen, now=now)
        if self.only:
            rows = rows.filter(state=self.only)
        return rows.shown_to(subjects, few=self.few, offices=offices)

    def prepared(self) -> Prepared[Any]:
        """编好的一句；没有字的留着再用。"""
        return _made(self) if self.text else _prepared(self)

    def listed(self, sort: str, columns: tuple[str, ...]) -> keyset.Listed:
        """编好的台账，按键集翻页。"""
        return (_new_list if self.text else _listed)(self, sort, columns)


def _made(shape: Shape) -> Prepared[Any]:
    return Prepared(lambda *values: shape.rows(*values).order_by().values_list("pk"))


def _new_list(shape: Shape, sort: str, columns: tuple[str, ...]) -> keyset.Listed:
    order = SORTINGS[sort]
    return keyset.Listed(SupervisedItem, shape.rows, columns=columns, order=order)


_prepared = lru_cache(maxsize=512)(_made)
_listed = lru_cache(maxsize=128)(_new_list)


@dataclass(frozen=True, slots=True)
class Book:
    """一本筛好的台账：谁看、什么条件、此刻。"""

    sight: Sight
    chosen: LedgerFilter
    now: datetime

    @property
    def is_narrow(self) -> bool:
        """只看一个单位的、按字找出几件的，或者看得见的少：件数不多。"""
        chosen = self.chosen
        return bool(chosen.lead or chosen.owed_by) or chosen.found is not None or self.sight.few

    def shape(self, light: str, *, few: bool, only: str = "") -> Shape:
        """换一种灯的写法。"""
        names = tuple(name for name in EQUALS if getattr(self.chosen, name))
        chosen = self.chosen
        return Shape(names, chosen.openness, light, chosen.text, few, only, chosen.found)

    def values(self, shape: Shape) -> tuple[Value, ...]:
        """这种写法要填的值。"""
        given = (getattr(self.chosen, name) for name in shape.names)
        now = (self.now,) if shape.light in TIMED else ()
        return (self.sight.offices, self.sight.subjects, *given, *now)

    def rows(self) -> Any:
        """合条件、看得见的全部行。"""
        shape = self.shape(self.chosen.light, few=self.sight.few)
        return shape.rows(*self.values(shape))

    def lit(self, code: str) -> Any:
        """合条件的里亮这种灯的；中止的按状态找，用得上索引。"""
        states = COUNTED[self.chosen.openness][code]
        shape = self.shape("" if states else code, few=self.sight.few)
        rows = shape.rows(*self.values(shape))
        return rows.filter(state__in=states) if states else rows

    def everything(self) -> Any:
        """不管什么条件，看得见的全部行。"""
        sight = self.sight
        rows = SupervisedItem.objects.all()
        return rows.shown_to(sight.subjects, few=sight.few, offices=sight.offices)

    def total(self) -> int:
        """共几件，数到两千零一。"""
        shape = self.shape(self.chosen.light, few=self.sight.few_to_count)
        return counts((shape.prepared(), *self.values(shape)), most=MOST + 1)[0]

    def tally(self) -> "Tally":
        """各灯几件（不管选没选灯），一句数完；共几件能由各灯得出的，不再数。"""
        if self.sight.few_to_count or self.chosen.found is not None:
            return self._whole_tally()
        lamps = self._lamps()
        asked = [(one.prepared(), *self.values(one)) for _, one in lamps]
        found = counts(*asked, most=self.sight.cap + 1)
        lights: dict[str, int] = {}
        for (code, _), count in zip(lamps, found, strict=True):
            lights[code] = lights.get(code, 0) + count
        known = sum(found)
        is_whole = not self.chosen.light and max(found) <= self.sight.cap
        is_many = not self.chosen.light and known > MOST
        total = known if is_whole or is_many else self.total()
        return Tally(min(total, MOST + 1), lights, self.sight.cap)

    def _whole_tally(self) -> "Tally":
        """件数不多的，看一遍，各灯都数出来。"""
        few = self.sight.few_to_count
        shape = self.shape("", few=few)
        rows = shape.rows(*self.values(shape)).annotate(lamp=lamp_of(self.now))
        found = dict(rows.order_by().values_list("lamp").annotate(n=Count("pk", distinct=True)))
        counts_of = {code: found.get(n, 0) for n, code in enumerate(LAMPS)}
        light = self.chosen.light
        total = counts_of[light] if light else sum(found.values())
        lights = {code: counts_of[code] for code in COUNTED[self.chosen.openness]}
        return Tally(min(total, MOST + 1), lights, self.sight.cap)

    def _lamps(self) -> list[tuple[str, Shape]]:
        """各灯怎么数：按时刻亮的一灯一句，中止、已销号的一种状态一句。"""
        few, states = self.sight.few_to_count, COUNTED[self.chosen.openness]
        timed = [(code, self.shape(code, few=few)) for code in states if code in TIMED]
        plain = [(code, state) for code, kept in states.items() for state in kept]
        return timed + [(code, self.shape("", few=few, only=state)) for code, state in plain]

    def page(self, sort: str, asked: QueryDict, *, columns: tuple[str, ...], total: str) -> Any:
        """按键集取一页。"""
        shape = self.shape(self.chosen.light, few=self.sight.few)
        listed = shape.listed(sort, columns)
        return listed.page(*self.values(shape), asked=asked, total=lambda: total)


@dataclass(frozen=True, slots=True)
class Tally:
    """共几件（数到两千零一）、各灯几件（数到 `cap` 多一）。"""

    total: int
    lights: dict[str, int]
    cap: int

    @property
    def is_small(self) -> bool:
        """不过两千件，能分组、能随意排。"""
        return self.total <= MOST

    @property
    def total_told(self) -> str:
        """共几件，写成字。"""
        return str(self.total) if self.is_small else f"{MOST}+"

    def told(self, code: str) -> str:
        """一种灯几件，写成字；一件也没有的为空。"""
        count = self.lights.get(code, 0)
        if count > self.cap:
            return f"{self.cap}+"
        return str(count) if count else ""


def tally_of(found: Iterable[Group], openness: str) -> Tally:
    """各组数好了的，合起来就是各灯几件，不再数一遍；没有选灯、不过两千件的才能这样。"""
    lights = dict.fromkeys(COUNTED[openness], 0)
    total = 0
    for group in found:
        total += group.count
        for code, _, count in group.lights:
            lights[code] = lights.get(code, 0) + count
    return Tally(total, lights, MOST)


def book_of(person: Person, chosen: LedgerFilter, now: datetime) -> Book:
    """此人看的、合这些条件的台账；按字筛选的，先在索引里找出来，以后各句都在里面找。"""
    if chosen.text:
        chosen = replace(chosen, found=SupervisedItem.objects.all().named(chosen.text))
    return Book(sight_of(person), chosen, now)
