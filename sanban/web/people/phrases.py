"""常用意见：自己的随时改；公用的由文书、主任改。"""

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from sanban.core.errors import Refused
from sanban.matters import services as matters
from sanban.matters.models import Phrase
from sanban.people.models import BUSINESS
from sanban.web.people.picking import text_field
from sanban.web.request import Request, done, respond, with_role

PAGE = "people/phrases.html"
STAGES = (
    ("", "各环节都用"),
    ("propose", "拟办"),
    ("instruct", "批示"),
    ("handle", "承办"),
    ("complete", "办结"),
    ("review", "发文审核"),
    ("cosign", "发文会签"),
    ("consult", "发文征求意见"),
    ("sign_off", "发文签发"),
    ("recheck", "发文复核"),
)


class PhraseForm(forms.Form):
    """一条常用意见。"""

    text = text_field("意见", 200)
    stage = forms.ChoiceField(label="用在", required=False, choices=STAGES)
    is_public = forms.BooleanField(label="公用", required=False, help_text="勾上的大家都能用")


@require_http_methods(["GET", "POST"])
@with_role(*BUSINESS)
def page(request: Request) -> HttpResponse:
    """看和添常用意见。"""
    form = PhraseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            matters.add_phrase(**form.cleaned_data, by=request.me)
        except Refused as fault:
            form.add_error("text", fault.message)
        else:
            return done(request, reverse("phrases"), "已添一条常用意见")
    rows = list(Phrase.objects.filter(person=request.me).order_by("position", "id"))
    common = list(Phrase.objects.filter(person=None).order_by("stage", "position", "id"))
    keeps = matters.keeps_public(request.me)
    groups = [("我的", rows, True), ("公用的", common, keeps)]
    context = {"form": form, "groups": groups, "stages": dict(STAGES), "keeps_public": keeps}
    return respond(request, PAGE, context, status=422 if form.errors else 200)


@require_POST
@with_role(*BUSINESS)
def remove(request: Request, pk: int) -> HttpResponse:
    """删一条。"""
    matters.remove_phrase(get_object_or_404(Phrase, pk=pk), by=request.me)
    return done(request, reverse("phrases"), "已删去")


@require_POST
@with_role(*BUSINESS)
def move(request: Request, pk: int) -> HttpResponse:
    """往前挪一位。"""
    phrase = get_object_or_404(Phrase, pk=pk)
    rows = list(
        Phrase.objects.filter(person=phrase.person, stage=phrase.stage).order_by("position", "id")
    )
    place = next(number for number, one in enumerate(rows) if one.pk == pk)
    if place:
        rows[place - 1], rows[place] = rows[place], rows[place - 1]
    matters.reorder_phrases(rows, by=request.me)
    return done(request, reverse("phrases"), "次序已改")
