"""拟稿页右边：照页面上的字随时预览、检查，列出各版；一页一张 SVG，看到哪页取哪页。"""

import gzip
from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from sanban.core.errors import Refused
from sanban.documents.models import DraftVersion, Outgoing
from sanban.documents.services import drafting
from sanban.documents.services.drafting import Found
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.writing import plain_text
from sanban.engine.proof import Level
from sanban.web.drafting.door import get_outgoing
from sanban.web.drafting.editing import base_of
from sanban.web.drafting.forms import DraftPageForm
from sanban.web.request import Request, respond, signed_in

PAGE = "drafting/side.html"
TABS = ("preview", "check", "versions")
AROUND = 10
PAGE_SECONDS = 3600
FONT, RULES = "字体", "单位规定"


@require_POST
@signed_in
def side(request: Request, pk: int) -> HttpResponse:
    """右边一块：预览、检查或各版，照页面上还没存的字。"""
    outgoing = get_outgoing(request, pk)
    tab = request.POST.get("tab", TABS[0])
    if tab not in TABS:
        raise Http404
    context: dict[str, Any] = {"matter": outgoing.matter, "outgoing": outgoing, "tab": tab}
    try:
        context |= MAKERS[tab](request, outgoing)
    except Refused as refusal:
        context |= {"tab": "stopped", "said": refusal.message}
    return respond(request, PAGE, context)


@require_GET
@signed_in
def count(request: Request, pk: int) -> HttpResponse:
    """最新一版有几处毛病，给页签用。"""
    outgoing = get_outgoing(request, pk)
    found = drafting.checked_of(drafting.newest(outgoing.matter))
    return respond(request, PAGE, {"tab": "count", "count": _open(found)})


@require_GET
@signed_in
def page(request: Request, pk: int, key: str) -> HttpResponse:
    """一页 SVG；里面没有脚本，浏览器也不许它跑。"""
    outgoing = get_outgoing(request, pk)
    found = drafting.page_of(outgoing.matter, key)
    if found is None:
        raise Http404
    zips = "gzip" in request.headers.get("Accept-Encoding", "")
    body = gzip.compress(found, 1) if zips else found
    response = HttpResponse(body, content_type="image/svg+xml")
    if zips:
        response["Content-Encoding"] = "gzip"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = f"private, max-age={PAGE_SECONDS}, immutable"
    response["Vary"] = "Accept-Encoding, Cookie"
    return response


def typed(request: Request, outgoing: Outgoing) -> Gongwen:
    """页面上的字装成公文，不存；没有表单的（只能看的人）取最新的一版。

    :raises Refused: 填得不对。
    """
    if "body" not in request.POST:
        return drafting.gongwen_of(drafting.newest(outgoing.matter))
    form = DraftPageForm(request.POST, outgoing=outgoing)
    if not form.is_valid():
        fault = next(iter(form.errors.values()))[0]
        name = form.fields[next(iter(form.errors))].label
        raise Refused(f"{name}：{fault}", code="bad-form")
    return drafting.drafted(outgoing, form.draft(), base=base_of(request), now=request.now)


def _preview(request: Request, outgoing: Outgoing) -> dict[str, Any]:
    found = drafting.preview(outgoing, typed(request, outgoing))
    fonts = [one.message for one in found.notes if one.element == FONT]
    notes = [one.message for one in found.notes if one.element not in (FONT, RULES)]
    return {"pages": found.pages, "notes": notes, "fonts": fonts}


def _check(request: Request, outgoing: Outgoing) -> dict[str, Any]:
    gongwen = typed(request, outgoing)
    found = drafting.with_decisions(outgoing.pk, drafting.check_draft(gongwen, outgoing))
    text = plain_text(gongwen)
    shown = [one for one in found if one.decision is None]
    return {
        "groups": list(_groups(shown, text)),
        "decided": [_row(one, text) for one in found if one.decision],
        "mendable": [one.key for one in shown if one.can_mend],
        "count": len(shown),
        "burden": drafting.burden_of(outgoing, drafting.characters(gongwen), now=request.now),
        "may_edit": drafting.may_edit(outgoing.matter, request.me),
    }


def _groups(found: list[Found], text: str) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """错误、警告、提示各一组，组里按位置。"""
    for level in Level:
        rows = [_row(one, text) for one in found if one.finding.level is level]
        if rows:
            yield str(level), level.label, rows


def _row(one: Found, text: str) -> dict[str, Any]:
    finding = one.finding
    start, end = finding.start, finding.end
    return {
        "one": one,
        "finding": finding,
        "before": text[max(start - AROUND, 0) : start].rpartition("\n")[2],
        "quote": text[start:end] if end > start else "",
        "after": text[end : end + AROUND].partition("\n")[0] if end else "",
    }


def _open(found: tuple[Found, ...]) -> int:
    return sum(one.decision is None for one in found)


def _versions(request: Request, outgoing: Outgoing) -> dict[str, Any]:
    return {"versions": list(DraftVersion.objects.of(outgoing.matter).defer("gongwen"))}


MAKERS = {"preview": _preview, "check": _check, "versions": _versions}
