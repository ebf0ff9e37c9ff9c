"""领导逐件批阅：一件一屏，正文占满，改动一点就看，办理条总在手边；给平板用，电脑上也能用。"""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from sanban.documents.models import DraftVersion, Ink, Outgoing
from sanban.documents.services.drafting import text_of
from sanban.engine.compare import compare
from sanban.engine.read import read
from sanban.matters import services
from sanban.matters.models import Matter, Step, Todo
from sanban.people.models import BUSINESS
from sanban.web.matters.matter import page as matter_page
from sanban.web.matters.outgoing import OUTGOING_TO_LEADERS, draft_view
from sanban.web.request import Request, get_matter, note_read, respond, with_role

PAGE = "outgoing/leader.html"
STAGES = ("instruct", *OUTGOING_TO_LEADERS)
"""轮到领导的环节：批示、会签、签发。"""
MOST = 200
VIEWS = {
    "file": "正文",
    "changes": "改动",
    "findings": "提请注意",
    "opinions": "意见",
    "files": "附件",
}


@require_GET
@with_role(*BUSINESS)
def first(request: Request) -> HttpResponse:
    """打开待批的头一件；没有就说没有。"""
    matter = waiting_of(request).values_list("matter", flat=True).first()
    if matter is not None:
        return redirect("leader-matter", pk=matter)
    return respond(request, PAGE, {"queue": []})


@require_GET
@with_role(*BUSINESS)
def show(request: Request, pk: int) -> HttpResponse:
    """批阅一件；办过了的，去下一件。"""
    queue = list(waiting_of(request).values_list("matter", flat=True)[:MOST])
    if pk not in queue:
        return redirect("leader")
    matter = get_matter(request, pk)
    context = matter_page(matter, request, "trace")
    view = request.GET.get("view") or _first_view(matter, context["steps"])
    if view not in VIEWS:
        raise Http404
    if view == "file" and matter.kind == "outgoing" and context["file"] is None:
        context |= draft_view(matter, request)
    context |= _place(queue, pk) | _seen(context, request, view)
    if view not in context["views"]:
        return redirect(f"{reverse('leader-matter', args=[pk])}?view=file")
    todo = context["options"].todo
    if todo is not None and todo.acknowledged_at is None:
        services.acknowledge(matter, by=request.me, now=request.now)
    note_read(request, matter.target, f"批阅：{VIEWS[view]}")
    return respond(request, PAGE, {**context, "view": view})


def _first_view(matter: Matter, steps: list[Step]) -> str:
    """先看什么：签发以后改了送回来复审的，先看改动；别的先看正文。"""
    again = any(one.action == "sign_again" for one in steps)
    return "changes" if again and matter.stage == "sign_off" else "file"


def waiting_of(request: Request) -> QuerySet[Todo]:
    """我手上待批的，期限早的在前。"""
    return Todo.objects.desk_of(request.me).filter(stage__in=STAGES)


def _place(queue: list[int], pk: int) -> dict[str, Any]:
    here = queue.index(pk)
    return {
        "queue": queue,
        "place": here + 1,
        "before": queue[here - 1] if here else None,
        "after": queue[here + 1] if here + 1 < len(queue) else None,
    }


def _seen(context: dict[str, Any], request: Request, view: str) -> dict[str, Any]:
    """正文以外的几样：和上次看的比改了几处，提请注意几处，手写好了没有。"""
    matter: Matter = context["matter"]
    ink = Ink.objects.waiting(matter, request.me).last() if matter.values.get("inked") else None
    found: dict[str, Any] = {"ink": ink, "views": dict(VIEWS)}
    if matter.kind != "outgoing":
        for code in ("changes", "findings"):
            del found["views"][code]
        return found
    outgoing: Outgoing = matter.outgoing
    if view != "changes":
        newest = context.get("version") or DraftVersion.objects.newest(matter)
        if newest is None or newest.number == 1:
            del found["views"]["changes"]
        return found
    versions = list(DraftVersion.objects.of(matter).defer("gongwen"))
    mine = [one for one in context["steps"] if one.person_id == request.me.pk and one.is_work]
    old = _last_seen(outgoing, versions, mine[-1].done_at if mine else None)
    if old is None:
        del found["views"]["changes"]
        return found
    return found | _changes(versions[0], old)


def _last_seen(
    outgoing: Outgoing, versions: list[DraftVersion], last: datetime | None
) -> DraftVersion | None:
    """上次他看的那一版：他签过的，他办上一步时的；没办过的，取送来以前的上一版。"""
    older = versions[1:]
    if last is not None:
        older = [one for one in older if one.made_at <= last]
        signed = [one for one in older if one.pk == outgoing.signed_version_id]
        older = signed or older
    return older[0] if older else None


def _changes(new: DraftVersion, old: DraftVersion) -> dict[str, Any]:
    """一栏的花脸稿：只比文字，从头读到尾；两边并排的在比较页。"""
    before, after = (read(text_of(one).encode(), name=f"{one}.txt") for one in (old, new))
    found = compare(before, after)
    return {
        "old": old,
        "new": new,
        "lines": [{"kind": row.kind.value, "pieces": row.cells[0]} for row in found.rows],
        "count": len(found.changes),
        "same": found.same,
    }
