"""搜到的导出成 Excel：照页面上的次序，至多一千件；不带引的原文。"""

from collections.abc import Iterator

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from sanban.people.models import BUSINESS
from sanban.search.finding import Hit
from sanban.web import sheets
from sanban.web.request import Request, with_role
from sanban.web.search.asking import Asked, asked_of
from sanban.web.search.rows import lines
from sanban.web.search.search import found_by

TITLE = "搜索结果"
AT_ONCE, MOST = 200, 1000
# fmt: off
HEADINGS = (
    ("种类", 10), ("标题", 60), ("文号", 24), ("单位", 28), ("日期", 12), ("环节", 12), ("灯", 12),
    ("在哪里找到", 40),
)
# fmt: on


@require_GET
@with_role(*BUSINESS)
def export(request: Request) -> HttpResponse:
    """下载；留痕只记几行，不记搜的字。"""
    hits = list(_hits(request, asked_of(request.GET)))
    known = lines([one.owner for one in hits], request.now)
    made = (_cells(known[one.owner], one) for one in hits if one.owner in known)
    return sheets.export(request, TITLE, HEADINGS, made)


def _hits(request: Request, asked: Asked) -> Iterator[Hit]:
    """一页页找下去，到一千件为止。"""
    count, after = 0, "-"
    while after and count < MOST and asked.said:
        found = found_by(request, asked, many=AT_ONCE, after=after)
        yield from found.hits
        count += len(found.hits)
        after = str(found.next) if found.next else ""


def _cells(line: dict[str, object], hit: Hit) -> tuple[object, ...]:
    names = ("kind", "title", "number", "unit", "day", "stage")
    lamp = line["lamp"]
    place = hit.label if hit.slot else "标题、文号和意见"
    return (*(line[name] for name in names), lamp.label, place)  # type: ignore[attr-defined]
