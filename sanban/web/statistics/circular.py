"""一份通报：写成什么样、各数从哪些事项来、存下的和现在的比、申诉和更正。"""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET

from sanban.documents.models import NumberPrefix, Publicity
from sanban.matters.models import Matter
from sanban.statistics import services
from sanban.statistics.models import Appeal, Circular, FrozenFigure
from sanban.web import sheets
from sanban.web.offices import office_id
from sanban.web.request import Request, matter_url, respond, with_role
from sanban.web.statistics.circulars import ANYONE, UNITS, may_keep, visible
from sanban.web.statistics.periods import READERS
from sanban.web.statistics.preview import blocks_of
from sanban.web.templatetags.words import moment

PAGE, ONE = "statistics/circular.html", "statistics/circular_figure.html"
HEADINGS = (("项目", 44), ("写法", 12), ("分子", 10), ("分母", 10), ("单位", 20))
MOST_SHOWN = 200
COMPARE = "compare"


@require_GET
@with_role(*ANYONE)
def show(request: Request, pk: int) -> HttpResponse:
    """看一份；`?tab=compare` 与现在的数比。"""
    circular = get_circular(request, pk)
    tab = COMPARE if request.GET.get("tab") == COMPARE and keeps(request, circular) else ""
    context = {
        "circular": circular,
        "tab": tab,
        "keeps": keeps(request, circular),
        "notices": services.weight_notices(),
        "appeals": [_appeal(one) for one in appeals_of(request, circular)],
        "corrections": list(circular.appeals.corrections()),
        **_standing(request, circular),
    }
    if tab:
        context["changes"] = services.changes(circular, now=request.now)
    else:
        context["blocks"] = list(_blocks(request, circular))
        context["strange"] = services.check_numbers(circular) if keeps(request, circular) else ()
    return respond(request, PAGE, context)


def _blocks(request: Request, circular: Circular) -> Iterator[dict[str, Any]]:
    """正文；此人看得到各行的数才有链接。"""
    figures = figures_of(circular)
    opened = {one.pk for one in figures if _sees_rows(request, circular, one)}
    return blocks_of(circular, figures, opened)


def get_circular(request: Request, pk: int) -> Circular:
    """取一份看得见的；看不见的和没有的一样。"""
    return get_object_or_404(visible(request).whole(), pk=pk)


def keeps(request: Request, circular: Circular) -> bool:
    """由不由此人做这一份。"""
    return may_keep(request) and circular.org_id == request.me.org_id


def figures_of(circular: Circular) -> list[FrozenFigure]:
    """存下的数，按次序。"""
    return list(circular.figures.select_related("org").order_by("position"))


def appeals_of(request: Request, circular: Circular) -> list[Appeal]:
    """此人看得到的申诉：办公室看全部，单位看自己的。"""
    rows = circular.appeals.select_related("org", "by", "figure", "ruled_by").order_by("id")
    if circular.org_id == office_id(request):
        return list(rows)
    return list(rows.filter(org=request.me.org_id))


def _appeal(one: Appeal) -> dict[str, Any]:
    return {
        "row": one,
        "about": one.figure.label if one.figure else "整份",
        "when": moment(one.made_at),
        "ruled": moment(one.ruled_at),
    }


def _standing(request: Request, circular: Circular) -> dict[str, Any]:
    """此人现在能做什么：起草的选项，申诉到何时为止、对哪几个数。"""
    until = services.appeal_until(circular)
    speaks = bool(request.roles.intersection(UNITS)) and circular.org_id != office_id(request)
    is_open = until is not None and request.now <= until
    found: dict[str, Any] = {"until": moment(until), "may_appeal": speaks and is_open}
    if found["may_appeal"]:
        found["mine"] = circular.figures.filter(org=request.me.org_id).order_by("position")
    if keeps(request, circular) and circular.outgoing is None:
        found["prefixes"] = NumberPrefix.objects.usable(circular.org)
        found["publicities"] = Publicity.choices
    if circular.outgoing is not None:
        found["document"] = matter_url(circular.outgoing.pk)
    return found


@require_GET
@with_role(*ANYONE)
def figure(request: Request, pk: int, row: int) -> HttpResponse:
    """一个数和数它的那些事项；单位只看得到自己的数的事项。"""
    circular = get_circular(request, pk)
    one = get_object_or_404(circular.figures.select_related("org"), pk=row)
    if not _sees_rows(request, circular, one):
        raise Http404
    met = set(one.met_ids)
    ids = list(dict.fromkeys([*one.item_ids, *one.met_ids]))
    return respond(request, ONE, {
        "circular": circular,
        "figure": one,
        "rows": [_row(pk, title, pk in met, one) for pk, title in _titles(request, ids)],
        "count": len(ids),
        "most": MOST_SHOWN,
        "back": reverse("circular", args=(circular.pk,)),
    })  # fmt: skip


def _sees_rows(request: Request, circular: Circular, one: FrozenFigure) -> bool:
    """办公室的都看得到；单位的看自己的，没有写明单位的只看数。"""
    office = circular.org_id == office_id(request) and request.roles.intersection(READERS)
    return bool(office) or one.org_id in (None, request.me.org_id)


def _titles(request: Request, ids: list[int]) -> list[tuple[int, str]]:
    """看得见的事项，照存下的次序。"""
    rows = Matter.objects.filter(pk__in=ids[:MOST_SHOWN]).visible_to(request.me)
    found = dict(rows.values_list("pk", "title"))
    return [(pk, found[pk]) for pk in ids if pk in found]


def _row(pk: int, title: str, is_met: bool, one: FrozenFigure) -> dict[str, Any]:
    times = one.item_ids.count(pk)
    return {
        "url": matter_url(pk),
        "title": title,
        "met": is_met,
        "times": f"{times} 次" if times > 1 else "",
    }


@require_GET
@with_role(*READERS)
def export(request: Request, pk: int) -> HttpResponse:
    """导出存下的全部数。"""
    circular = get_object_or_404(visible(request), pk=pk, org=request.me.org_id)
    rows = [
        (one.label, one.text, one.numerator, one.denominator, str(one.org or ""))
        for one in figures_of(circular)
    ]
    return sheets.export(request, f"{circular.get_kind_display()}的数", HEADINGS, rows)
