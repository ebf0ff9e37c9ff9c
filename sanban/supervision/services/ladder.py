"""催办阶梯：快到期发消息，逾期一天再发，三天发催办单，十天报专报；节点迟了也催（domain.md §4.3）。

一件事项只看它现在该到哪一级：停了几天没跑，补也只补这一级，不把中间的都发一遍。
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import lru_cache

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from sanban.inbox import services as inbox
from sanban.matters.models import FAR, Matter, MatterState
from sanban.people.models import Org, Person, RoleCode
from sanban.supervision.kinds.supervised_item import HANDLE
from sanban.supervision.models import NEVER, ItemState, Pressing, Rung, SupervisedItem
from sanban.supervision.services.dates import Almanac, almanac, closing, day_of, said, workday_from
from sanban.supervision.services.pressing import NEAR, Call, owing_of, record

Units = Mapping[Org, tuple[Person, ...]]
Had = set[tuple[int, int, str, str]]
LOOKED, AT_ONCE = 500, 100
"""一回看几件；一个事务里催几件，锁得短。"""


@dataclass(frozen=True, slots=True)
class Due:
    """现在该催的一级：由头（哪个期限）、迟几个工作日、消息怎样说。"""

    rung: str
    cause: str
    days: int = 0
    note: str = ""


class Ladder:
    """此刻的阶梯：由时限和节点得出该催哪一级；同样的日子只算一次。"""

    def __init__(self, how: Almanac) -> None:
        self.how = how
        self.due = lru_cache(maxsize=None)(self._due)

    @property
    def horizon(self) -> datetime:
        """灯的转黄时刻在这以后的，今天不用看。"""
        how = self.how
        return closing(how.calendar.add(how.today, how.rules.message_days))

    def _due(self, due_at: datetime, milestone_on: date) -> tuple[tuple[Due, ...], ...]:
        """该催的几种，先要紧的；每种里有几级的都要办。"""
        if due_at < self.how.now:
            return (self._late(due_at),)
        return tuple(group for group in (self._behind(milestone_on), self._near(due_at)) if group)

    def _late(self, due_at: datetime) -> tuple[Due, ...]:
        rules, day = self.how.rules, day_of(due_at)
        days = max(1, self.how.calendar.between(day, self.how.today))
        rungs = [Rung.SLIP] if days >= rules.slip_days else [Rung.MESSAGE]
        rungs += [Rung.REPORT] if days >= rules.report_days else []
        return tuple(Due(rung, f"late:{day}", days) for rung in rungs)

    def _behind(self, milestone_on: date) -> tuple[Due, ...]:
        """节点迟了：发消息；迟到转红的，发催办单。"""
        if milestone_on >= NEVER:
            return ()
        day = workday_from(milestone_on, self.how.calendar)
        if closing(day) >= self.how.now:
            return ()
        days = max(1, self.how.calendar.between(day, self.how.today))
        rung = Rung.SLIP if days >= self.how.rules.red_days else Rung.MESSAGE
        return (Due(rung, f"node:{milestone_on}", days),)

    def _near(self, due_at: datetime) -> tuple[Due, ...]:
        if due_at >= FAR:
            return ()
        day = day_of(due_at)
        left = self.how.calendar.between(self.how.today, day)
        if left > self.how.rules.message_days:
            return ()
        when = f"剩 {left} 个工作日" if left > 0 else "今天到期"
        return (Due(Rung.MESSAGE, f"{NEAR}{day}", 0, f"{when}（{said(day)}）"),)


@dataclass(frozen=True, slots=True)
class Tally:
    """一晚上催了多少：各级几次，看了几件。"""

    looked: int = 0
    message: int = 0
    slip: int = 0
    report: int = 0

    def plus(self, calls: Sequence[Call]) -> "Tally":
        """再加上这几次。"""
        rungs = [call.rung for call in calls]
        return replace(
            self,
            message=self.message + rungs.count(Rung.MESSAGE),
            slip=self.slip + rungs.count(Rung.SLIP),
            report=self.report + rungs.count(Rung.REPORT),
        )


def climb(now: datetime) -> Tally:
    """把到了日子的都催一遍；催过的不再催，办到一半停了的接着办。"""
    ladder = Ladder(almanac(now))
    pks = list(_candidates(ladder))
    tally = Tally(len(pks))
    for start in range(0, len(pks), LOOKED):
        needing = list({call.item.pk: None for call in _calls(ladder, pks[start : start + LOOKED])})
        for first in range(0, len(needing), AT_ONCE):
            tally = tally.plus(_press(ladder, needing[first : first + AT_ONCE]))
    _tell_offices(ladder.how)
    return tally


def _candidates(ladder: Ladder) -> Iterator[int]:
    """灯快变、已变的在办事项里，算下来有该催的；一趟查完，只取三栏。"""
    rows = SupervisedItem.objects.filter(
        is_open=True, state=ItemState.HANDLING, amber_at__lte=ladder.horizon
    )
    found = rows.order_by("pk").values_list("pk", "due_at", "milestone_on")
    for pk, due_at, milestone_on in found.iterator(chunk_size=5000):
        if ladder.due(due_at, milestone_on):
            yield pk


@transaction.atomic
def _press(ladder: Ladder, pks: Sequence[int]) -> list[Call]:
    """锁住几件，照锁住以后的样子再算一遍，催。"""
    rows = Matter.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk")
    locked = {matter.pk: matter for matter in rows}
    calls = _calls(ladder, pks, locked)
    record(calls, by=None, now=ladder.how.now)
    return calls


def _calls(
    ladder: Ladder, pks: Sequence[int], locked: dict[int, Matter] | None = None
) -> list[Call]:
    """这几件里该催而没有催过的，一件事项一个单位一级一次；五次查询以内。"""
    rows = SupervisedItem.objects.filter(
        pk__in=pks, state=ItemState.HANDLING, matter__stage=HANDLE.code,
        matter__state=MatterState.RUNNING,
    ).select_related("matter", "org", "lead_org", "leader").order_by("pk")  # fmt: skip
    items = list(rows)
    owing = owing_of([item.pk for item in items])
    had = _had([item.pk for item in items])
    calls = []
    for item in items:
        item.matter = (locked or {}).get(item.pk, item.matter)
        calls += _calls_of(
            item, ladder.due(item.due_at, item.milestone_on), owing.get(item.pk, {}), had
        )
    return calls


def _had(items: Sequence[int]) -> Had:
    """催过的；专报一件一份，不分哪个单位。"""
    rows = Pressing.objects.filter(item__in=items).exclude(cause="")
    found = rows.values_list("item", "org", "rung", "cause")
    return {_key(item, org, rung, cause) for item, org, rung, cause in found}


def _key(item: int, org: int | None, rung: str, cause: str) -> tuple[int, int, str, str]:
    return item, 0 if rung == Rung.REPORT else org or 0, rung, cause


def _calls_of(
    item: SupervisedItem, groups: Sequence[Sequence[Due]], owing: Units, had: Had
) -> list[Call]:
    """一件事项头一种有没催过的，各单位各一次。"""
    for group in groups:
        found = [
            Call(
                item=item, org=org, rung=due.rung, people=people,
                cause=due.cause, days=due.days, note=due.note,
            )
            for due in group
            for org, people in _whom(owing, due)
            if _key(item.pk, org.pk, due.rung, due.cause) not in had
        ]  # fmt: skip
        if found:
            return found
    return []


def _whom(owing: Units, due: Due) -> list[tuple[Org, tuple[Person, ...]]]:
    """催谁：没报结的单位都催；专报一件一份，记在牵头的（报结了的，记在下一个）名下。"""
    units = list(owing.items())
    return units[:1] if due.rung == Rung.REPORT else units


def _tell_offices(how: Almanac) -> None:
    """告诉各督办单位的督查员，今天系统催了多少；一天一条。"""
    start = datetime.combine(how.today, time.min, timezone.get_default_timezone())
    rows = Pressing.objects.filter(by=None, made_at__gte=start).values_list("item__org", "rung")
    counts = rows.annotate(total=Count("id")).order_by()
    by_org: dict[int, dict[str, int]] = {}
    for org, rung, total in counts:
        by_org.setdefault(org, {})[rung] = total
    for org, found in by_org.items():
        listed = "、".join(f"{Rung(rung).label} {total} 次" for rung, total in found.items())
        inbox.send(
            Person.objects.with_role(RoleCode.SUPERVISOR, org=Org(pk=org)),
            kind="press",
            title=f"今天系统催办：{listed}。",
            cause=f"chase:{org}:{how.today}",
            now=how.now,
            link="/supervision/",
        )
