"""手写：存下、不要、看原迹、录成文字；扫码在手机上写。"""

from typing import Any

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sanban.core.errors import Refused
from sanban.documents.models import Ink
from sanban.documents.services import inking
from sanban.files import services as files
from sanban.matters.models import Matter
from sanban.web.matters.files import sees_drafts
from sanban.web.request import Request, done, get_matter, note_view, number, signed_in, whole

INKED = "outgoing/parts/inked.html"
CODE = "outgoing/parts/code.html"
PAD = "outgoing/pad.html"
STOP_ASKING = 286
"""htmx 收到它就不再来问。"""


@require_POST
@signed_in
def save(request: Request, pk: int) -> HttpResponse:
    """存下写字板上的字。"""
    matter = get_matter(request, pk)
    text = request.POST.get("strokes", "")
    ink = inking.keep_ink(matter, text, by=request.me, now=request.now)
    return render(request, INKED, {"matter": matter, "ink": ink})


@require_POST
@signed_in
def drop(request: Request, pk: int) -> HttpResponse:
    """不要刚写的。"""
    matter = get_matter(request, pk)
    inking.drop_ink(matter, by=request.me)
    return render(request, INKED, {"matter": matter, "ink": None})


@require_GET
@signed_in
def picture(request: Request, pk: int, ink: int) -> HttpResponse:
    """看一幅原迹。"""
    matter = get_matter(request, pk)
    if not sees_drafts(matter, request.me):
        raise Http404
    found = get_object_or_404(Ink.objects.select_related("picture"), pk=ink, matter=matter)
    if found.step_number is None and found.person_id != request.me.pk:
        raise Http404
    note_view(request, matter.target, f"看手写原迹 {ink}")
    response = HttpResponse(files.read_bytes(found.picture), content_type="image/png")
    response["Cache-Control"] = "private, max-age=300"
    return response


@require_POST
@signed_in
def transcribe(request: Request, pk: int, ink: int) -> HttpResponse:
    """照手写的录成文字。"""
    matter = get_matter(request, pk)
    found = get_object_or_404(Ink, pk=ink, matter=matter)
    inking.transcribe(found, request.POST.get("text", ""), by=request.me, now=request.now)
    return done(request, reverse("matter", args=[pk]), "手写的批示已录成文字，原迹照留")


@require_POST
@signed_in
def phone(request: Request, pk: int) -> HttpResponse:
    """给手机一个二维码，十分钟内写一次。"""
    matter = get_matter(request, pk)
    secret = inking.offer_pad(matter, by=request.me, now=request.now)
    address = whole(request, reverse("ink-pad", args=[secret]))
    shown = segno.make(address, error="m").svg_data_uri(scale=5, border=2)
    context = {
        "matter": matter,
        "code": shown,
        "minutes": inking.MINUTES,
        "since": _newest(request, matter),
    }
    return render(request, CODE, context)


@require_GET
@signed_in
def waiting(request: Request, pk: int) -> HttpResponse:
    """手机上写好送来没有：没有不答话，来了换上。"""
    matter = get_matter(request, pk)
    since = number(request.GET.get("since")) or 0
    ink = Ink.objects.waiting(matter, request.me).filter(pk__gt=since).last()
    if ink is None:
        return HttpResponse(status=204)
    return render(request, INKED, {"matter": matter, "ink": ink, "came": True}, status=STOP_ASKING)


def _newest(request: Request, matter: Matter) -> int:
    rows = Ink.objects.waiting(matter, request.me).order_by("-pk").values_list("pk", flat=True)
    return rows.first() or 0


@require_http_methods(["GET", "POST"])
@ensure_csrf_cookie
def pad(request: HttpRequest, secret: str) -> HttpResponse:
    """手机上的写字板：凭证管这一次，不用登录，也看不到文件。"""
    now = timezone.now()
    context: dict[str, Any] = {"secret": secret}
    try:
        if request.method == "POST":
            inking.write_by_pad(secret, request.POST.get("strokes", ""), now=now)
            return render(request, PAD, {"is_sent": True})
        context["person"] = inking.pad_of(secret, now=now).person
    except Refused as fault:
        return render(request, PAD, {"fault": fault.message}, status=409)
    return render(request, PAD, context)
