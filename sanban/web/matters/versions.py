"""稿子的各版：页面图、打印件、作者的原文件；看和取都留痕，都带水印。"""

from dataclasses import dataclass

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404

from sanban.core.errors import Refused
from sanban.documents.models import DraftVersion
from sanban.documents.services.drafting import gongwen_of
from sanban.engine.bad_page import BadPage
from sanban.engine.fonts import NoFont
from sanban.engine.pages import picture as pages
from sanban.engine.pages.watermarked import watermarked
from sanban.engine.render.pdf import to_pdf
from sanban.engine.render.typesetting import TypesettingFailed
from sanban.files import services as files
from sanban.web.matters.files import WIDTH, inline, sees_drafts, watermark
from sanban.web.request import Request, get_matter, note_read, note_view, signed_in

NOT_DRAWN = "这一版没有排出来：{}"


@signed_in
def picture(request: Request, pk: int, version: int, page: int) -> HttpResponse:
    """一版的一页，带水印。"""
    found = get_version(request, pk, version)
    note_view(request, f"matter:{pk}", f"翻看第 {version} 版")
    try:
        png = pages.page_png(drawn(found).pdf, page, width_px=WIDTH, watermark=watermark(request))
    except BadPage as fault:
        raise Http404 from fault
    response = HttpResponse(png, content_type="image/png")
    response["Cache-Control"] = "private, max-age=300"
    return response


@signed_in
def pdf(request: Request, pk: int, version: int) -> HttpResponse:
    """一版的打印件，每页带水印。"""
    found = get_version(request, pk, version)
    note_read(request, f"matter:{pk}", f"打印第 {version} 版")
    made = watermarked(drawn(found).pdf, watermark(request))
    return inline(made, "application/pdf", f"{found.matter.title}（第{version}版）.pdf")


@signed_in
def source(request: Request, pk: int, version: int) -> FileResponse:
    """作者传来的原文件。"""
    found = get_version(request, pk, version)
    if found.source is None:
        raise Http404
    note_read(request, f"matter:{pk}", f"下载第 {version} 版原文件")
    return FileResponse(
        files.open_file(found.source),
        as_attachment=True,
        filename=found.source_name or f"第{version}版.{found.source.media}",
        content_type="application/octet-stream",
    )


def get_version(request: Request, pk: int, number: int) -> DraftVersion:
    """取一版稿子；收文单位只看定稿，不看稿子。"""
    matter = get_matter(request, pk)
    if not sees_drafts(matter, request.me):
        raise Http404
    rows = DraftVersion.objects.select_related("source", "by", "matter")
    return get_object_or_404(rows, matter=matter, number=number)


@dataclass(frozen=True, slots=True)
class Drawn:
    """排好的一版：PDF 和页数。"""

    pdf: bytes
    pages: int


def drawn(version: DraftVersion) -> Drawn:
    """一版排成 PDF；先验摘要，近来排过的留着。

    :raises Refused: 被人改动过；没有排出来。
    """
    kept = _KEPT.get(version.digest)
    if kept is None:
        kept = _draw(version)
        while len(_KEPT) >= MOST_KEPT:
            _KEPT.pop(next(iter(_KEPT)), None)
        _KEPT[version.digest] = kept
    return kept


MOST_KEPT = 8
_KEPT: dict[str, Drawn] = {}


def _draw(version: DraftVersion) -> Drawn:
    try:
        (made,) = to_pdf(gongwen_of(version)).parts
        return Drawn(made, pages.page_count(made))
    except (NoFont, TypesettingFailed, BadPage) as fault:
        raise Refused(NOT_DRAWN.format(fault), code="no-print") from fault
