"""办文效能：退稿率、差错率、各环节用时，各代字今年与去年比；都从留痕里算出来。"""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from sanban.documents.models import NumberPrefix
from sanban.documents.services import issuing
from sanban.web import sheets
from sanban.web.outgoing.books import COUNTERS, FIRST_YEAR, tabs, years
from sanban.web.request import Request, number, respond, with_role

PAGE = "outgoing/figures.html"
HEADINGS = (("项目", 24), ("数", 12), ("说明", 60))


@require_GET
@with_role(*COUNTERS)
def show(request: Request) -> HttpResponse:
    """看一年的数。"""
    this_year = timezone.localtime(request.now).year
    year = _year(request, this_year)
    found = issuing.figures(year, request.me.org)
    return respond(request, PAGE, {
        "books": tabs(request, "outgoing-figures"),
        "year": year,
        "years": years(this_year, every=False),
        "tiles": _tiles(found),
        "stages": found.stages,
        "counts": _counts(request) if year == this_year else [],
        "empty": not found.started,
    })  # fmt: skip


@require_GET
@with_role(*COUNTERS)
def export(request: Request) -> HttpResponse:
    """导出一年的数。"""
    year = _year(request, timezone.localtime(request.now).year)
    found = issuing.figures(year, request.me.org)
    rows = [(one["label"], one["figure"], one["says"]) for one in _tiles(found)]
    rows += [
        (f"{one.label}用时（小时，中位数）", one.hours, f"办过 {one.count} 份，逾期 {one.late} 份")
        for one in found.stages
    ]
    return sheets.export(request, f"办文效能{year}年", HEADINGS, rows)


def _year(request: Request, this_year: int) -> int:
    asked = number(request.GET.get("year")) or this_year
    return asked if FIRST_YEAR <= asked <= this_year else this_year


def _tiles(found: issuing.Figures) -> list[dict[str, Any]]:
    """六个数，各带分子分母。"""
    return [
        _tile("起草", str(found.started), "份"),
        _tile("发出", str(found.issued), f"起草 {found.started} 份里发出的"),
        _tile("给号", str(found.numbered), f"其中注销 {found.voided} 个"),
        _tile("送过审", str(found.reviewed), "份"),
        _tile(
            "退稿率", f"{found.returned_rate:.0%}", f"{found.reviewed} 份里退过 {found.returned} 份"
        ),
        _tile("差错率", f"{found.fault_rate:.1f}", f"头次送审每份几处，共 {found.faults} 处"),
    ]


def _tile(label: str, figure: str, says: str) -> dict[str, Any]:
    return {"label": label, "figure": figure, "says": says}


def _counts(request: Request) -> list[issuing.Count]:
    rows = NumberPrefix.objects.usable(request.me.org)
    return [issuing.count_of(one, now=request.now) for one in rows]
