"""一个数的各行：数它的时候数了哪些，这里就列哪些。"""

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from sanban.matters.models import Visibility, subjects_of
from sanban.statistics.counting import NAMES, rows_of
from sanban.statistics.report import MONTH, Report
from sanban.statistics.span import Span
from sanban.web import keyset
from sanban.web.request import Request, matter_url, number, respond, with_role
from sanban.web.statistics.figure import way_of
from sanban.web.statistics.periods import READERS, query_of, report_of, span_of
from sanban.web.templatetags.words import full_day

PAGE = "statistics/rows.html"


@require_GET
@with_role(*READERS)
def show(request: Request, code: str) -> HttpResponse:
    """看各行；不归此人看的不列，只说有几行。"""
    report, span = report_of(code), span_of(request)
    chosen = _chosen(request, report)
    found = rows_of(report, span, **chosen)
    shown = Visibility.objects.filter(
        matter=OuterRef(report.matter), subject__in=subjects_of(request.me)
    )
    names = dict.fromkeys((report.key, report.matter, report.matter_title, report.moment))
    seen = found.filter(Exists(shown)).values_list(*names, named=True)
    page = keyset.page(seen, (f"-{report.key}",), request.GET)
    counted = found.count()
    back = query_of(span, by=way_of(report, request))
    return respond(request, PAGE, {
        "report": report,
        "span": span,
        "pager": page,
        "rows": [_line(report, one) for one in page.rows],
        "counted": counted,
        "hidden": 0 if page.total.endswith("+") else counted - int(page.total),
        "name": _name(report, span, chosen),
        "part": chosen["part"],
        "back": f"{reverse('statistic', args=(code,))}?{back}",
    })  # fmt: skip


def _chosen(request: Request, report: Report) -> dict[str, Any]:
    """要哪一组、要不要只看分子；认不出的看全部。"""
    way, key = request.GET.get("by", ""), request.GET.get("key", "")
    is_known = way in report.dimensions and "key" in request.GET
    if is_known and (way not in ("source", MONTH) and key and number(key) is None):
        is_known = False
    found = {"dimension": way, "key": key} if is_known else {"dimension": "", "key": ""}
    return {**found, "part": request.GET.get("part") == "1"}


def _name(report: Report, span: Span, chosen: dict[str, Any]) -> str:
    """这一组叫什么。"""
    if not chosen["dimension"]:
        return "全部"
    names = NAMES[chosen["dimension"]](span, [chosen["key"]])
    return names.get(chosen["key"], "没有写明")


def _line(report: Report, one: Any) -> dict[str, Any]:
    return {
        "url": matter_url(getattr(one, report.matter)),
        "title": getattr(one, report.matter_title),
        "day": full_day(getattr(one, report.moment)),
    }
