"""统计：一页看全各个数，各有口径，点开看分布、看各行。"""

from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from sanban.core.replica import seen_until
from sanban.statistics import services
from sanban.statistics.counting import totals
from sanban.statistics.registry import definition_of, reports
from sanban.statistics.report import RATE, Row
from sanban.statistics.span import Span
from sanban.web.request import Request, respond, with_role
from sanban.web.statistics.periods import READERS, query_of, span_of, tabs, usual
from sanban.web.statistics.tiles import tiles

PAGE = "statistics/figures.html"


@require_GET
@with_role(*READERS)
def show(request: Request) -> HttpResponse:
    """看各个数的合计。"""
    span = span_of(request)
    found = totals(reports().values(), span)
    return respond(request, PAGE, {
        "tabs": tabs("statistics"),
        "span": span,
        "usual": usual(span, request.path),
        "tiles": tiles(found, span),
        "families": _families(found, span),
        "notices": services.weight_notices(),
        "as_of": seen_until(),
    })  # fmt: skip


def _families(found: dict[str, Row], span: Span) -> list[dict[str, Any]]:
    """督查督办的一组，办文的一组。"""
    grouped = groupby(found.values(), key=lambda row: row.report.family)
    return [{"name": name, "rows": [_line(row, span) for row in rows]} for name, rows in grouped]


def _line(row: Row, span: Span) -> dict[str, Any]:
    report = row.report
    return {
        "title": report.title,
        "url": f"{reverse('statistic', args=(report.code,))}?{query_of(span)}",
        "text": row.text,
        "unit": report.unit if report.kind != RATE and row.value is not None else "",
        "parts": counted(row),
        "definition": definition_of(report.code).removeprefix("口径："),
    }


def counted(row: Row) -> str:
    """由哪几个数来：分子、分母。"""
    report = row.report
    if report.kind == RATE:
        return f"{report.part_label} {row.part} / {report.whole_label} {row.whole}"
    if row.value is None or report.whole_label == report.title:
        return ""
    return f"{report.whole_label} {row.whole} 件，共 {row.part} 个工作日"
