"""拟稿页上的动作：传文件、一键改正、不改、收回不改、处理晚到的稿、下载。"""

from urllib.parse import quote

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from sanban.core.errors import Refused
from sanban.documents.models import LateDraft, Outgoing
from sanban.documents.services import Upload, drafting
from sanban.files import services as files
from sanban.web.drafting.door import get_outgoing
from sanban.web.drafting.editing import base_of, saved_words
from sanban.web.drafting.live import typed
from sanban.web.request import Request, done, note_read, signed_in

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_POST
@signed_in
def upload(request: Request, pk: int) -> HttpResponse:
    """传一份改好的文件，存为下一版。"""
    outgoing = get_outgoing(request, pk)
    given = request.FILES.get("file")
    if given is None:
        raise Refused("还没有选文件，请选好改好的稿子再传。", code="no-file")
    made = drafting.upload_version(
        outgoing,
        Upload(given.name or "", given.chunks()),
        base=base_of(request),
        reason=request.POST.get("reason", ""),
        by=request.me,
        now=request.now,
    )
    left = made.reason if "没有进入稿子" in made.reason else ""
    return _back(request, outgoing, f"{saved_words(outgoing, made)}{f'。{left}' if left else ''}")


@require_POST
@signed_in
def mend(request: Request, pk: int) -> HttpResponse:
    """改正一条或几条，连同页面上还没存的字一起存为新的一版。"""
    outgoing = get_outgoing(request, pk)
    made = drafting.mend(
        outgoing,
        request.POST.getlist("key"),
        base=base_of(request),
        by=request.me,
        now=request.now,
        typed=typed(request, outgoing),
    )
    return _back(request, outgoing, saved_words(outgoing, made))


@require_POST
@signed_in
def ignore(request: Request, pk: int) -> HttpResponse:
    """这一条不改，写明理由。"""
    outgoing = get_outgoing(request, pk)
    drafting.ignore(
        outgoing,
        request.POST.get("key", ""),
        reason=request.POST.get("why", ""),
        by=request.me,
        now=request.now,
        typed=typed(request, outgoing),
    )
    return _again()


@require_POST
@signed_in
def restore(request: Request, pk: int) -> HttpResponse:
    """收回不改的决定。"""
    outgoing = get_outgoing(request, pk)
    drafting.restore(outgoing, request.POST.get("key", ""), by=request.me)
    return _again()


def _again() -> HttpResponse:
    """请右边一块照页面上的字再查一遍。"""
    response = HttpResponse(status=204)
    response["HX-Trigger"] = "decided"
    return response


@require_POST
@signed_in
def late(request: Request, pk: int, late: int) -> HttpResponse:
    """采用或放弃没有并入的一稿。"""
    outgoing = get_outgoing(request, pk)
    row = get_object_or_404(LateDraft, pk=late, matter=outgoing.matter, by=request.me)
    if request.POST.get("do") == "adopt":
        made = drafting.adopt_late(
            outgoing, row, base=base_of(request), by=request.me, now=request.now
        )
        return _back(request, outgoing, saved_words(outgoing, made))
    drafting.drop_late(outgoing, row, by=request.me, now=request.now)
    return _back(request, outgoing, "已放弃没有并入的一稿")


def _back(request: Request, outgoing: Outgoing, text: str) -> HttpResponse:
    return done(request, reverse("draft-edit", args=[outgoing.pk]), text)


@require_GET
@signed_in
def docx(request: Request, pk: int, version: int) -> HttpResponse:
    """一版的 DOCX，拿去用 WPS、Word 改。"""
    outgoing = get_outgoing(request, pk)
    row = drafting.version_of(outgoing.matter, version)
    note_read(request, outgoing.matter.target, f"下载第 {version} 版")
    return attached(drafting.docx_of(row), f"{outgoing.matter.title}（第{version}版）.docx")


@require_GET
@signed_in
def source(request: Request, pk: int, version: int) -> FileResponse:
    """作者传来的原文件，原样下载。"""
    outgoing = get_outgoing(request, pk)
    row = drafting.version_of(outgoing.matter, version)
    if row.source is None:
        raise Http404
    note_read(request, outgoing.matter.target, f"下载第 {version} 版的原文件")
    return FileResponse(
        files.open_file(row.source),
        as_attachment=True,
        filename=row.source_name,
        content_type="application/octet-stream",
    )


def attached(body: bytes, name: str) -> HttpResponse:
    """存盘的一份 DOCX。"""
    response = HttpResponse(body, content_type=DOCX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
