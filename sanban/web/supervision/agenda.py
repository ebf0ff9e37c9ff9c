"""日历：一个月里哪天有时限、哪天有节点、哪天回头看；节假日、调休照工作日历写明。"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from sanban.matters.models import Matter
from sanban.people.models import BUSINESS
from sanban.supervision.models import FollowUpResult, ItemState, Milestone
from sanban.web.request import Request, matter_url, respond, with_role
from sanban.web.supervision.book import Book, book_of
from sanban.web.supervision.filters import kept_query
from sanban.web.supervision.gantt import month_later, week_of
from sanban.web.supervision.ledger import form_of, frame, today_of
from sanban.web.supervision.rows import Today

PAGE = "supervision/agenda.html"
MOST = 300
"""一个月里每样至多取这么多条，再多的请筛选。"""
ON_A_DAY = 4
LAST_MONTH = 12


@dataclass(slots=True)
class Day:
    """日历上的一天。"""

    day: date
    inside: bool
    is_rest: bool
    note: str
    is_today: bool
    entries: list[dict[str, Any]] = field(default_factory=list)

    @property
    def shown(self) -> list[dict[str, Any]]:
        """先列的几条。"""
        return self.entries[:ON_A_DAY]

    @property
    def rest(self) -> list[dict[str, Any]]:
        """展开才看的。"""
        return self.entries[ON_A_DAY:]


@require_GET
@with_role(*BUSINESS)
def show(request: Request) -> HttpResponse:
    """看日历。"""
    form = form_of(request)
    book = book_of(request.me, form.chosen(), request.now)
    today = today_of(request)
    month = month_of(request.GET.get("month", ""), today.day)
    entries = [*_dues(book, month, today), *_nodes(book, month, today), *_follow_ups(book, month)]
    months = (month_later(month, -1), month_later(month, 1))
    context = {
        **frame(request, form, "supervision-agenda"),
        "month": f"{month.year}年{month.month}月",
        "weeks": _weeks(month, entries, today),
        "previous": kept_query(request.GET, month=f"{months[0]:%Y-%m}"),
        "next": kept_query(request.GET, month=f"{months[1]:%Y-%m}"),
        "this": kept_query(request.GET, month=""),
        "is_full": any(len(list(one)) >= MOST for one in _by_kind(entries).values()),
        "most": MOST,
        "counted": f"{month.year}年{month.month}月",
        "known": today.calendar.knows(month),
    }
    return respond(request, PAGE, context)


def month_of(text: str, today: date) -> date:
    """网址里的月份（如 2026-09）；看不懂的是本月。"""
    year, _, month = text.partition("-")
    numbers = year.isdecimal() and month.isdecimal() and len(year) == len("2026")
    if numbers and int(month) in range(1, LAST_MONTH + 1) and int(year) > 1:
        return date(int(year), int(month), 1)
    return today.replace(day=1)


def _by_kind(entries: list[dict[str, Any]]) -> dict[str, list[Any]]:
    kinds: dict[str, list[Any]] = {}
    for one in entries:
        kinds.setdefault(one["kind"], []).append(one)
    return kinds


def _moment(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_default_timezone())


def _dues(book: Book, month: date, today: Today) -> Iterator[dict[str, Any]]:
    """这个月到时限的。"""
    span = (_moment(month), _moment(month_later(month, 1)))
    rows = book.rows().filter(due_at__gte=span[0], due_at__lt=span[1])
    columns = ("matter_id", "matter__title", "due_at", "state")
    for one in rows.order_by("due_at", "matter_id").values_list(*columns, named=True)[:MOST]:
        day = timezone.localtime(one.due_at).date()
        code = "done" if one.state == ItemState.CLOSED else _code(one.due_at < today.now)
        yield _entry("due", day, one.matter_id, text=one.matter__title, code=code)


def _code(is_late: bool) -> str:
    return "late" if is_late else "go"


def _nodes(book: Book, month: date, today: Today) -> Iterator[dict[str, Any]]:
    """这个月还没完成的节点。"""
    found = (_nodes_of_few if book.is_narrow else _nodes_by_day)(book, month)
    for pk, name, due_on, title in found:
        code = _code(due_on < today.day)
        yield _entry("node", due_on, pk, text=f"{name}（{title}）", code=code)


Node = tuple[int, str, date, str]


def _nodes_of_few(book: Book, month: date) -> list[Node]:
    """只看一个单位的，或者看得见的少：从事项找节点；日子写成算式，库就不去走日子的索引。"""
    day = Coalesce("due_on", "due_on")
    rows = Milestone.objects.filter(item__in=book.rows().order_by().values("pk"), done_on=None)
    rows = rows.annotate(day=day).filter(day__gte=month, day__lt=month_later(month, 1))
    found = list(rows.order_by("day", "id").values_list("item_id", "name", "day")[:MOST])
    items = [pk for pk, _, _ in found]
    titles = dict(Matter.objects.filter(pk__in=items).values_list("pk", "title"))
    return [(pk, name, due_on, titles[pk]) for pk, name, due_on in found]


def _nodes_by_day(book: Book, month: date) -> list[Node]:
    """照日子的次序找，够了就停。"""
    rows = book.rows().filter(
        milestones__done_on=None,
        milestones__due_on__gte=month,
        milestones__due_on__lt=month_later(month, 1),
    )
    rows = rows.order_by("milestones__due_on", "milestones__id")
    columns = ("matter_id", "milestones__name", "milestones__due_on", "matter__title")
    return list(rows.values_list(*columns)[:MOST])


def _follow_ups(book: Book, month: date) -> Iterator[dict[str, Any]]:
    """这个月该回头看、还没有看的。"""
    rows = book.everything().filter(
        follow_up_on__gte=month,
        follow_up_on__lt=month_later(month, 1),
        follow_up_result=FollowUpResult.WAITING,
    )
    columns = ("matter_id", "matter__title", "follow_up_on")
    for one in rows.order_by("follow_up_on", "matter_id").values_list(*columns, named=True)[:MOST]:
        yield _entry("look", one.follow_up_on, one.matter_id, text=one.matter__title, code="done")


WORDS = {"due": "时限", "node": "节点", "look": "回头看"}


def _entry(kind: str, day: date, pk: int, *, text: str, code: str) -> dict[str, Any]:
    made = {"kind": kind, "word": WORDS[kind], "day": day, "url": matter_url(pk)}
    return {**made, "text": text, "code": code}


def _weeks(month: date, entries: list[dict[str, Any]], today: Today) -> list[list[Day]]:
    """这个月的各周，星期一打头。"""
    days: dict[date, Day] = {}
    day = week_of(month)
    while day < month_later(month, 1):
        for n in range(7):
            here = day + timedelta(n)
            days[here] = _day(here, month, today)
        day += timedelta(7)
    for one in entries:
        days[one["day"]].entries.append(one)
    found = list(days.values())
    return [found[n : n + 7] for n in range(0, len(found), 7)]


def _day(day: date, month: date, today: Today) -> Day:
    is_work = today.calendar.is_workday(day)
    special = today.calendar.days.get(day)
    note = {None: "", True: "班", False: "休"}[special]
    return Day(day, day.month == month.month, not is_work, note, day == today.day)
