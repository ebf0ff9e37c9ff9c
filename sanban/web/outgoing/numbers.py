"""发文字号簿：一个代字一年一页，注销的号照列，写明理由；号缺不缺一眼看清。"""

from typing import Any

from django import forms
from django.db.models import Max, Min
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from sanban.documents.models import IssuedNumber, NumberPrefix
from sanban.engine.gongwen.kinds import ORDER_FORMAT
from sanban.matters.models import Matter
from sanban.web import keyset, sheets
from sanban.web.outgoing.books import READERS, tabs, years
from sanban.web.request import Request, matter_url, number, respond, with_role
from sanban.web.templatetags.words import day
from sanban.web.widgets import QuickSelect

PAGE = "outgoing/numbers.html"
SHOWN = ("id", "serial", "matter_id", "matter__title", "matter__stage_label", "by__name",
         "given_at", "voided_at", "voided_by__name", "void_reason")  # fmt: skip
# fmt: off
HEADINGS = (
    ("发文字号", 24), ("标题", 60), ("给号人", 10), ("给号日期", 14), ("注销日期", 14),
    ("注销人", 10), ("注销理由", 40),
)
# fmt: on


class NumbersForm(forms.Form):
    """选哪个代字、哪一年。"""

    series = forms.ChoiceField(label="机关代字", required=False, widget=QuickSelect)
    year = forms.ChoiceField(label="年度", required=False, widget=QuickSelect)


@require_GET
@with_role(*READERS)
def show(request: Request) -> HttpResponse:
    """看一个代字一年的号。"""
    prefixes = _prefixes(request)
    prefix, year = _asked(request, prefixes)
    context: dict[str, Any] = {
        "books": tabs(request, "outgoing-numbers"),
        "row": _row(request, prefixes),
    }
    if prefix is None:
        return respond(request, PAGE, context)
    rows = IssuedNumber.objects.filter(prefix=prefix, year=year)
    page = keyset.page(rows.values_list(*SHOWN, named=True), ("-serial",), request.GET, size=50)
    ends = rows.aggregate(last=Max("serial"), first=Min("serial"))
    begin = ends["first"] or 1 if prefix.format == ORDER_FORMAT else 1
    counted = (begin, ends["last"] or 0, rows.count())
    return respond(request, PAGE, {
        **context,
        "pager": page,
        "prefix": prefix,
        "year": year,
        "rows": _lines(request, page.rows, f"{prefix.text}〔{year}〕"),
        "said": _said(*counted, _voided(rows)),
        "query": f"series={prefix.pk}&year={year}",
    })  # fmt: skip


@require_GET
@with_role(*READERS)
def export(request: Request) -> HttpResponse:
    """导出一个代字一年的号。"""
    prefix, year = _asked(request, _prefixes(request))
    rows = IssuedNumber.objects.filter(prefix=prefix, year=year).order_by("serial")
    found = list(rows.values_list(*SHOWN, named=True)[: sheets.MOST + 1])
    head = f"{prefix}〔{year}〕"
    made = (tuple(one[name] for name in CELLS) for one in _lines(request, found, head))
    return sheets.export(request, f"发文字号{head.strip('〔〕')}", HEADINGS, made)


CELLS = ("number", "title", "by", "given", "voided", "voided_by", "reason")


def _prefixes(request: Request) -> list[NumberPrefix]:
    return list(NumberPrefix.objects.filter(org=request.me.org_id).order_by("position", "id"))


def _asked(request: Request, prefixes: list[NumberPrefix]) -> tuple[NumberPrefix | None, int]:
    chosen = number(request.GET.get("series"))
    year = number(request.GET.get("year")) or timezone.localtime(request.now).year
    found = next((one for one in prefixes if one.pk == chosen), None)
    return found or next(iter(prefixes), None), min(year, 9999)


def _row(request: Request, prefixes: list[NumberPrefix]) -> list[Any]:
    prefix, year = _asked(request, prefixes)
    form = NumbersForm({"series": prefix and str(prefix.pk), "year": str(year)})
    labels = [(str(one.pk), one.text + ("" if one.is_active else "（停用）")) for one in prefixes]
    form.fields["series"].choices = labels  # type: ignore[attr-defined]
    listed = years(timezone.localtime(request.now).year, every=False)
    form.fields["year"].choices = listed  # type: ignore[attr-defined]
    return [form["series"], form["year"]] if prefixes else []


def _voided(rows: Any) -> int:
    count: int = rows.exclude(voided_at=None).count()
    return count


def _said(first: int, last: int, count: int, voided: int) -> str:
    """号连不连得上，注销了几个；令号跨年连着编，从这一年的头一个算起。"""
    if not last:
        return "这一年还没有给过号"
    gone = f"，其中注销 {voided} 个" if voided else ""
    lost = last - first + 1 - count
    whole = f"缺 {lost} 个号，请告诉系统管理员查验" if lost else "不缺号"
    return f"给到 {last} 号，共 {count} 个{gone}，{whole}"


def _lines(request: Request, found: list[Any], head: str) -> list[dict[str, Any]]:
    """各行；看不见的那一件，只写号，不写标题。"""
    ids = [one.matter_id for one in found]
    seen = set(
        Matter.objects.filter(pk__in=ids).visible_to(request.me).values_list("pk", flat=True)
    )
    return [_line(one, head, one.matter_id in seen) for one in found]


def _line(one: Any, head: str, is_seen: bool) -> dict[str, Any]:
    return {
        "number": f"{head}{one.serial}号",
        "title": one.matter__title if is_seen else "（不归您看）",
        "url": matter_url(one.matter_id) if is_seen else "",
        "stage": one.matter__stage_label if is_seen else "",
        "by": one.by__name,
        "given": day(one.given_at),
        "voided": day(one.voided_at),
        "voided_by": one.voided_by__name or "",
        "reason": one.void_reason,
    }
