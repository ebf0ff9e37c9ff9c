"""做通报：选何种、哪天到哪天，写好的做法、问题、要求几段话；数由系统算。"""

from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sanban.core.errors import Refused
from sanban.statistics import services
from sanban.statistics.models import Circular, CircularKind
from sanban.statistics.services import Plan
from sanban.statistics.services.circulating import KEEPERS, WORDS
from sanban.web.request import Request, done, respond, with_role
from sanban.web.statistics.circulars import visible
from sanban.web.statistics.periods import usual_dates

PAGE = "statistics/composing.html"
MOST_WORDS = 5000


def _area(label: str, hint: str) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4, "placeholder": hint})
    return forms.CharField(label=label, required=False, max_length=MOST_WORDS, widget=widget)


def _day(label: str) -> forms.DateField:
    words = {"required": "请选一天。", "invalid": "日期认不出，请写成 2026-09-30 这样。"}
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, error_messages=words)


class WordsForm(forms.Form):
    """人写的几项。"""

    title = forms.CharField(
        label="标题", required=False, max_length=200, help_text="空着的由系统按期间写"
    )
    main_recipients = forms.CharField(
        label="主送", max_length=500, error_messages={"required": "请写主送哪些单位。"}
    )
    practices = _area("好的做法", "一行一段；督查报告里写在“督查开展情况”后面")
    problems = _area("存在的问题", "逾期、反馈不及时的由系统列，这里写共性的问题")
    demands = _area("下步要求", "空着的用通常的几句；督查报告里写建议和责任单位")


class PlanForm(WordsForm):
    """一份新的。"""

    kind = forms.ChoiceField(label="何种", choices=CircularKind.choices)
    since = _day("自")
    until = _day("至")
    field_order = ("kind", "since", "until", *WORDS)


@require_http_methods(["GET", "POST"])
@with_role(*KEEPERS)
def new(request: Request) -> HttpResponse:
    """做一份新的；缺省是上一季的通报。"""
    since, until = usual_dates(timezone.localtime(request.now).date())["上季"]
    first = {"kind": CircularKind.CIRCULAR, "since": since, "until": until}
    form = PlanForm(_posted(request), initial=first)
    if form.is_valid():
        try:
            made = services.start(Plan(**form.cleaned_data), by=request.me, now=request.now)
        except Refused as fault:
            form.add_error(None, fault.message)
        else:
            url = reverse("circular", args=(made.pk,))
            return done(request, url, "数已算好存下，请核对各数，再起草成发文")
    return _shown(request, form, {"heading": "做通报", "button": "算数、成稿"})


@require_http_methods(["GET", "POST"])
@with_role(*KEEPERS)
def edit(request: Request, pk: int) -> HttpResponse:
    """改几段话；已经起草的，稿子照着再写一版。"""
    circular = get_object_or_404(visible(request).whole(), pk=pk, org=request.me.org_id)
    first = {name: getattr(circular, name) for name in WORDS}
    form = WordsForm(_posted(request), initial=first)
    url = reverse("circular", args=(pk,))
    if form.is_valid():
        try:
            services.revise(circular, _plan(circular, form), by=request.me, now=request.now)
        except Refused as fault:
            form.add_error(None, fault.message)
        else:
            return done(request, url, "几段话已改好")
    said = {"heading": circular.title, "button": "存下", "back": url, "drafted": circular.outgoing}
    return _shown(request, form, said)


def _posted(request: Request) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _plan(circular: Circular, form: WordsForm) -> Plan:
    words = {name: str(form.cleaned_data[name]) for name in WORDS}
    return Plan(kind=circular.kind, since=circular.since, until=circular.until, **words)


def _shown(request: Request, form: forms.Form, said: dict[str, Any]) -> HttpResponse:
    context: dict[str, object] = {"form": form, "back": reverse("circulars"), **said}
    return respond(request, PAGE, context, status=422 if form.errors else 200)
