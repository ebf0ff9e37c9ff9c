"""台账里就地办的：展开一行、在一行里改进展、批量催办。"""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sanban.core.errors import Refused
from sanban.matters.models import Step
from sanban.people.models import BUSINESS, RoleCode
from sanban.supervision.models import Feedback, FeedbackState, Rung, SupervisedItem
from sanban.supervision.services import noting
from sanban.supervision.services.noting import LABELS, STALE, RowNote
from sanban.supervision.services.pressing import press_many
from sanban.web.request import Request, done, matter_url, number, numbers, with_role
from sanban.web.supervision.ledger import MAKERS, today_of
from sanban.web.supervision.rows import nodes_of, number_text, progress_bar
from sanban.web.templatetags.words import moment

PAGE = "supervision/inline.html"
MOST = 200
SPANS = (12, 26)
"""主要栏目、全部栏目各几列。"""
WRITTEN = ("latest", "problem", "next_step")


def get_item(request: Request, pk: int) -> SupervisedItem:
    """取一件看得见的督办事项；看不见的和没有的一样。"""
    rows = SupervisedItem.objects.select_related("matter", "org", "lead_org", "leader")
    found = rows.filter(pk=pk).visible_to(request.me).first()
    if found is None:
        raise Http404
    return found


def may_note(request: Request, item: SupervisedItem) -> bool:
    """此人能不能在台账里改这一行。"""
    held = request.me.holdings.all()
    return item.is_open and any(one.org_id == item.org_id and one.role in MAKERS for one in held)


@require_GET
@with_role(*BUSINESS)
def more(request: Request, pk: int) -> HttpResponse:
    """展开一行：依据、目标、协办、最近反馈、节点。"""
    return render(request, f"{PAGE}#more", _opened(request, get_item(request, pk)))


def _opened(request: Request, item: SupervisedItem) -> dict[str, Any]:
    reported = Feedback.objects.filter(item=item, state=FeedbackState.ACCEPTED)
    last = reported.select_related("org", "author").order_by("-id").first()
    today = today_of(request)
    return {
        "item": item,
        "number": number_text(item),
        "url": matter_url(item.pk),
        "nodes": nodes_of([item.pk], today)[item.pk],
        "last": f"{moment(last.made_at)}，{last.org}{last.author.name}" if last else "",
        "may_note": may_note(request, item),
        "may_press": may_note(request, item) and item.assigned_at is not None,
        **_width(request),
    }


def _width(request: Request) -> dict[str, Any]:
    """这一行跨几列：主要栏目和全部栏目不一样宽。"""
    is_wide = "wide" in request.GET
    return {"wide": "?wide=1" if is_wide else "", "span": SPANS[is_wide]}


@require_http_methods(["GET", "POST"])
@with_role(RoleCode.SUPERVISOR, RoleCode.DIRECTOR)
def note(request: Request, pk: int) -> HttpResponse:
    """在一行里改进展；别人刚改过的，两边写的并排，改好再存。"""
    item = get_item(request, pk)
    if request.method == "GET":
        return render(request, f"{PAGE}#note", {**_form(item, _now(item)), **_width(request)})
    typed = {name: request.POST.get(name, "") for name in LABELS}
    try:
        saved = _save(request, item, typed)
    except Refused as fault:
        again = {**_form(item, typed, fault=fault), **_width(request)}
        return render(request, f"{PAGE}#note", again, status=422)
    bar = progress_bar(saved.progress, is_late=saved.red_at < request.now)
    return render(request, f"{PAGE}#more", {**_opened(request, saved), "bar": bar})


def _save(request: Request, item: SupervisedItem, typed: dict[str, str]) -> SupervisedItem:
    percent = number(typed["progress"].strip().rstrip("%％"))
    written = {name: typed[name] for name in WRITTEN}
    form = RowNote(progress=-1 if percent is None else percent, **written)
    base = number(request.POST.get("base")) or 0
    return noting.note_row(item, form, base=base, by=request.me, now=request.now)


def _now(item: SupervisedItem) -> dict[str, str]:
    return {name: str(getattr(item, name)) for name in LABELS}


def _form(
    item: SupervisedItem, typed: dict[str, str], *, fault: Refused | None = None
) -> dict[str, Any]:
    """改进展的小表；撞上别人刚改的，每一栏连同现在的写出来。"""
    clash = fault is not None and fault.code == STALE
    now = _now(item)
    cells = [
        {
            "name": name,
            "label": label,
            "value": typed[name],
            "theirs": now[name] if clash and now[name] != typed[name].strip() else None,
        }
        for name, label in LABELS.items()
    ]
    last = Step.objects.filter(matter=item.pk).order_by("-number").first() if clash else None
    return {
        "item": item,
        "number": number_text(item),
        "cells": cells,
        "fault": fault.message if fault else "",
        "who": f"{last.person_name} {moment(last.done_at)}：{last.label}" if last else "",
    }


@require_POST
@with_role(RoleCode.SUPERVISOR, RoleCode.DIRECTOR)
def press(request: Request) -> HttpResponse:
    """批量催办：一件一个事务，催不了的说明几件。"""
    ids = numbers(request.POST.getlist("item"))[:MOST]
    rows = list(SupervisedItem.objects.visible_to(request.me).filter(pk__in=ids))
    if not rows:
        raise Refused("请先勾选要催办的事项。", code="nothing-picked")
    found = press_many(rows, rung=Rung.MESSAGE, by=request.me, now=request.now)
    idle = [why for _, why in found if why]
    if len(idle) == len(rows):
        raise Refused(f"一件也没有催成：{idle[0]}", code="nothing-pressed")
    said = f"已催 {len(rows) - len(idle)} 件"
    said += f"；{len(idle)} 件没有催：{idle[0]}" if idle else ""
    query = request.POST.get("query", "")
    return done(request, f"{reverse('supervision')}?{query}", said)
