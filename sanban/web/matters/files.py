"""事项的文件：页面图、版式件、原文件、处理笺；看和取都留痕，都带水印。"""

from urllib.parse import quote

from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from sanban.core.errors import Refused
from sanban.documents import services as documents
from sanban.documents.services import issuing
from sanban.engine.bad_page import BadPage
from sanban.engine.fonts import NoFont
from sanban.engine.pages.watermarked import watermarked
from sanban.engine.render.typesetting import TypesettingFailed
from sanban.files import services as files
from sanban.files.models import Rendition, RenditionState
from sanban.matters import services
from sanban.matters.models import Matter, MatterFile, Todo
from sanban.people.models import Person
from sanban.web.request import Request, get_matter, note_read, note_view, signed_in

WIDTH = 1100
OUT = Q(role="attachment") | Q(role="main", stored__media__in=("pdf", "ofd"))
"""随发文发到外单位的：印好的定稿和附件；稿子、花脸稿、稿纸不在内。"""
KEEPERS = ("clerk", "director", "archivist")


@signed_in
def picture(request: Request, pk: int, file: int, page: int) -> HttpResponse:
    """一页的图，带看的人、单位和时间的水印。"""
    found = _rendition(_file(request, pk, file))
    if not 1 <= page <= found.pages:
        raise Http404
    note_view(request, f"matter:{pk}", f"翻看文件 {file}")
    png = files.page_png(found, page, width_px=WIDTH, watermark=watermark(request))
    response = HttpResponse(png, content_type="image/png")
    response["Cache-Control"] = "private, max-age=300"
    return response


@signed_in
def ready(request: Request, pk: int, file: int) -> HttpResponse:
    """页面图转好没有：没好不答话，好了请浏览器刷新。"""
    found = getattr(_file(request, pk, file).stored, "rendition", None)
    response = HttpResponse(status=204)
    if found is not None and found.state != RenditionState.WAITING:
        response["HX-Refresh"] = "true"
    return response


@signed_in
def pdf(request: Request, pk: int, file: int) -> HttpResponse:
    """版式件，供打印，每页带水印。"""
    one = _file(request, pk, file)
    found = _rendition(one)
    if found.pdf is None:
        raise Http404
    note_read(request, f"matter:{pk}", f"打印文件 {file}")
    try:
        made = watermarked(files.read_bytes(found.pdf), watermark(request))
    except (NoFont, TypesettingFailed, BadPage) as fault:
        raise Refused(f"打印件没有排出来：{fault}", code="no-print") from fault
    return inline(made, "application/pdf", f"{one.name}.pdf")


@signed_in
def download(request: Request, pk: int, file: int) -> FileResponse:
    """原文件；一律存盘，不在浏览器里打开。"""
    one = _file(request, pk, file)
    note_read(request, f"matter:{pk}", f"下载文件 {file}")
    return FileResponse(
        files.open_file(one.stored),
        as_attachment=True,
        filename=one.name,
        content_type="application/octet-stream",
    )


@signed_in
def sheet(request: Request, pk: int) -> HttpResponse:
    """收文处理笺。"""
    matter = get_matter(request, pk)
    incoming = getattr(matter, "incoming", None)
    if incoming is None:
        raise Http404
    note_read(request, matter.target, "打印处理笺")
    made = documents.handling_sheet(incoming)
    return inline(made, "application/pdf", f"收文处理笺{incoming.receipt_text}.pdf")


def watermark(request: Request) -> str:
    """水印：姓名、单位、时间。"""
    when = timezone.localtime(request.now)
    return f"{request.me.name} {request.me.org} {when:%Y-%m-%d %H:%M}"


def _file(request: Request, pk: int, file: int) -> MatterFile:
    """更正、撤回了的那一份，只有本机关的办公室还能查。"""
    matter = get_matter(request, pk)
    rows = MatterFile.objects.select_related("stored__rendition__pdf").filter(matter=matter)
    if matter.kind == "outgoing" and not sees_drafts(matter, request.me):
        rows = rows.filter(OUT)
    if not keeps(matter, request.me):
        rows = rows.filter(replaced_by=None, retracted_at=None)
    found = get_object_or_404(rows, pk=file)
    issuing.check_unaltered(found, by=request.me)
    return found


def keeps(matter: Matter, person: Person) -> bool:
    """更正、撤回了的给谁查：登记单位的文书、主任、档案员；在别的单位当文书的不算。"""
    return services.has_role(person, matter, KEEPERS)


def _rendition(file: MatterFile) -> Rendition:
    found: Rendition | None = getattr(file.stored, "rendition", None)
    if found is None or found.state != RenditionState.READY:
        raise Http404
    return found


def inline(body: bytes, media: str, name: str) -> HttpResponse:
    """在浏览器里打开的一份。"""
    response = HttpResponse(body, content_type=media)
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(name)}"
    return response


def sees_drafts(matter: Matter, person: Person, todos: list[Todo] | None = None) -> bool:
    """发文的稿子给谁看：本机关的，和经手过的（会签、征求意见的单位）。"""
    if person.org_id == matter.org_id:
        return True
    if todos is None:
        return Todo.objects.filter(matter=matter, person=person, is_reading=False).exists()
    return any(one.person_id == person.pk and not one.is_reading for one in todos)
