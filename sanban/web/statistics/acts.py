"""通报上的动作：重算、起草成发文、申诉、处理申诉；一个动作一个函数。"""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from sanban.documents.models import NumberPrefix
from sanban.statistics import services
from sanban.statistics.models import Circular
from sanban.web.request import Request, done, matter_url, number, with_role
from sanban.web.statistics.circular import get_circular
from sanban.web.statistics.circulars import ANYONE
from sanban.web.statistics.periods import READERS

Done = tuple[str, str]
"""去哪一页，说什么。"""


@require_POST
@with_role(*ANYONE)
def act(request: Request, pk: int, code: str) -> HttpResponse:
    """办一个动作。"""
    if code not in ACTS:
        raise Http404
    url, said = ACTS[code](request, get_circular(request, pk))
    return done(request, url, said)


def _recount(request: Request, circular: Circular) -> Done:
    fresh = services.recount(circular, by=request.me, now=request.now)
    return _page(circular), f"已经重新算过，这是第 {fresh.edition} 次"


def _draft(request: Request, circular: Circular) -> Done:
    asked = number(request.POST.get("prefix"))
    prefix = NumberPrefix.objects.filter(pk=asked).first() if asked else None
    made = services.draft(
        circular,
        by=request.me,
        now=request.now,
        prefix=prefix,
        publicity=request.POST.get("publicity", ""),
    )
    return matter_url(made.pk), "已经起草成发文，请送审核"


def _appeal(request: Request, circular: Circular) -> Done:
    asked = number(request.POST.get("figure"))
    mine = circular.figures.filter(org=request.me.org_id)
    figure = get_object_or_404(mine, pk=asked) if asked else None
    services.appeal(
        circular,
        org=request.me.org,
        figure=figure,
        reason=request.POST.get("reason", ""),
        consent_name=request.POST.get("consent_name", ""),
        by=request.me,
        now=request.now,
    )
    return _page(circular), "申诉已经提出，办公室处理后会告诉您"


ACTS: dict[str, Callable[[Request, Circular], Done]] = {
    "recount": _recount,
    "draft": _draft,
    "appeal": _appeal,
}


@require_POST
@with_role(*READERS)
def rule(request: Request, pk: int, row: int) -> HttpResponse:
    """处理一件申诉。"""
    circular = get_circular(request, pk)
    found = get_object_or_404(circular.appeals, pk=row)
    made = services.rule(
        found,
        upheld=request.POST.get("upheld") == "1",
        ruling=request.POST.get("ruling", ""),
        correction=request.POST.get("correction", ""),
        by=request.me,
        now=request.now,
    )
    return done(request, _page(circular), f"{made.org}：{made.get_outcome_display()}")


def _page(circular: Circular) -> str:
    return reverse("circular", args=(circular.pk,))
