"""搜索页：看得见的事项里，标题、文号、意见、文件有这些字的；标题里有的在前，其余新的在前。"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from sanban.matters.services import sight_of
from sanban.people.models import BUSINESS
from sanban.search.finding import Cursor, Found, Hit, find
from sanban.search.quoting import Quote, marks
from sanban.web.request import Request, respond, with_role
from sanban.web.search.asking import RELEVANCE, Asked, asked_of, narrowed
from sanban.web.search.form import fields
from sanban.web.search.latest import latest
from sanban.web.search.rows import lines
from sanban.web.search.suggesting import named

PAGE = "search/search.html"
ORDERS = (("", "新的在前"), (RELEVANCE, "最贴切的在前"))
ORDER_TOLD = {"": "标题里有的在前，再按登记先后", RELEVANCE: "最新的三百件里，按贴切排"}
LATEST_TOLD = "新的在前"
MARKED = {"heading": "title", "number_parts": "number", "unit_parts": "unit"}
"""要标亮的几栏。"""
LONGEST_LABEL, LONGEST_STEM = 20, 14
Parts = list[tuple[str, bool]]


@require_GET
@with_role(*BUSINESS)
def show(request: Request) -> HttpResponse:
    """看搜到的一页；只选了条件没写字的，列合条件的。"""
    asked = asked_of(request.GET)
    found = found_by(request, asked) if asked.said else latest(request, asked)
    rows = list(rows_of(request, asked, found.hits))
    return respond(request, PAGE, _context(request, asked, found, rows))


def found_by(request: Request, asked: Asked, *, many: int = 20, after: str = "") -> Found:
    """照问的去找一页；`after` 没给的看网址。"""
    return find(
        asked.said,
        visible=sight_of(request.me),
        within=narrowed(asked),
        after=Cursor.read(after or request.GET.get("after", "")),
        many=many,
        order=RELEVANCE if asked.is_by_relevance else "newest",
    )


def rows_of(request: Request, asked: Asked, hits: Sequence[Hit]) -> Iterator[dict[str, Any]]:
    """各件一行；找到以后刚删去的不列。"""
    known = lines([one.owner for one in hits], request.now)
    for hit in hits:
        if hit.owner in known:
            line = known[hit.owner]
            marked = {name: _marked(line[column], asked) for name, column in MARKED.items()}
            yield {**line, **marked, "quotes": _quotes(hit, line)}


def _marked(text: str, asked: Asked) -> Parts:
    return parts_of(Quote(text, marks(text, asked.said)))


def _quotes(hit: Hit, line: dict[str, Any]) -> list[dict[str, Any]]:
    """引的几句，别的栏写着的不再引；在文件里的，头一句前写明是哪份文件。"""
    quotes = [one for one in hit.quotes if one.text not in (line["unit"], line["number"])]
    place = place_of(hit, line["title"])
    return [
        {"place": place if n == 0 else "", "parts": parts_of(quote)}
        for n, quote in enumerate(quotes)
    ]


def place_of(hit: Hit, title: str) -> str:
    """在哪份文件里；名字太长的只写头尾，与标题同名的只写后缀。"""
    if not hit.slot:
        return ""
    stem, _, suffix = hit.label.rpartition(".")
    if not stem or len(hit.label) <= LONGEST_LABEL:
        return hit.label
    return f"{'同名文件' if stem == title else stem[:LONGEST_STEM] + '…'}.{suffix}"


def parts_of(quote: Quote) -> Parts:
    """一句切成几截，各是不是要标亮的字；页面上逐截转义。"""
    parts: Parts = []
    at = 0
    for start, end in quote.marks:
        parts += [(quote.text[at:start], False), (quote.text[start:end], True)]
        at = end
    return [part for part in [*parts, (quote.text[at:], False)] if part[0]]


def _context(
    request: Request, asked: Asked, found: Found, rows: list[dict[str, Any]]
) -> dict[str, Any]:
    following = _url(request, after=str(found.next)) if found.next else ""
    return {
        "asked": asked,
        "is_asked": bool(asked.said or asked.is_narrowed),
        "row": fields(request, asked),
        "clear": _cleared(request, asked) if asked.is_narrowed else "",
        "orders": _orders(request, asked),
        "order_told": ORDER_TOLD[_order(asked)] if asked.said else LATEST_TOLD,
        "rows": rows,
        "total": total_of(found) if asked.said else "",
        "first": _url(request) if request.GET.get("after") else "",
        "next": following,
        "next_label": "下一页" if rows else "再往前找",
        "alike": list(named(asked.words)) if asked.words and not rows else [],
        "query": _url(request).lstrip("?"),
        "range": told_of(asked),
    }


def total_of(found: Found) -> str:
    """一共几件，数到一千为止。"""
    return f"{found.total}+" if found.is_capped else str(found.total)


def told_of(asked: Asked) -> str:
    """问了什么，一句话；印在纸上。"""
    year = f"{asked.year}年" if asked.year else ""
    return "　".join(_filled((asked.words, year, asked.unit, asked.who, asked.number)))


def _filled(texts: Iterable[str]) -> list[str]:
    return [one for one in texts if one]


def _orders(request: Request, asked: Asked) -> list[tuple[str, str, bool]]:
    """两种次序：名称、网址、是不是现在的；没写字的不分。"""
    offered = ORDERS if asked.said else ()
    return [(label, _url(request, order=code), code == _order(asked)) for code, label in offered]


def _order(asked: Asked) -> str:
    return RELEVANCE if asked.is_by_relevance else ""


def _cleared(request: Request, asked: Asked) -> str:
    """只留要找的字。"""
    return request.path + (f"?{urlencode({'q': asked.words})}" if asked.words else "")


def _url(request: Request, **changes: str) -> str:
    kept = {name: str(value) for name, value in request.GET.items() if name != "after"}
    return "?" + urlencode({name: one for name, one in {**kept, **changes}.items() if one})
