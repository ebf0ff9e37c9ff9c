"""六个数：督办台账、统计页的上面都用。"""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from sanban.statistics.counting import totals
from sanban.statistics.registry import reports
from sanban.statistics.report import Row
from sanban.statistics.span import Span
from sanban.web.request import Request, respond, with_role
from sanban.web.statistics.periods import READERS, query_of, span_of

PAGE = "statistics/tiles.html"
# 哪个数，叫什么，下面说什么
TILES = (
    ("initiated", "立项", "期间内立项的"),
    ("due", "应办结", "期间内到期的"),
    ("on_time", "按期办结率", "按期 {part} / 应办结 {whole}"),
    ("overdue", "逾期率", "逾期 {part} / 应办结 {whole}"),
    ("mean_days", "平均办理", "办结 {whole} 件，工作日"),
    ("timely_feedback", "反馈及时率", "及时 {part} / 应报 {whole}"),
)
BAD = "overdue"


@require_GET
@with_role(*READERS)
def show(request: Request) -> HttpResponse:
    """台账上面的六个数，由台账页自己来取。"""
    span = span_of(request)
    found = totals([reports()[code] for code, _, _ in TILES], span)
    return respond(request, PAGE, {"tiles": tiles(found, span)})


def tiles(found: dict[str, Row], span: Span) -> list[dict[str, Any]]:
    """六个数，各带分子分母，点开看各行。"""
    return [
        {
            "label": label,
            "figure": found[code].text.removesuffix("%"),
            "unit": _unit(found[code]),
            "says": says.format(whole=found[code].whole, part=found[code].part),
            "url": f"{reverse('statistic', args=(code,))}?{query_of(span)}",
            "bad": code == BAD and bool(found[code].part),
        }
        for code, label, says in TILES
    ]


def _unit(row: Row) -> str:
    """没有数的不写单位。"""
    return "" if row.value is None else row.report.unit.removeprefix("个")
