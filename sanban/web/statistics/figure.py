"""一个数：按单位、来源、领导、月份分，表、图、Excel 都从同一次数得来。"""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from sanban.statistics import services
from sanban.statistics.counting import grouped, total
from sanban.statistics.registry import definition_of
from sanban.statistics.report import COUNT, DAYS, MONTH, RATE, Report, Row
from sanban.statistics.span import Span
from sanban.web import sheets
from sanban.web.request import Request, respond, with_role
from sanban.web.statistics.periods import READERS, query_of, report_of, span_of, usual

PAGE = "statistics/figure.html"
MOST_DRAWN = 40
"""图上至多画几根，再多的看表。"""


@require_GET
@with_role(*READERS)
def show(request: Request, code: str) -> HttpResponse:
    """看一个数的分布。"""
    report, span = report_of(code), span_of(request)
    way = way_of(report, request)
    rows = grouped(report, span, way)
    return respond(request, PAGE, {
        "report": report,
        "definition": definition_of(code),
        "span": span,
        "by": way,
        "ways": _ways(report, span, way),
        "label": report.dimensions[way],
        "usual": usual(span, request.path, by=way),
        "rows": [_line(row, span, way) for row in rows],
        "whole": _line(total(report, span), span, ""),
        "query": query_of(span, by=way),
        "drawn": len(rows) > 1,
        "most": MOST_DRAWN if len(rows) > MOST_DRAWN else 0,
        "notices": services.weight_notices(),
    })  # fmt: skip


def way_of(report: Report, request: HttpRequest) -> str:
    """按什么分；没有写、没有这一种的，用头一种。"""
    asked = request.GET.get("by", "")
    return asked if asked in report.dimensions else next(iter(report.dimensions))


def _ways(report: Report, span: Span, way: str) -> list[dict[str, Any]]:
    path = reverse("statistic", args=(report.code,))
    return [
        {"label": label, "url": f"{path}?{query_of(span, by=code)}", "current": code == way}
        for code, label in report.dimensions.items()
    ]


def _line(row: Row, span: Span, way: str) -> dict[str, Any]:
    path = reverse("statistic-rows", args=(row.report.code,))
    asked = {"by": way, "key": row.key} if way else {}
    url = f"{path}?{query_of(span, **asked)}"
    return {
        "label": row.label,
        "whole": row.whole,
        "part": row.part,
        "text": row.text,
        "url": url,
        "part_url": f"{url}&part=1",
    }


@require_GET
@with_role(*READERS)
def chart(request: Request, code: str) -> JsonResponse:
    """画图用的数：月份画成线，别的画成条；`texts` 是各点的写法。"""
    report, span = report_of(code), span_of(request)
    way = way_of(report, request)
    rows = grouped(report, span, way)[:MOST_DRAWN]
    return JsonResponse({
        "title": f"{report.title}　按{report.dimensions[way]}",
        "unit": report.unit,
        "kind": "line" if way == MONTH else "bar",
        "labels": [row.label for row in rows],
        "values": [None if row.value is None else round(row.value, 1) for row in rows],
        "texts": [_said(row) for row in rows],
    })  # fmt: skip


def _said(row: Row) -> str:
    report = row.report
    if report.kind == RATE:
        return f"{row.text}（{report.part_label} {row.part} / {report.whole_label} {row.whole}）"
    return f"{row.text} {report.unit}"


@require_GET
@with_role(*READERS)
def export(request: Request, code: str) -> HttpResponse:
    """导出一个数的分布，末行是合计。"""
    report, span = report_of(code), span_of(request)
    way = way_of(report, request)
    rows = [*grouped(report, span, way), total(report, span)]
    headings = [(report.dimensions[way], 30), *((one, 14) for one in report.columns)]
    name = f"{report.title}（按{report.dimensions[way]}）"
    return sheets.export(request, name, headings, [(one.label, *cells(one)) for one in rows])


def cells(row: Row) -> tuple[object, ...]:
    """表里数的各栏，次序同 `Report.columns`。"""
    kinds: dict[str, tuple[object, ...]] = {
        RATE: (row.whole, row.part, row.text),
        DAYS: (row.whole, row.text),
        COUNT: (row.whole,),
    }
    return kinds[row.report.kind]
