"""登记一份收文：左边看件，右边核对各栏；全程可以只用键盘。"""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from sanban.core.errors import Refused
from sanban.documents import services
from sanban.documents.models import Incoming, Intake, IntakeState
from sanban.matters.models import Phrase
from sanban.web.documents.comparing import duplicates_of
from sanban.web.documents.days import day_cell, read_day, usual_due
from sanban.web.documents.forms import (
    ORDER,
    Cell,
    Found,
    RegistrationForm,
    Told,
    by_column,
    cells_of,
    focus,
    initial_of,
)
from sanban.web.documents.marks import numbers_of, spans_of
from sanban.web.documents.paper import crop_urls, own_intake, paper_of
from sanban.web.documents.senders import is_listed
from sanban.web.request import Request, done, note_view, number, numbers, respond, with_role

PAGE = "documents/registering.html"
OTHERS = 12
NO_SECRETS = "国家秘密不得进入，请走机要渠道"
CLEAN = "全文没有密级标志；国家秘密不得进入"
SEEN_CLEAN = "各页页首没有识读出密级标志，请再看一眼图"


@with_role("clerk")
def new(request: Request) -> HttpResponse:
    """登记表：来件的各项先填好；提交后登记并送拟办。"""
    chosen = number((request.POST or request.GET).get("intake"))
    intake = own_intake(request, chosen) if chosen is not None else None
    if intake is not None and intake.matter_id:
        return redirect("matter", pk=intake.matter_id)
    if intake is not None and intake.state != IntakeState.READY:
        return redirect("intake")
    if intake is not None:
        note_view(request, f"intake:{intake.pk}", "翻看来件")
    proposed = services.proposed_of(intake) if intake else {}
    form = RegistrationForm(request.POST or None, initial=_initial(intake, proposed, request))
    if request.method == "POST" and form.is_valid():
        made = _register(request, intake, form)
        if made is not None:
            return _done(request, made)
    status = 422 if request.method == "POST" else 200
    context = _context(request, intake, form)
    return respond(request, PAGE, context, part="sheet", status=status)


def _initial(intake: Intake | None, proposed: Found, request: Request) -> dict[str, Any]:
    found = initial_of(proposed)
    usual = usual_due(found, request)
    rendition = getattr(intake.stored, "rendition", None) if intake else None
    return {
        "secrecy_level": "public",
        "nature": "action_item",
        "copies": 1,
        "pages": rendition.pages or None if rendition else None,
        "due_on": usual,
        "usual_due": usual,
        **found,
    }


def _register(request: Request, intake: Intake | None, form: RegistrationForm) -> Incoming | None:
    """登记；疑似重复又没写理由的，回到表上请人写，填过的都在。"""
    values = dict(form.cleaned_data)
    reason = values.pop("repeat_reason")
    others = tuple(_others(request, intake).filter(pk__in=_ticked(request)))
    try:
        return services.register(
            intake,
            services.Registration(**values, others=others),
            by=request.me,
            now=request.now,
            send=request.POST.get("then") != "keep",
            repeat_reason=reason,
        )
    except Refused as refusal:
        if refusal.code != "duplicate":
            raise
        form.add_error("repeat_reason", refusal.message)
        return None


def _done(request: Request, made: Incoming) -> HttpResponse:
    """还有没登记的来件就接着登记，没有就看这一件。"""
    sent = "" if request.POST.get("then") == "keep" else "，已送拟办"
    following = Intake.objects.pending(request.me).filter(state=IntakeState.READY).first()
    url = reverse("matter", kwargs={"pk": made.matter_id})
    if following is not None:
        url = f"{reverse('register-new')}?intake={following.pk}"
    return done(request, url, f"已登记为收文 {made.receipt_text}{sent}")


def _others(request: Request, intake: Intake | None) -> QuerySet[Intake]:
    """还没登记的别的来件，可以作为这一份的附件。"""
    rows = Intake.objects.pending(request.me).filter(state=IntakeState.READY)
    return rows.exclude(pk=intake.pk) if intake else rows


def _ticked(request: Request) -> list[int]:
    return numbers(request.POST.getlist("others"))


def _context(request: Request, intake: Intake | None, form: RegistrationForm) -> dict[str, Any]:
    values: dict[str, Any] = {**form.initial, **request.POST.dict()}
    paper = {} if request.htmx else paper_of(intake)
    cells = _cells(request, intake, form, paper.get("places", {}))
    focus(form, cells)
    phrases = Phrase.objects.offered(request.me, ["register"]).values_list("text", flat=True)
    ticked = _ticked(request)
    rows = _others(request, intake)[:OTHERS] if intake else ()
    return {
        "intake": intake,
        "form": form,
        "cells": cells,
        "counts": _counts(cells),
        "is_scanned": intake is not None and is_scanned(services.proposed_of(intake)),
        "others": [{"intake": one, "is_ticked": one.pk in ticked} for one in rows],
        "phrases": list(phrases[:8]),
        "keep": f"register-{intake.pk if intake else 'paper'}",
        **duplicates_of(intake, values),
        **paper,
    }


def _cells(
    request: Request, intake: Intake | None, form: RegistrationForm, places: Mapping[str, Any]
) -> list[Cell]:
    proposed = services.proposed_of(intake) if intake else {}
    columns = by_column(proposed)
    values: dict[str, Any] = {**form.initial, **request.POST.dict()}
    told = Told(
        was_read=bool(proposed),
        numbers=numbers_of(spans_of(columns, intake.content), ORDER) if intake else {},
        pages={name: place.page for name, place in places.items()},
        notes=_notes(intake, columns),
        days=_days(values, request),
        crops=crop_urls(intake),
    )
    return cells_of(form, proposed, told)


def is_scanned(found: Found) -> bool:
    """各项是从扫描件上识读出来的。"""
    return any(one.get("crop") for one in found.values())


def _notes(intake: Intake | None, columns: Found) -> dict[str, str]:
    is_read = intake is not None and bool(intake.content) and not intake.needs_ocr
    clean = SEEN_CLEAN if is_scanned(columns) else CLEAN
    notes = {"secrecy_level": clean if is_read else NO_SECRETS}
    sender = str(columns["sender_name"]["value"]) if "sender_name" in columns else ""
    if sender and is_listed(sender):
        notes["sender_name"] = "与单位名录一致"
    return notes


def _days(values: Mapping[str, Any], request: Request) -> dict[str, dict[str, Any]]:
    usual = usual_due(values, request) if request.method == "POST" else values["usual_due"]
    issued, due = (read_day(str(values.get(name) or "")) for name in ("issue_date", "due_on"))
    return {
        "issue_date": day_cell("issue_date", issued),
        "due_on": day_cell("due_on", due, usual=usual),
    }


def _counts(cells: list[Cell]) -> dict[str, int]:
    """认出几项，几项请核对，几项没认出。"""
    sure = [cell["sure"] for cell in cells]
    known = sum(one in ("high", "mid") for one in sure)
    return {"known": known, "doubtful": sure.count("mid"), "missing": sure.count("none")}
