"""登记页的左边：来件的页面图、出处的框；还没转好的先看文字，转好了自己换上。"""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from sanban.documents import services
from sanban.documents.models import Intake
from sanban.engine.bad_page import BadPage
from sanban.engine.pages.places import Place, find_places
from sanban.files import services as files
from sanban.files.models import Rendition, RenditionState
from sanban.web.documents.forms import ORDER, by_column
from sanban.web.documents.marks import Found, around, boxes_of, numbers_of, spans_of
from sanban.web.matters.files import WIDTH, watermark
from sanban.web.request import Request, note_view, respond, with_role

PAGE = "documents/registering.html"
WAITING = "页面图正在转换，转好了自动换上；可以先对着文字核对。"


def paper_of(intake: Intake | None) -> dict[str, Any]:
    """左边要的：页码、每页的框、出处，或文字和说明。"""
    if intake is None:
        return {}
    rendition = getattr(intake.stored, "rendition", None)
    if rendition is not None and rendition.state == RenditionState.READY:
        return _pages(intake, rendition)
    if rendition is not None and rendition.state == RenditionState.WAITING:
        return {"text": intake.content, "page_note": WAITING, "is_waiting": True}
    note = intake.fault or (rendition.fault if rendition else "")
    return {"text": intake.content, "page_note": note}


def _pages(intake: Intake, rendition: Rendition) -> dict[str, Any]:
    columns = by_column(services.proposed_of(intake))
    spans = spans_of(columns, intake.content)
    places = crops_of(columns) or _places(intake, rendition, spans)
    boxes = boxes_of(places, numbers_of(spans, ORDER))
    numbers = range(1, rendition.pages + 1)
    return {"pictures": [(one, boxes.get(one, ())) for one in numbers], "places": places}


def _places(
    intake: Intake, rendition: Rendition, spans: dict[str, tuple[int, int]]
) -> dict[str, Place]:
    if rendition.pdf is None or not spans:
        return {}
    try:
        return find_places(files.read_bytes(rendition.pdf), spans, text=intake.content)
    except BadPage:
        return {}


def crops_of(columns: Found) -> dict[str, Place]:
    """识读出来的各栏在扫描件上的位置；有文字层的没有。"""
    crops = {name: one["crop"] for name, one in columns.items() if one.get("crop")}
    return {
        name: Place(crop["page"], tuple((a, b, c, d) for a, b, c, d in crop["boxes"]))
        for name, crop in crops.items()
    }


def crop_urls(intake: Intake | None) -> dict[str, str]:
    """扫描件上各栏的小图的地址；页面图没转好的、有文字层的没有。"""
    rendition = getattr(intake.stored, "rendition", None) if intake else None
    if intake is None or rendition is None or rendition.state != RenditionState.READY:
        return {}
    columns = crops_of(by_column(services.proposed_of(intake)))
    return {name: reverse("intake-crop", args=[intake.pk, name]) for name in columns}


def own_intake(request: Request, pk: int) -> Intake:
    """本人放进来的一份来件，连同版式件。"""
    rows = Intake.objects.select_related("stored__rendition__pdf")
    return get_object_or_404(rows, pk=pk, by=request.me)


@with_role("clerk")
def pages(request: Request, pk: int) -> HttpResponse:
    """页面图转好没有：没好不答话，好了只换左边，右边填的字不动。"""
    intake = own_intake(request, pk)
    rendition = getattr(intake.stored, "rendition", None)
    if rendition is not None and rendition.state == RenditionState.WAITING:
        return HttpResponse(status=204)
    return respond(request, PAGE, {"intake": intake, **paper_of(intake)}, part="paper")


@with_role("clerk")
def picture(request: Request, pk: int, page: int) -> HttpResponse:
    """来件一页的图。"""
    rendition = getattr(own_intake(request, pk).stored, "rendition", None)
    if rendition is None or not 1 <= page <= rendition.pages:
        raise Http404
    note_view(request, f"intake:{pk}", "翻看来件")
    png = files.page_png(rendition, page, width_px=WIDTH, watermark=watermark(request))
    return _png(png)


@with_role("clerk")
def crop(request: Request, pk: int, name: str) -> HttpResponse:
    """扫描件上一栏所在的一小块图，放在那一栏下面对着核对。"""
    intake = own_intake(request, pk)
    place = crops_of(by_column(services.proposed_of(intake))).get(name)
    rendition = getattr(intake.stored, "rendition", None)
    if place is None or rendition is None:
        raise Http404
    note_view(request, f"intake:{pk}", "翻看来件")
    return _png(
        files.page_png(
            rendition, place.page, width_px=WIDTH, watermark=watermark(request),
            part=around(place.boxes),
        )
    )  # fmt: skip


def _png(data: bytes) -> HttpResponse:
    response = HttpResponse(data, content_type="image/png")
    response["Cache-Control"] = "private, max-age=300"
    return response
