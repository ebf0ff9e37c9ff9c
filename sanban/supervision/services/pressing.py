"""催办：一次催一个单位一级，单子编号、留痕、告诉人、记次数；人来催、钟点来催都从这里走。"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from sanban.core.errors import Refused
from sanban.files.services import guards
from sanban.inbox import services as inbox
from sanban.inbox.services import Note
from sanban.matters import services as matters
from sanban.matters.models import FAR, Todo, TodoState
from sanban.matters.services import Entry
from sanban.people.models import Org, Person, RoleCode, RoleHolding
from sanban.supervision.kinds.supervised_item import HANDLE
from sanban.supervision.models import Handler, Pressing, Rung, SupervisedItem
from sanban.supervision.services.actors import UNIT_LEADERS, check_office, unit_keys
from sanban.supervision.services.dates import Almanac, almanac, day_of
from sanban.supervision.services.papers import draw_paper, late_words, paper_number, take_numbers
from sanban.supervision.services.speaking import check_lengths
from sanban.supervision.services.syncing import check_handling, locked_item

NEAR = "near:"
"""快到期的提醒，由头这样起；提醒不算催办，不记次数。"""
ON_PAPER = (Rung.SLIP, Rung.REPORT)
NOTED = (Rung.PHONE, Rung.SITE)
"""系统外催的，须写明怎样催的、对方怎样答的。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """要催的一次；同一件事项的几次，`item` 须是同一个对象，事项已经锁住。"""

    item: SupervisedItem
    org: Org
    rung: str
    people: tuple[Person, ...] = ()
    cause: str = ""
    days: int = 0
    note: str = ""


def press(
    item: SupervisedItem, *, rung: str, org: Org | None = None, note: str = "", by: Person,
    now: datetime,
) -> list[Pressing]:  # fmt: skip
    """督查室催办一件；不指明单位的，没报结的单位都催。专报一件一份，报包抓领导。

    :param note: 电话、实地催办须写明；催办单、专报写了的印在单子上。
    :raises Refused: 不是督查员或主任；不在办理、中止着；单位不欠；今天这一级催过了；没写明。
    """
    if rung in NOTED and not note.strip():
        told = f"{Rung(rung).label}要写明怎样催的、对方怎样答的，请写好再记。"
        raise Refused(told, code="no-note")
    check_lengths([("说明", note, 500)])
    guards.check_typed([note], by=by)
    with transaction.atomic():
        fresh = locked_item(item)
        check_office(fresh.org, by)
        check_handling(fresh)
        owing = _owing(fresh, org)
        _check_once_a_day(fresh, [one.pk for one in owing], rung, now)
        days = days_late(fresh, almanac(now))
        chosen = list(owing.items())[:1] if rung == Rung.REPORT else list(owing.items())
        return record(
            [
                Call(
                    item=fresh, org=one, rung=rung, people=people, days=days, note=note.strip()
                )
                for one, people in chosen
            ],
            by=by,
            now=now,
        )  # fmt: skip


def press_many(
    items: Iterable[SupervisedItem], *, rung: str, note: str = "", by: Person, now: datetime
) -> list[tuple[SupervisedItem, str]]:
    """成批催办，各办各的；每件交回没催成的原因，催成的为空。"""
    found: list[tuple[SupervisedItem, str]] = []
    for item in items:
        try:
            press(item, rung=rung, note=note, by=by, now=now)
        except Refused as fault:
            found.append((item, fault.message))
        else:
            found.append((item, ""))
    return found


def days_late(item: SupervisedItem, how: Almanac) -> int:
    """逾期几个工作日；没有逾期的为 0。"""
    if item.due_at >= FAR or item.due_at >= how.now:
        return 0
    return max(1, how.calendar.between(day_of(item.due_at), how.today))


def owing_of(items: Sequence[int]) -> dict[int, dict[Org, tuple[Person, ...]]]:
    """事项 → 还没有报结的单位和它的经办人，牵头的在前；一次查询。"""
    rows = Todo.objects.filter(
        matter__in=items, stage=HANDLE.code, state=TodoState.OPEN, is_reading=False
    ).exclude(org=None)
    found: dict[int, dict[Org, tuple[Person, ...]]] = defaultdict(dict)
    for todo in rows.select_related("person", "org").order_by("place", "id"):
        if todo.org is not None:
            known = found[todo.matter_id]
            known[todo.org] = (*known.get(todo.org, ()), todo.person)
    return found


def _owing(item: SupervisedItem, org: Org | None) -> dict[Org, tuple[Person, ...]]:
    owing = owing_of([item.pk]).get(item.pk, {})
    chosen = {one: people for one, people in owing.items() if org is None or one.pk == org.pk}
    if not chosen:
        who = str(org) if org else "各承办单位"
        told = f"{who}已经申请办结，或者不承办这件事项，不必催；请刷新页面看。"
        raise Refused(told, code="nobody-owes")
    return chosen


def _check_once_a_day(item: SupervisedItem, orgs: list[int], rung: str, now: datetime) -> None:
    start = datetime.combine(day_of(now), time.min, timezone.get_default_timezone())
    rows = Pressing.objects.filter(item=item, org__in=orgs, rung=rung, made_at__gte=start)
    had = rows.exclude(cause__startswith=NEAR).select_related("org").first()
    if had:
        told = f"今天已经对{had.org}{had.get_rung_display()}过一次，不必再催；可以换一种办法。"
        raise Refused(told, code="pressed-today")


# 记下


