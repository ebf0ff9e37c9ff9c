"""约稿人的各个动作：催、加单位、撤回、评定、并进稿子。"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from sanban.core.errors import Refused
from sanban.documents.models import Grade, MaterialPart, Outgoing
from sanban.documents.services import drafting, materials
from sanban.documents.services.materials import CALLERS
from sanban.web.materials.calling import due_field
from sanban.web.materials.doors import get_call, get_part
from sanban.web.matters.given import orgs
from sanban.web.request import Request, done, get_matter, number, numbers, with_role


@require_POST
@with_role(*CALLERS)
def remind(request: Request, pk: int) -> HttpResponse:
    """一键催稿：没交的都催。"""
    call = get_call(request, pk)
    found = materials.remind_late(call, by=request.me, now=request.now)
    names = "、".join(str(part.org) for part in found[:5])
    more = f"等 {len(found)} 个单位" if len(found) > 5 else ""
    return done(request, call_url(pk), f"已催 {names}{more}")


@require_POST
@with_role(*CALLERS)
def remind_one(request: Request, pk: int) -> HttpResponse:
    """催一个单位。"""
    part = get_part(request, pk)
    materials.remind_part(part, by=request.me, now=request.now)
    return done(request, call_url(part.call_id), f"已催 {part.org}")


@require_POST
@with_role(*CALLERS)
def more(request: Request, pk: int) -> HttpResponse:
    """再加几个单位。"""
    call = get_call(request, pk)
    made = materials.call_more(call, orgs(request, "orgs"), by=request.me, now=request.now)
    names = "、".join(str(part.org) for part in made)
    return done(request, call_url(pk), f"已向 {names} 约稿")


@require_POST
@with_role(*CALLERS)
def withdraw(request: Request, pk: int) -> HttpResponse:
    """撤回约稿。"""
    call = get_call(request, pk)
    reason = request.POST.get("reason", "")
    materials.withdraw_call(call, reason=reason, by=request.me, now=request.now)
    return done(request, call_url(pk), "约稿已撤回，各单位都已告知")


@require_POST
@with_role(*CALLERS)
def withdraw_one(request: Request, pk: int) -> HttpResponse:
    """只撤回对一个单位的约稿。"""
    part = get_part(request, pk)
    reason = request.POST.get("reason", "")
    materials.withdraw_part(part, reason=reason, by=request.me, now=request.now)
    return done(request, call_url(part.call_id), f"对{part.org}的约稿已撤回")


@require_POST
@with_role(*CALLERS)
def grade(request: Request, pk: int) -> HttpResponse:
    """评定一份来稿。"""
    part = get_part(request, pk)
    verdict = request.POST.get("grade", "")
    materials.grade(
        part,
        verdict,
        by=request.me,
        now=request.now,
        remark=request.POST.get("remark", ""),
        due_at=_due(request) if verdict == Grade.REDO else None,
    )
    said = "评为合格" if verdict == Grade.GOOD else "退改，已告知"
    return done(request, call_url(part.call_id), f"{part.org}的来稿{said}")


def _due(request: Request) -> datetime | None:
    text = request.POST.get("due_at", "").strip()
    field = due_field("改好的期限", required=False)
    try:
        found: datetime | None = field.clean(text)
    except ValidationError as fault:
        raise Refused("改好的期限认不出，请重新选一个。", code="bad-due") from fault
    return found


@require_POST
@with_role(*CALLERS)
def merge(request: Request, pk: int) -> HttpResponse:
    """把勾选的来稿并进稿子。"""
    call = get_call(request, pk)
    outgoing = _outgoing(request, call.matter_id or number(request.POST.get("matter")))
    if call.matter_id is None:
        materials.attach(call, outgoing, by=request.me)
    ids = numbers(request.POST.getlist("part"))
    parts = list(MaterialPart.objects.filter(call=call, pk__in=ids))
    base = number(request.POST.get("base")) or drafting.newest(outgoing.matter).number
    version = materials.merge(outgoing, parts, base=base, by=request.me, now=request.now)
    said = f"{len(parts)} 份来稿已并进稿子，成为第 {version.number} 版"
    return done(request, reverse("matter", args=(outgoing.pk,)), said)


def _outgoing(request: Request, pk: int | None) -> Outgoing:
    if pk is None:
        raise Refused("请先选一份要并进去的稿子；还没有的，先起草一份。", code="no-draft")
    matter = get_matter(request, pk)
    found = Outgoing.objects.filter(matter=matter).first()
    if found is None:
        raise Refused("这件事项没有稿子，并不进去。", code="no-draft")
    found.matter = matter
    return found


def call_url(pk: int) -> str:
    """一次约稿的网址。"""
    return reverse("material-call", args=(pk,))
