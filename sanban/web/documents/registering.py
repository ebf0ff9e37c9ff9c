"""登记一份收文：左边看件，右边核对各栏；全程可以只用键盘。"""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from sanban.documents import services
from sanban.documents.models import Intake, IntakeState
from sanban.files import services as files
from sanban.files.models import RenditionState
from sanban.matters.models import Phrase
from sanban.web.documents.forms import Found, RegistrationForm, cells_of, initial_of
from sanban.web.matters.files import WIDTH, watermark
from sanban.web.request import Request, done, respond, with_role

PAGE = "documents/registering.html"


@with_role("clerk")
def new(request: Request) -> HttpResponse:
    """登记表：来件的各项先填好；提交后登记并送拟办。"""
    intake = _intake(request)
    if intake is not None and intake.state == IntakeState.REGISTERED and intake.matter_id:
        return redirect("matter", pk=intake.matter_id)
    proposed = services.proposed_of(intake) if intake else {}
    form = RegistrationForm(request.POST or None, initial=_initial(proposed))
    if request.method == "POST" and form.is_valid():
        return _register(request, intake, form)
    status = 422 if request.method == "POST" else 200
    context = _context(request, intake, form, proposed)
    return respond(request, PAGE, context, part="sheet", status=status)


def _intake(request: Request) -> Intake | None:
    text = (request.POST or request.GET).get("intake", "")
    if not text.isdecimal():
        return None
    rows = Intake.objects.select_related("stored__rendition")
    return get_object_or_404(rows, pk=int(text), by=request.me)


def _initial(proposed: Found) -> dict[str, Any]:
    return {"secrecy_level": "public", "nature": "action_item", "copies": 1, **initial_of(proposed)}


def _register(request: Request, intake: Intake | None, form: RegistrationForm) -> HttpResponse:
    values = dict(form.cleaned_data)
    reason = values.pop("repeat_reason")
    made = services.register(
        intake,
        services.Registration(**values),
        by=request.me,
        now=request.now,
        send=request.POST.get("then") != "keep",
        repeat_reason=reason,
    )
    said = f"已登记为收文 {made.receipt}" + (
        "" if request.POST.get("then") == "keep" else "，已送拟办"
    )
    return done(request, _next(request, made.matter_id), said)


def _next(request: Request, pk: int) -> str:
    """还有没登记的来件就接着登记，没有就看这一件。"""
    following = Intake.objects.pending(request.me).filter(state=IntakeState.READY).first()
    if following is not None:
        return f"{reverse('register-new')}?intake={following.pk}"
    return reverse("matter", kwargs={"pk": pk})


def _context(
    request: Request,
    intake: Intake | None,
    form: RegistrationForm,
    proposed: Found,
) -> dict[str, Any]:
    phrases = Phrase.objects.offered(request.me, ["register"]).values_list("text", flat=True)
    return {
        "intake": intake,
        "form": form,
        "cells": cells_of(form, proposed),
        "known": len(proposed),
        "phrases": list(phrases[:8]),
        "keep": f"register-{intake.pk if intake else 'paper'}",
        **_duplicates(intake, {**form.initial, **(request.POST.dict() or {})}),
        **_pages(intake),
    }


def _duplicates(intake: Intake | None, values: dict[str, Any]) -> dict[str, Any]:
    digest = intake.stored.digest if intake and intake.stored else ""
    found = services.find_duplicates(
        number=str(values.get("sender_number", "")),
        sender=str(values.get("sender_name", "")),
        title=str(values.get("title", "")),
        digest=digest,
    )
    blocks = any(one.blocks for one in found)
    return {"duplicates": found[:3], "must_explain": blocks}


def _pages(intake: Intake | None) -> dict[str, Any]:
    if intake is None:
        return {}
    rendition = getattr(intake.stored, "rendition", None)
    if rendition is not None and rendition.state == RenditionState.READY:
        return {"page_numbers": range(1, rendition.pages + 1)}
    note = rendition.fault if rendition and rendition.state == RenditionState.FAILED else ""
    return {"text": intake.content, "page_note": note}


@with_role("clerk")
def duplicates(request: Request) -> HttpResponse:
    """边填边查重：字号、标题改了就再查一遍。"""
    intake = _intake(request)
    asked: QueryDict = request.GET
    return respond(request, PAGE, _duplicates(intake, asked.dict()), part="duplicates")


@with_role("clerk")
def picture(request: Request, pk: int, page: int) -> HttpResponse:
    """来件一页的图。"""
    intake = get_object_or_404(
        Intake.objects.select_related("stored__rendition__pdf"), pk=pk, by=request.me
    )
    rendition = getattr(intake.stored, "rendition", None)
    if rendition is None or not 1 <= page <= rendition.pages:
        return HttpResponse(status=404)
    png = files.page_png(rendition, page, width_px=WIDTH, watermark=watermark(request))
    return HttpResponse(png, content_type="image/png")
