"""比两版：旧新两边并排，下载带修订的 DOCX。"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from sanban.documents.models import DraftVersion, LateDraft, Outgoing
from sanban.documents.services import drafting
from sanban.engine.compare import Category, Row, RowKind
from sanban.web.drafting.acts import attached
from sanban.web.drafting.door import get_outgoing
from sanban.web.request import Request, note_view, number, respond, signed_in

PAGE = "drafting/comparing.html"
FOLDED = 4
"""相同的行连着超过这么多，就收起来。"""
LATE = "late-"
Draft = DraftVersion | LateDraft


@require_GET
@signed_in
def compare(request: Request, pk: int) -> HttpResponse:
    """两版并排。"""
    outgoing = get_outgoing(request, pk)
    old, new = _pair(request, outgoing)
    note_view(request, outgoing.matter.target, f"比较{old}与{new}")
    found = drafting.compare_versions(outgoing, old, new)
    context: dict[str, Any] = {
        "matter": outgoing.matter,
        "old": old,
        "new": new,
        "is_late": isinstance(new, LateDraft),
        "chosen": (request.GET.get("old"), request.GET.get("new")),
        "versions": DraftVersion.objects.of(outgoing.matter).defer("gongwen"),
        "groups": [(str(one), changes) for one in Category if (changes := found.of(one))],
        "batches": list(_batches(found.rows)),
        "query": request.GET.urlencode(),
    }
    return respond(request, PAGE, context)


@require_GET
@signed_in
def redline(request: Request, pk: int) -> HttpResponse:
    """带修订的 DOCX：在旧版上标出新版改的，全部接受就是新版。"""
    outgoing = get_outgoing(request, pk)
    old, new = _pair(request, outgoing)
    note_view(request, outgoing.matter.target, f"下载{old}到{new}的花脸稿")
    name = f"花脸稿 {outgoing.matter.title}（{old}到{new}）.docx"
    return attached(drafting.redline_docx(outgoing, old, new), name)


def _pair(request: Request, outgoing: Outgoing) -> tuple[Draft, Draft]:
    return (
        _draft(request, outgoing, request.GET.get("old", "")),
        _draft(request, outgoing, request.GET.get("new", "")),
    )


def _draft(request: Request, outgoing: Outgoing, code: str) -> Draft:
    """第几版，或者本人没有并入的一稿（late-编号）。"""
    if code.startswith(LATE):
        rows = LateDraft.objects.select_related("by").filter(by=request.me)
        return get_object_or_404(rows, pk=number(code.removeprefix(LATE)), matter=outgoing.matter)
    found = number(code)
    if found is None:
        raise Http404
    return drafting.version_of(outgoing.matter, found)


def _batches(rows: Sequence[Row]) -> Iterator[dict[str, Any]]:
    """连着相同的几行收起来，其余摆出来。"""
    for same, group in groupby(rows, key=lambda row: row.kind is RowKind.SAME):
        found = list(group)
        if same and len(found) > FOLDED:
            yield {"folded": True, "rows": found, "count": len(found)}
        else:
            yield {"folded": False, "rows": found}
