"""查重：边填边查、并排比对、并入已登记的那一件。"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from sanban.documents import services
from sanban.documents.models import Incoming, Intake
from sanban.files.models import RenditionState
from sanban.matters.models import MatterFile, MatterFileRole, Urgency
from sanban.web.documents.forms import RegistrationForm
from sanban.web.documents.paper import own_intake
from sanban.web.request import Request, done, get_matter, note_read, number, respond, with_role
from sanban.web.templatetags.words import full_day

PAGE = "documents/registering.html"
SHOWN = 3
COMPARED = (
    "sender_name", "sender_number", "title", "doc_kind", "urgency", "issue_date", "main_recipient",
)  # fmt: skip
CODES = {"urgency": dict(Urgency.choices)}


def duplicates_of(intake: Intake | None, values: dict[str, Any]) -> dict[str, Any]:
    """疑似重复的几件；要不要写理由，已写的理由。"""
    digest = intake.stored.digest if intake and intake.stored else ""
    found = services.find_duplicates(
        number=str(values.get("sender_number", "")),
        sender=str(values.get("sender_name", "")),
        title=str(values.get("title", "")),
        digest=digest,
    )
    rows = [
        {"one": one, "is_same_file": bool(digest) and one.incoming.digest == digest}
        for one in found[:SHOWN]
    ]
    blocks = any(one.blocks for one in found)
    reason = values.get("repeat_reason", "")
    return {"duplicates": rows, "must_explain": blocks or bool(reason), "reason": reason}


@with_role("clerk")
def duplicates(request: Request) -> HttpResponse:
    """边填边查重：单位、字号、标题改了就再查一遍。"""
    chosen = number(request.GET.get("intake"))
    intake = own_intake(request, chosen) if chosen is not None else None
    context = {"intake": intake, **duplicates_of(intake, request.GET.dict())}
    return respond(request, PAGE, context, part="duplicates")


@with_role("clerk")
def compare(request: Request, pk: int, intake: int) -> HttpResponse:
    """并排比对：各栏不同的列成表，两份的页面图左右对着看。"""
    mine, matter = own_intake(request, intake), get_matter(request, pk)
    incoming = get_object_or_404(Incoming.objects.select_related("matter"), pk=matter.pk)
    note_read(request, matter.target, "查重比对")
    rendition = getattr(mine.stored, "rendition", None)
    is_ready = rendition is not None and rendition.state == RenditionState.READY
    context = {
        "intake": mine,
        "incoming": incoming,
        "differing": _differing(incoming, request.GET.dict()),
        "numbers": range(1, rendition.pages + 1) if rendition and is_ready else (),
        **_earlier(incoming),
    }
    return render(request, "documents/comparing.html", context)


def _differing(incoming: Incoming, typed: dict[str, Any]) -> list[dict[str, str]]:
    """不同的各栏：栏名、已登记的、这一份的。"""
    before, form = services.as_form(incoming), RegistrationForm()
    rows = []
    for name in COMPARED:
        old, new = _said(name, before[name]), _said(name, typed.get(name, ""))
        if "".join(old.split()) != "".join(new.split()):
            rows.append({"label": str(form[name].label), "old": old, "new": new})
    return rows


def _said(name: str, value: Any) -> str:
    if name == "issue_date":
        form = RegistrationForm({name: value})
        form.is_valid()
        return full_day(form.cleaned_data.get(name))
    return str(CODES.get(name, {}).get(value, value or ""))


def _earlier(incoming: Incoming) -> dict[str, Any]:
    """已登记的那一件的正文和页数；没有正文、没转好的为空。"""
    rows = MatterFile.objects.select_related("stored__rendition")
    main = rows.filter(
        matter=incoming.matter_id,
        role=MatterFileRole.MAIN,
        replaced_by=None,
        retracted_at=None,
        stored__rendition__state=RenditionState.READY,
    ).first()
    if main is None:
        return {"earlier": None, "earlier_numbers": ()}
    return {"earlier": main, "earlier_numbers": range(1, main.stored.rendition.pages + 1)}


@require_POST
@with_role("clerk")
def merge(request: Request, pk: int, intake: int) -> HttpResponse:
    """并入：这份来件作为附件挂到已登记的那一件，不另占号。"""
    mine, matter = own_intake(request, intake), get_matter(request, pk)
    incoming = get_object_or_404(Incoming.objects.select_related("matter"), pk=matter.pk)
    services.merge(mine, incoming, by=request.me, now=request.now)
    url = reverse("matter", kwargs={"pk": pk})
    return done(request, url, f"已并入收文 {incoming.receipt_text}，列在附件里，没有另占收文号")
