"""起草：选文种从底稿起，从现成的文件起，从来文或别的事项起。"""

from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sanban.core.errors import Refused
from sanban.documents.models import KIND_CHOICES, Incoming, NumberPrefix, Outgoing
from sanban.documents.services import Upload, drafting
from sanban.documents.services.drafting import TEMPLATES, DraftForm
from sanban.matters.models import Matter
from sanban.web.drafting.forms import PrefixField
from sanban.web.request import Request, done, get_matter, number, respond, with_role

PAGE = "drafting/starting.html"
STARTERS = ("drafter", "clerk", "section_head", "director", "supervisor")
KINDS = ("notice", "request", "report", "reply", "letter", "opinion", "circular", "minutes")
"""常用的文种，排在前面。"""
UNTITLED = "（标题待定）"
ORDERED = [*KINDS, *(code for code, _ in KIND_CHOICES if code not in KINDS)]


class StartForm(forms.Form):
    """起草要选的几项。"""

    doc_kind = forms.ChoiceField(choices=KIND_CHOICES, required=False)
    way = forms.CharField(required=False)
    subject = forms.CharField(max_length=200, required=False)
    number_prefix = PrefixField(NumberPrefix.objects.none(), required=False, empty_label="还没有定")


@require_http_methods(["GET", "POST"])
@with_role(*STARTERS)
def new(request: Request) -> HttpResponse:
    """选好就立一件发文，去拟稿页。"""
    form = StartForm(request.POST or None, initial={"doc_kind": "notice"})
    prefixes = NumberPrefix.objects.usable(request.me.org)
    form.fields["number_prefix"].queryset = prefixes  # type: ignore[attr-defined]
    source = _source(request)
    if request.method == "POST":
        if not form.is_valid():
            raise Refused("选的不对，请重新选一个文种和代字。", code="bad-choice")
        made = _start(request, form.cleaned_data, source)
        said = drafting.newest(made.matter).reason
        text = f"已起草。{said}" if said else "已起草，请填写各项、写正文"
        return done(request, reverse("draft-edit", args=[made.pk]), text)
    incoming = _incoming(source)
    context: dict[str, Any] = {
        "form": form,
        "prefixes": prefixes,
        "kinds": [(code, dict(KIND_CHOICES)[code], TEMPLATES[code].use) for code in ORDERED],
        "source": source,
        "incoming": incoming,
        "ways": drafting.ways_for(incoming) if incoming else (),
        "answers": request.GET.get("answers", ""),
        "parent": request.GET.get("parent", ""),
    }
    return respond(request, PAGE, context)


def _source(request: Request) -> Matter | None:
    """从哪一件起草：来文或别的事项；看不见的和没有的一样。"""
    given = request.POST or request.GET
    pk = number(given.get("answers")) or number(given.get("parent"))
    return get_matter(request, pk) if pk else None


def _incoming(source: Matter | None) -> Incoming | None:
    return getattr(source, "incoming", None) if source else None


def _start(request: Request, values: dict[str, Any], source: Matter | None) -> Outgoing:
    prefix = values["number_prefix"]
    issuer = prefix.issuer if prefix else request.me.org.name
    incoming = _incoming(source)
    given: dict[str, Any] = {"by": request.me, "now": request.now}
    if incoming and values["way"]:
        filled = drafting.answering(incoming, values["way"], issuer=issuer)
        filled = replace(filled, prefix=prefix)
        return drafting.start_draft(filled, **given, answers=incoming.matter)
    upload = request.FILES.get("file")
    form = replace(_from_template(values, issuer, is_file=upload is not None), prefix=prefix)
    given["parent"] = source
    if upload is None:
        return drafting.start_draft(form, **given)
    return drafting.start_from_file(Upload(upload.name or "", upload.chunks()), form, **given)


def _from_template(values: dict[str, Any], issuer: str, *, is_file: bool) -> DraftForm:
    kind = values["doc_kind"]
    if not kind:
        raise Refused("请选一个文种。", code="no-kind")
    title = drafting.title_for(kind, values["subject"], issuer)
    if is_file:
        return DraftForm(doc_kind=kind, title=title or UNTITLED)
    if not title:
        raise Refused("请写事由，如“做好秋季森林防火工作”，标题就有了。", code="no-title")
    found = drafting.template_of(kind)
    return DraftForm(doc_kind=kind, title=title, body=found.body, annotation=found.annotation)
