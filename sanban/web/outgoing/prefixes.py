"""机关代字：本单位用哪些代字，次序，停用；用过的删不了。"""

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from sanban.core.errors import Refused
from sanban.documents.models import FORMAT_CHOICES, IssuedNumber, NumberPrefix, Outgoing
from sanban.documents.services import prefixes
from sanban.documents.services.prefixes import PrefixForm
from sanban.web.outgoing.books import KEEPERS, tabs
from sanban.web.people.picking import text_field
from sanban.web.request import Request, done, respond, with_role

PAGE = "outgoing/prefixes.html"
SUFFIX = "发文机关标志后面的字；用机关全称作标志的空着"


class PrefixPage(forms.Form):
    """添一个代字。"""

    text = text_field("代字", 12, hint="如 演政发；年份和序号由系统来编")
    issuer = text_field("发文机关", 100, hint="以谁的名义发，写全称或规范化简称")
    format = forms.ChoiceField(label="格式", choices=FORMAT_CHOICES)
    mark_suffix = text_field("标志后缀", 10, required=False, hint=SUFFIX)
    label = text_field("用途", 60, required=False, hint="如 普发性文件；给拟稿的人看")


@require_http_methods(["GET", "POST"])
@with_role(*KEEPERS)
def page(request: Request) -> HttpResponse:
    """看和添代字。"""
    data = request.POST if request.method == "POST" else None
    form = PrefixPage(data, initial={"mark_suffix": "文件"})
    if form.is_valid():
        try:
            made = prefixes.add_prefix(PrefixForm(**form.cleaned_data), by=request.me)
        except Refused as fault:
            form.add_error("text", fault.message)
        else:
            return done(request, reverse("outgoing-prefixes"), f"已添代字“{made.text}”")
    rows = _mine(request).annotate(
        is_used=Exists(IssuedNumber.objects.filter(prefix=OuterRef("pk"))),
        is_held=Exists(Outgoing.objects.filter(prefix=OuterRef("pk"))),
    )
    context = {"form": form, "rows": rows, "books": tabs(request, "outgoing-prefixes")}
    return respond(request, PAGE, context, status=422 if form.errors else 200)


@require_POST
@with_role(*KEEPERS)
def act(request: Request, pk: int, code: str) -> HttpResponse:
    """停用、再用、往前、删去。"""
    if code not in ACTS:
        raise Http404
    prefix = get_object_or_404(_mine(request), pk=pk)
    return done(request, reverse("outgoing-prefixes"), ACTS[code](request, prefix))


def _mine(request: Request) -> QuerySet[NumberPrefix]:
    return NumberPrefix.objects.filter(org=request.me.org_id).order_by("position", "id")


def _stop(request: Request, prefix: NumberPrefix) -> str:
    prefixes.set_prefix_active(prefix, False, by=request.me)
    return f"“{prefix.text}”已停用，新的发文不能再选；给过的号都还在"


def _resume(request: Request, prefix: NumberPrefix) -> str:
    prefixes.set_prefix_active(prefix, True, by=request.me)
    return f"“{prefix.text}”已重新启用"


def _remove(request: Request, prefix: NumberPrefix) -> str:
    prefixes.remove_prefix(prefix, by=request.me)
    return f"“{prefix.text}”已删去"


def _ahead(request: Request, prefix: NumberPrefix) -> str:
    rows = list(_mine(request))
    place = rows.index(prefix)
    if place:
        rows[place - 1], rows[place] = rows[place], rows[place - 1]
    prefixes.order_prefixes(rows, by=request.me)
    return "次序已改"


ACTS = {"stop": _stop, "resume": _resume, "remove": _remove, "ahead": _ahead}