@transaction.atomic
def record(calls: Sequence[Call], *, by: Person | None, now: datetime) -> list[Pressing]:
    """记下一批催办：编号、留痕、记次数、告诉人，单子交后台去排；`by` 为空是钟点催的。"""
    rows = [_row(call, by=by, now=now) for call in calls]
    _number(rows)
    Pressing.objects.bulk_create(rows)
    counted = [row for row in rows if not row.cause.startswith(NEAR)]
    matters.write_many([(row.item.matter, _entry(row)) for row in counted], by=by, now=now)
    _count(counted)
    _tell(rows, calls, now=now)
    for row in rows:
        if row.rung in ON_PAPER:
            draw_paper.enqueue(row.pk)
    return rows


def _row(call: Call, *, by: Person | None, now: datetime) -> Pressing:
    return Pressing(
        item=call.item,
        org=call.org,
        rung=call.rung,
        year=day_of(now).year,
        cause=call.cause,
        days_late=call.days,
        note=call.note,
        by=by,
        made_at=now,
    )


def _number(rows: Sequence[Pressing]) -> None:
    """给催办单、专报编号，一个系列一次取够。"""
    series: dict[tuple[str, int, int], list[Pressing]] = defaultdict(list)
    for row in rows:
        series[row.rung, row.item.org_id, row.year].append(row)
    for (rung, org, year), mine in series.items():
        numbers = take_numbers(rung, org, year=year, count=len(mine))
        for row, number in zip(mine, numbers, strict=True):
            row.number = number


def _entry(row: Pressing) -> Entry:
    label = Rung(row.rung).label
    number = paper_number(row)
    note = f"{label}{number}：催{row.org}（{late_words(row)}）"
    return Entry("press", label, remark=row.note, note=note, is_work=False)


def _count(rows: Sequence[Pressing]) -> None:
    """单位、整件各记一次；一晚上又发单子又报专报的，也是一次。"""
    once = {(row.item_id, row.org_id) for row in rows}
    items, orgs = {item for item, _ in once}, {org for _, org in once}
    found = Handler.objects.filter(item__in=items, org__in=orgs).values_list("pk", "item", "org")
    pks = [pk for pk, item, org in found if (item, org) in once]
    Handler.objects.filter(pk__in=pks).update(reminder_count=F("reminder_count") + 1)
    SupervisedItem.objects.filter(pk__in=items).update(reminder_count=F("reminder_count") + 1)


# 告诉人


@dataclass(frozen=True, slots=True)
class _Leaders:
    """单位 → 它的领导；一批催办一次查好。"""

    found: dict[int, list[Person]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, rows: Sequence[Pressing]) -> "_Leaders":
        orgs = {row.org_id for row in rows if row.rung == Rung.SLIP}
        known = cls()
        held = RoleHolding.objects.filter(
            org__in=orgs, role__in=UNIT_LEADERS, person__is_active=True
        )
        for one in held.select_related("person") if orgs else ():
            known.found[one.org_id].append(one.person)
        return known


def _tell(rows: Sequence[Pressing], calls: Sequence[Call], *, now: datetime) -> None:
    leaders = _Leaders.of(rows)
    slips = [row for row in rows if row.rung == Rung.SLIP and row.org]
    matters.show_many((row.item.matter, unit_keys([row.org])) for row in slips if row.org)
    notes: list[Note] = []
    for row, call in zip(rows, calls, strict=True):
        more = leaders.found.get(row.org_id or 0, []) if row.rung == Rung.SLIP else []
        notes += _notes(row, [*call.people, *more], unit_words(row), now=now)
        notes += _report(row, now=now) if row.rung == Rung.REPORT else []
    inbox.send_many(notes, kind="press", now=now)


def unit_words(row: Pressing) -> str:
    """给承办单位的一句话；电话、实地催的不发，为空。"""
    title, number = row.item.matter.title, paper_number(row)
    words = {
        Rung.MESSAGE: row.note or f"{late_words(row)}，请抓紧办理",
        Rung.SLIP: f"催办单{number}，{late_words(row)}，请书面报告原因和进展",
        Rung.REPORT: f"{late_words(row)}，已向领导报送督查专报{number}",
    }
    said = words.get(Rung(row.rung), "")
    return f"{said}：{title}" if said else ""


def _notes(row: Pressing, people: Iterable[Person], title: str, *, now: datetime) -> list[Note]:
    """一件事项钟点催一遍对一个人只说一次：由头相同的只发头一条。"""
    if not title:
        return []
    cause = f"press:{row.pk}" if row.by_id else f"press:{row.item_id}:{now.isoformat()}"
    return [Note(one, title, cause, f"/matters/{row.item_id}/") for one in people]


def _report(row: Pressing, *, now: datetime) -> list[Note]:
    """专报报包抓领导；没有包抓领导的报分管领导，都没有的报办公室主任。"""
    item = row.item
    people = readers_of(item)
    matters.show(item.matter, [f"p{one.pk}" for one in people])
    title = f"督查专报{paper_number(row)}：{item.matter.title}（{row.org}{late_words(row)}）"
    return _notes(row, people, title, now=now)


def readers_of(item: SupervisedItem) -> list[Person]:
    """专报报给谁。"""
    if item.leader and item.leader.is_active:
        return [item.leader]
    charged = list(Person.objects.in_charge_of([item.lead_org])) if item.lead_org else []
    directors = Q(holdings__role=RoleCode.DIRECTOR, holdings__org=item.org)
    return charged or list(Person.objects.in_use().filter(directors).distinct())
