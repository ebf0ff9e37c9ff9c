"""看板：逾期、临期、正常、中止各一栏，急的在前；一栏至多三十件，其余去台账看。"""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from sanban.people.models import BUSINESS
from sanban.supervision.models import SupervisedItem
from sanban.supervision.services.lights import LIGHTS
from sanban.web.request import Request, respond, with_role
from sanban.web.supervision.book import Book, book_of
from sanban.web.supervision.filters import kept_query
from sanban.web.supervision.ledger import form_of, frame, today_of
from sanban.web.supervision.rows import SHOWN, Today, plain_row

PAGE = "supervision/board.html"
MOST = 30
# 正常的按哪天转黄排，和数它用的是一个索引
FIRST = {"go": "amber_at"}


@require_GET
@with_role(*BUSINESS)
def show(request: Request) -> HttpResponse:
    """看看板。"""
    form = form_of(request)
    book = book_of(request.me, form.chosen(), request.now)
    tally = book.tally()
    today = today_of(request)
    columns: list[dict[str, Any]] = [
        {
            "code": code,
            "label": LIGHTS[code],
            "count": tally.told(code) or "0",
            "rows": _cards(book, code, today),
            "url": kept_query(request.GET, light=code, group="none"),
            "more": tally.lights[code] > MOST,
        }
        for code in tally.lights
    ]
    context = {
        **frame(request, form, "supervision-board"),
        "columns": columns,
        "counted": f"{tally.total_told} 件",
    }
    return respond(request, PAGE, context)


def _cards(book: Book, code: str, today: Today) -> list[dict[str, Any]]:
    """一栏的各件，急的在前。"""
    order = (FIRST.get(code, "red_at"), "matter_id")
    chosen = book.lit(code).order_by(*order).values("pk")[:MOST]
    rows = SupervisedItem.objects.filter(pk__in=chosen).order_by(*order)
    return [plain_row(one, today) for one in rows.values_list(*SHOWN, named=True)]
