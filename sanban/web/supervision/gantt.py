"""横道图：一件一条，从交办到时限，节点是条上的小块；画成 SVG，坐标在这里算好。"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from sanban.matters.models import FAR
from sanban.people.models import BUSINESS
from sanban.web.request import Request, number, respond, with_role
from sanban.web.supervision.book import Book, Tally, book_of
from sanban.web.supervision.filters import kept_query
from sanban.web.supervision.groups import ANY_SIZE, arranged
from sanban.web.supervision.ledger import form_of, frame, page_size, positions, today_of
from sanban.web.supervision.rows import SHOWN, Node, Today, nodes_of, plain_row

PAGE = "supervision/gantt.html"
SPANS = {"3": "三个月", "6": "半年", "12": "一年"}
USUAL = "6"
WIDTH = 1000
LEAST_BAR = 4
YEAR = 12


@dataclass(frozen=True, slots=True)
class Scale:
    """横轴：哪天到哪天，一共一千格。"""

    since: date
    until: date

    def at(self, day: date) -> float:
        """这天在第几格；出了横轴的贴边。"""
        inside = min(max(day, self.since), self.until)
        return round((inside - self.since).days * WIDTH / (self.until - self.since).days, 1)

    def holds(self, day: date) -> bool:
        """这天在不在横轴上。"""
        return self.since <= day <= self.until

    def months(self) -> list[dict[str, Any]]:
        """各月的起点和名称；一月写年。"""
        found, day = [], self.since
        while day < self.until:
            label = f"{day.year}年1月" if day.month == 1 else f"{day.month}月"
            found.append({"x": self.at(day), "label": label})
            day = month_later(day, 1)
        return found


def month_later(day: date, months: int) -> date:
    """几个月以后（或以前）那个月的一号。"""
    year, month = divmod(day.month - 1 + months, YEAR)
    return date(day.year + year, month + 1, 1)


@require_GET
@with_role(*BUSINESS)
def show(request: Request) -> HttpResponse:
    """看横道图。"""
    form = form_of(request)
    book = book_of(request.me, form.chosen(), request.now)
    tally = book.tally()
    today = today_of(request)
    span = request.GET.get("span") if request.GET.get("span") in SPANS else USUAL
    since = month_later(today.day, -1)
    scale = Scale(since, month_later(since, int(span or USUAL)))
    page = _page(request, book, tally)
    context = {
        **frame(request, form, "supervision-gantt"),
        "pager": page,
        "rows": _rows(page.rows, scale, today),
        "months": scale.months(),
        "today_x": scale.at(today.day),
        "width": WIDTH,
        "spans": [
            (kept_query(request.GET, span=code), label, code == span)
            for code, label in SPANS.items()
        ],
        "counted": f"{tally.total_told} 件",
    }
    return respond(request, PAGE, context)


def _page(request: Request, book: Book, tally: Tally) -> Any:
    """按时限先后取一页；件数多的走键集。"""
    sort = request.GET.get("sort", "due")
    columns = (*SHOWN, "assigned_at", "initiated_at")
    if not tally.is_small:
        known = sort if sort in ANY_SIZE else "due"
        return book.page(known, request.GET, columns=columns, total=tally.total_told)
    start, size = number(request.GET.get("start")) or 0, page_size(request.GET)
    rows = arranged(book.rows(), "none", "due", request.now).values_list(*columns, named=True)
    found = list(rows[start : start + size])
    return positions(found, tally.total, asked=request.GET, at=(start, size))


def _rows(found: list[Any], scale: Scale, today: Today) -> list[dict[str, Any]]:
    nodes = nodes_of([one.matter_id for one in found], today)
    return [
        {**plain_row(one, today), **_bar(one, scale, today), **_marks(nodes[one.matter_id], scale)}
        for one in found
    ]


def _bar(one: Any, scale: Scale, today: Today) -> dict[str, Any]:
    """从交办（没交办的从立项、今天）到时限的一条，和完成的那一段。"""
    start = _day(one.assigned_at or one.initiated_at) or today.day
    due = _day(one.due_at) or scale.until
    left, right = scale.at(start), scale.at(due)
    wide = max(right - left, LEAST_BAR)
    return {"x": left, "wide": wide, "part": round(wide * one.progress / 100, 1)}


def _day(moment: datetime | None) -> date | None:
    if moment is None or moment >= FAR:
        return None
    return timezone.localtime(moment).date()


def _marks(nodes: list[Node], scale: Scale) -> dict[str, Any]:
    shown = [one for one in nodes if scale.holds(one.due_on)]
    return {"marks": [{"x": scale.at(one.due_on), "node": one} for one in shown]}


def week_of(day: date) -> date:
    """这一周的星期一。"""
    return day - timedelta(day.weekday())
