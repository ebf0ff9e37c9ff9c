"""登记之后：改登记、作废、退文、更正或撤回文件、收回处理笺。"""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from sanban.core.errors import Refused
from sanban.documents import services
from sanban.documents.models import Incoming
from sanban.documents.services import Upload
from sanban.matters.models import MatterFile
from sanban.web.documents.forms import RegistrationForm, cells_of
from sanban.web.request import Request, done, get_matter, respond, signed_in, with_role

EDIT_PAGE = "documents/editing.html"
SCAN_PAGE = "documents/scan_back.html"


@with_role("clerk", "director")
def edit(request: Request, pk: int) -> HttpResponse:
    """改登记的各栏；改前改后都进审计。"""
    incoming = _incoming(request, pk)
    form = RegistrationForm(request.POST or None, initial=services.as_form(incoming))
    form.fields.pop("repeat_reason")
    if request.method == "POST" and form.is_valid():
        services.change(incoming, form.cleaned_data, by=request.me, now=request.now)
        return done(request, _matter_url(pk), "登记已改")
    context: dict[str, object] = {"incoming": incoming, "cells": cells_of(form, {})}
    status = 422 if request.method == "POST" else 200
    return respond(request, EDIT_PAGE, context, part="sheet", status=status)


@require_POST
@signed_in
def void(request: Request, pk: int) -> HttpResponse:
    """作废一个收文号。"""
    incoming = _incoming(request, pk)
    reason = request.POST.get("remark", "")
    services.void(incoming, reason=reason, by=request.me, now=request.now)
    return done(request, _matter_url(pk), f"收文 {incoming.receipt_text} 已作废，仍留在登记簿上")


@require_POST
@signed_in
def reject(request: Request, pk: int) -> HttpResponse:
    """退文，注明原因。"""
    incoming = _incoming(request, pk)
    services.reject(
        incoming,
        reason=request.POST.get("reason", ""),
        remark=request.POST.get("remark", ""),
        by=request.me,
        now=request.now,
    )
    return done(request, _matter_url(pk), "已退文，请把原件退给来文单位")


@require_POST
@signed_in
def correct(request: Request, pk: int, file: int) -> HttpResponse:
    """更正一份文件；没选新文件就是撤回。"""
    matter = get_matter(request, pk)
    old = get_object_or_404(MatterFile, pk=file, matter=matter)
    reason = request.POST.get("reason", "")
    new = request.FILES.get("file")
    if new is None:
        services.retract(matter, old, reason=reason, by=request.me, now=request.now)
        return done(request, _matter_url(pk), "已撤回，拿到过的人都会收到通知")
    upload = Upload(new.name or "", new.chunks())
    services.correct(matter, old, upload, reason=reason, by=request.me, now=request.now)
    return done(request, _matter_url(pk), "已更正，拿到过的人都会收到通知")


@with_role("clerk")
def scan_back(request: Request) -> HttpResponse:
    """把领导签过的处理笺扫描件放进来，凭二维码归到那一件。"""
    if request.method != "POST":
        return respond(request, SCAN_PAGE, {})
    file = request.FILES.get("file")
    if file is None:
        raise Refused("没有收到文件，请选扫描好的 PDF 或图片。", code="no-file")
    upload = Upload(file.name or "", file.chunks())
    incoming = services.scan_back(upload, by=request.me, now=request.now)
    return done(request, _matter_url(incoming.pk), f"扫描件已归到收文 {incoming.receipt_text}")


def _incoming(request: Request, pk: int) -> Incoming:
    matter = get_matter(request, pk)
    incoming = Incoming.objects.select_related("matter__org").filter(matter=matter).first()
    if incoming is None:
        raise Http404
    return incoming


def _matter_url(pk: int) -> str:
    return reverse("matter", kwargs={"pk": pk})
