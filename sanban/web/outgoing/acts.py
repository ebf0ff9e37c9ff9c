"""发文事项页上的动作：处理意见、审核、评估、做定稿、用印、注销文号、撤回废止；一个动作一个函数。"""

from collections.abc import Callable, Iterator

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from sanban.core.errors import Refused
from sanban.documents.models import Consultation, Force, Outcome, Outgoing
from sanban.documents.services import Upload, issuing
from sanban.documents.services.issuing import ForceOrder, Result, SealOrder
from sanban.matters.models import Matter
from sanban.web.matters.files import inline, sees_drafts
from sanban.web.matters.given import copies
from sanban.web.outgoing.book import numbered
from sanban.web.request import Request, done, get_matter, note_read, signed_in


@require_GET
@signed_in
def sheet(request: Request, pk: int) -> HttpResponse:
    """发文稿纸。"""
    outgoing = get_outgoing(request, pk)
    note_read(request, outgoing.matter.target, "打印发文稿纸")
    made = issuing.draft_sheet(outgoing)
    return inline(made, "application/pdf", f"发文稿纸 {outgoing.matter.title}.pdf")


@require_POST
@signed_in
def settle(request: Request, pk: int, row: int) -> HttpResponse:
    """处理一条会签、征求意见的答复。"""
    outgoing = get_outgoing(request, pk)
    found = get_object_or_404(Consultation, pk=row, matter=outgoing.matter)
    settled = issuing.settle(
        found,
        request.POST.get("adoption", ""),
        reason=request.POST.get("reason", ""),
        by=request.me,
        now=request.now,
    )
    who = str(settled.org or settled.person)
    return done(request, tab_url(pk, "consult"), f"{who}的意见记为{settled.get_adoption_display()}")


@require_POST
@signed_in
def act(request: Request, pk: int, code: str) -> HttpResponse:
    """办一个发文才有的动作。"""
    if code not in ACTS:
        raise Http404
    outgoing = get_outgoing(request, pk)
    tab, made = ACTS[code]
    return done(request, tab_url(pk, tab), made(request, outgoing))


def get_outgoing(request: Request, pk: int) -> Outgoing:
    """取一件看得见稿子的发文。"""
    matter = get_matter(request, pk)
    outgoing: Outgoing | None = getattr(matter, "outgoing", None)
    if outgoing is None or not sees_drafts(matter, request.me):
        raise Http404
    return outgoing


def tab_url(pk: int, tab: str) -> str:
    """事项页的一个页签。"""
    return f"{reverse('matter', kwargs={'pk': pk})}?tab={tab}"


def _review(request: Request, outgoing: Outgoing) -> str:
    results = dict(_results(request, outgoing))
    if not results:
        raise Refused("还没有选审核结果，请逐项选好再记。", code="nothing-picked")
    rows = issuing.review(outgoing, results, by=request.me, now=request.now)
    left = sum(one.outcome == Outcome.FIX for one in rows)
    return f"审核结果已记下{f'，要改 {left} 项，请退回起草人修改' if left else ''}"


def _results(request: Request, outgoing: Outgoing) -> Iterator[tuple[str, Result]]:
    """选了的各项；“没选的都记为通过”的，余下的补上；机器看出而可以不改的，写明了理由的也算。"""
    rest = Outcome.PASS.value if request.POST.get("rest") == "pass" else ""
    for item in issuing.items_for(outgoing):
        outcome = request.POST.get(f"outcome-{item.code}", "") or rest
        if outcome:
            yield item.code, Result(outcome, request.POST.get(f"remark-{item.code}", ""))
    for name, reason in request.POST.items():
        if name.startswith(WAIVE) and str(reason).strip():
            yield name.removeprefix(WAIVE), Result(Outcome.COMMENT, str(reason))


WAIVE = "waive-"


def _assess(request: Request, outgoing: Outgoing) -> str:
    asked = request.POST
    result = Result(asked.get("outcome", ""), asked.get("opinion", ""))
    row = issuing.assess(
        outgoing,
        asked.get("kind", ""),
        result,
        organ=asked.get("organ", ""),
        by=request.me,
        now=request.now,
    )
    return f"{row.get_kind_display()}记为{row.get_outcome_display()}"


def _finals(request: Request, outgoing: Outgoing) -> str:
    issuing.make_finals(outgoing, by=request.me, now=request.now)
    return "定稿已做好：PDF、OFD、DOCX 各一份；请查过形式要件再用印"


def _seal(request: Request, outgoing: Outgoing) -> str:
    asked = request.POST
    order = SealOrder(
        seal_name=asked.get("seal_name", ""),
        copies=copies(request),
        approved_by=asked.get("approved_by", ""),
        handled_by=asked.get("handled_by", ""),
        waive_reason=asked.get("waive_reason", ""),
    )
    row = issuing.use_seal(outgoing, order, by=request.me, now=request.now)
    return f"已登记用印：{row.seal_name} {row.copies} 份"


def _void_number(request: Request, outgoing: Outgoing) -> str:
    reason = request.POST.get("reason", "")
    row = issuing.void_number(outgoing, reason=reason, by=request.me, now=request.now)
    return f"{row}已注销，号留在字号簿上，不再给别的文件"


def _correct(request: Request, outgoing: Outgoing) -> str:
    given = request.FILES.get("file")
    if given is None:
        raise Refused("还没有选文件，请选好改好的一份再更正。", code="no-file")
    upload = Upload(given.name or "", given.chunks())
    reason = request.POST.get("reason", "")
    issuing.correct_dispatched(outgoing, upload, reason=reason, by=request.me, now=request.now)
    return "已更正，发出去的各份都换成新的，拿到过的人都已通知"


def _force(request: Request, outgoing: Outgoing) -> str:
    order = ForceOrder(
        force=request.POST.get("force", ""),
        reason=request.POST.get("reason", ""),
        basis=request.POST.get("basis", ""),
        successor=_successor(request),
    )
    change = issuing.change_force(outgoing, order, by=request.me, now=request.now)
    return f"{Force(change.force).label}，拿到过的人都已通知"


def _successor(request: Request) -> Matter | None:
    """由哪件代替：填的是文号，在看得见的发文里找。"""
    asked = request.POST.get("successor", "").strip()
    if not asked:
        return None
    rows = Outgoing.objects.visible_to(request.me).exclude(number=None)
    found = rows.filter(numbered(asked)).select_related("matter").order_by("-matter_id").first()
    if found is None:
        raise Refused(f"没有找到文号“{asked}”的发文，请核对代替它的文件的文号。", code="no-such")
    return found.matter


# fmt: off
ACTS: dict[str, tuple[str, Callable[[Request, Outgoing], str]]] = {
    # 动作           办完看哪一页   怎么办
    "review":      ("review", _review),
    "assess":      ("review", _assess),
    "finals":      ("file",   _finals),
    "seal":        ("issue",  _seal),
    "void_number": ("issue",  _void_number),
    "correct":     ("issue",  _correct),
    "force":       ("issue",  _force),
}
# fmt: on
