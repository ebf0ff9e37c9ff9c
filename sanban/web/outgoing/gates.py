"""关口：这一步之前还差什么、都齐了没有；用印、撤回废止先看后果的对话框。"""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sanban.core.errors import Refused
from sanban.documents.models import Consultation, Distribution, Force, NumberPrefix, Outgoing
from sanban.documents.services import drafting, issuing
from sanban.documents.services.drafting import gongwen_of
from sanban.documents.services.issuing.printing import are_current
from sanban.matters import services as matters
from sanban.matters.models import Todo
from sanban.people.models import RoleCode
from sanban.web.matters.reviewing import review_of
from sanban.web.outgoing.acts import get_outgoing
from sanban.web.outgoing.books import KEEPERS
from sanban.web.request import Request, signed_in

REVIEW = "outgoing/parts/review.html"
FINDINGS = "outgoing/parts/findings.html"
GATES = "outgoing/parts/gates.html"
SEAL = "outgoing/parts/seal.html"
FORCE = "outgoing/parts/force.html"
NUMBER = "outgoing/parts/number.html"
MOST = 6
DONE_WELL = "都齐了，可以送签发。"


@require_GET
@signed_in
def gates(request: Request, pk: int) -> HttpResponse:
    """现在这一步的关口。"""
    outgoing = get_outgoing(request, pk)
    made = STAGES.get(outgoing.matter.stage)
    context: dict[str, Any] = {"matter": outgoing.matter, "outgoing": outgoing}
    try:
        context |= made(outgoing, request) if made else {}
    except Refused as fault:
        context |= {"left": [fault.message]}
    return render(request, GATES, context)


@require_GET
@signed_in
def review(request: Request, pk: int) -> HttpResponse:
    """审核单：要查的多，页面开了以后才来取。"""
    outgoing = get_outgoing(request, pk)
    matter = outgoing.matter
    mine = Todo.objects.desk_of(request.me).filter(matter=matter)
    may_review = bool(request.roles.intersection(KEEPERS)) or mine.exists()
    found = review_of(matter, outgoing, may_review=may_review)
    return render(request, REVIEW, {"matter": matter, "outgoing": outgoing, **found})


@require_GET
@signed_in
def findings(request: Request, pk: int) -> HttpResponse:
    """最新一版查出的毛病，给批阅的人看。"""
    outgoing = get_outgoing(request, pk)
    try:
        found: dict[str, Any] = {
            "findings": drafting.findings_of(issuing.newest_of(outgoing.matter))
        }
    except Refused as fault:
        found = {"findings": (), "findings_note": fault.message}
    return render(request, FINDINGS, found)


def _review(outgoing: Outgoing, request: Request) -> dict[str, Any]:
    """送签发还差什么；由谁签发；有单位不同意的，主任要写理由。"""
    left = issuing.open_points(outgoing, now=request.now)
    against = issuing.refusals(outgoing)
    seats = issuing.signers_for(outgoing)
    return {
        "left": left[:MOST],
        "more": max(0, len(left) - MOST),
        "clean": "" if left else DONE_WELL,
        "against": "、".join(dict.fromkeys(str(one.org or one.person) for one in against)),
        "seats": [(org, "、".join(one.name for one in people)) for org, people in seats],
        "principal": outgoing.is_important or outgoing.goes_up,
    }


def _settle(outgoing: Outgoing, request: Request) -> dict[str, Any]:
    rows = list(Consultation.objects.unsettled(outgoing.matter))
    names = "、".join(dict.fromkeys(str(one.org or one.person) for one in rows))
    if not rows:
        return {"clean": "意见都处理好了，可以送审核。"}
    return {"left": [f"{names}的意见还没有说采纳不采纳，请在“会签”里逐条记下。"]}


def _print(outgoing: Outgoing, request: Request) -> dict[str, Any]:
    """定稿做了没有，章登记了没有。"""
    if not are_current(outgoing, by=request.me):
        return {"left": ["还没有做定稿，或者做好以后稿子又改过。"], "wants": "finals"}
    organs = issuing.organs_of(gongwen_of(issuing.newest_of(outgoing.matter)))
    waiting = [one for one in organs if one not in issuing.sealed_organs(outgoing)]
    if waiting:
        return {"left": [f"{'、'.join(waiting)}的印章还没有登记用印。"], "wants": "seal"}
    return {"clean": "定稿、用印都齐了，可以付印。", "wants": "print"}


def _dispatch(outgoing: Outgoing, request: Request) -> dict[str, Any]:
    count = Distribution.objects.of(outgoing.matter).count()
    said = f"已经发给 {count} 个单位。" if count else "还没有发给单位；按“核发”时选定要发的单位。"
    return {"clean": said}


STAGES: dict[str, Callable[[Outgoing, Request], dict[str, Any]]] = {
    "review": _review,
    "settle": _settle,
    "print": _print,
    "dispatch": _dispatch,
}


@require_GET
@signed_in
def number(request: Request, pk: int) -> HttpResponse:
    """编号的对话框：选代字，看会给出几号。"""
    outgoing = get_outgoing(request, pk)
    prefixes = NumberPrefix.objects.usable(outgoing.matter.org)
    context = {
        "matter": outgoing.matter,
        "outgoing": outgoing,
        "prefixes": list(prefixes),
        "next": issuing.next_number(outgoing, now=request.now),
    }
    return render(request, NUMBER, context)


@require_GET
@signed_in
def seal(request: Request, pk: int) -> HttpResponse:
    """用印的对话框：先列形式要件审核的结果。"""
    outgoing = get_outgoing(request, pk)
    findings = issuing.seal_check(outgoing, by=request.me)
    organs = issuing.organs_of(gongwen_of(issuing.newest_of(outgoing.matter)))
    sealed = issuing.sealed_organs(outgoing)
    context = {
        "matter": outgoing.matter,
        "outgoing": outgoing,
        "findings": findings,
        "organs": [one for one in organs if one not in sealed],
        "approved": "、".join(one.name for one in issuing.signed_people(outgoing.matter)),
        "may_waive": RoleCode.DIRECTOR in request.roles,
    }
    return render(request, SEAL, context)


@require_GET
@signed_in
def force(request: Request, pk: int, code: str) -> HttpResponse:
    """撤回、废止、撤销的对话框：先看会牵动谁；只给本机关的文书、主任看。"""
    outgoing = get_outgoing(request, pk)
    if code not in ORDERS or not matters.has_role(request.me, outgoing.matter, KEEPERS):
        raise Http404
    label, says = ORDERS[code]
    context = {
        "matter": outgoing.matter,
        "outgoing": outgoing,
        "code": code,
        "label": label,
        "says": says,
        "wants_basis": code != Force.RETRACTED,
        "found": issuing.consequences(outgoing, by=request.me),
    }
    return render(request, FORCE, context)


# fmt: off
ORDERS = {
    "retracted": ("撤回", "发出去的收回来，各单位那里的文件随即撤下，不再能看。"),
    "repealed":  ("废止", "自今日起失效；以前照它办的仍然有效。"),
    "revoked":   ("撤销", "自始无效；照它办过的要纠正。"),
}
# fmt: on
