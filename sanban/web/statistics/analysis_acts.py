"""研判上的动作：存下、定稿、列入下季清单。"""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from sanban.core.errors import Refused
from sanban.statistics import services
from sanban.statistics.models import Analysis
from sanban.statistics.services import Words
from sanban.statistics.services.circulating import KEEPERS
from sanban.supervision.models import Blockage, SupervisedItem
from sanban.web.request import Request, done, number, numbers, with_role
from sanban.web.statistics.analysis import FIELDS, WordsForm, answer, get_analysis

STALE = "stale-edition"


@require_POST
@with_role(*KEEPERS)
def save(request: Request, pk: int) -> HttpResponse:
    """存下写的几项。"""
    return _kept(request, pk, closing=False)


@require_POST
@with_role(*KEEPERS)
def close(request: Request, pk: int) -> HttpResponse:
    """存下并定稿。"""
    return _kept(request, pk, closing=True)


def _kept(request: Request, pk: int, *, closing: bool) -> HttpResponse:
    """办不成的，写的字都还在；别人先存了的，两边都摆出来。"""
    analysis, form = get_analysis(request, pk), WordsForm(request.POST)
    if not form.is_valid():
        return answer(request, analysis, form=form, status=422)
    try:
        _store(request, analysis, Words(**form.cleaned_data), closing=closing)
    except Refused as refusal:
        both = _both(analysis, form) if refusal.code == STALE else []
        return answer(request, analysis, form=form, fault=refusal.message, both=both, status=422)
    said = "已经定稿，数一并存下" if closing else "已经存下"
    return done(request, _page(pk), said)


@transaction.atomic
def _store(request: Request, analysis: Analysis, words: Words, *, closing: bool) -> None:
    who: dict[str, Any] = {"by": request.me, "now": request.now}
    base = number(request.POST.get("base")) or 0
    fresh = services.save_analysis(analysis, words, base=base, **who)
    if closing:
        services.close_analysis(fresh, base=fresh.edition, **who)


def _both(analysis: Analysis, form: WordsForm) -> list[tuple[str, str, str]]:
    """两边不一样的各项：哪一项，我写的，现在的。"""
    rows = [
        (title, form.cleaned_data[name].strip(), getattr(analysis, name))
        for name, title, _ in FIELDS
    ]
    return [(title, mine, theirs) for title, mine, theirs in rows if mine != theirs]


@require_POST
@with_role(*KEEPERS)
def plan(request: Request, pk: int) -> HttpResponse:
    """把勾选的列入下季清单。"""
    analysis = get_analysis(request, pk)
    items = SupervisedItem.objects.filter(pk__in=numbers(request.POST.getlist("item")))
    blockages = Blockage.objects.filter(pk__in=numbers(request.POST.getlist("blockage")))
    made, count = services.list_ahead(
        analysis,
        items=list(items.visible_to(request.me).select_related("matter", "lead_org")),
        blockages=list(blockages.filter(org=request.me.org_id).select_related("handler_org")),
        by=request.me,
        now=request.now,
    )
    said = f"已列入 {count} 条" if count else "勾选的清单里都有了，没有重列"
    return done(request, reverse("plan", args=(made.pk,)), said)


def _page(pk: int) -> str:
    return reverse("analysis", args=(pk,))
