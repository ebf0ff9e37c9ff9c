"""接口：我是谁、我的待办、我看得见的事项；看得见的和网页一样。"""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from ninja import Router

from sanban.matters.models import (
    FAR,
    FEW,
    HOLDERS,
    Matter,
    MatterState,
    Todo,
    Visibility,
    seen_count,
    subjects_of,
)
from sanban.people.models import Person
from sanban.web import keyset
from sanban.web.api.door import once
from sanban.web.api.shapes import Fault, Matters, MatterWhole, Me, Size, Todos
from sanban.web.request import Request, get_matter, matter_url, note_read

router = Router()
BY_DUE, NEWEST = ("due_at", "id"), ("-id",)
AS = "接口"


def none() -> str:
    """不数一共几件。"""
    return ""


@router.get("/me", response={200: Me, 401: Fault}, url_name="api-me", summary="我是谁")
def me(request: Request) -> dict[str, Any]:
    """凭证是谁的；也用来试凭证通不通。"""
    mine = request.me
    today = timezone.localdate()
    return {"id": mine.pk, "name": mine.name, "org": mine.org.name, "today": today}


@router.get("/todos", response={200: Todos, 401: Fault}, url_name="api-todos", summary="我的待办")
def todos(request: Request, size: Size = "20", after: str = "") -> dict[str, Any]:
    """我手上的待办，期限早的在前。"""
    once(request.me, "todos", lambda: note_read(request, "todos", AS))
    rows = Todo.objects.desk_of(request.me).select_related("matter", "on_behalf_of")
    found = keyset.page(rows, BY_DUE, request.GET, size=int(size), total=none)
    return {"rows": [_todo(request, one) for one in found.rows], "next": found.next}


def _todo(request: Request, one: Todo) -> dict[str, Any]:
    return {
        "id": one.pk,
        "matter": one.matter_id,
        "title": one.matter.title,
        "stage": one.matter.stage_label,
        "due_at": limit(one.due_at),
        "opened_at": one.opened_at,
        "on_behalf_of": one.on_behalf_of.name if one.on_behalf_of else "",
        "url": matter_url(one.matter_id),
    }


@router.get("/matters", response={200: Matters, 401: Fault}, url_name="api-matters", summary="事项")
def matters(
    request: Request,
    state: MatterState | None = None,
    kind: str = "",
    size: Size = "20",
    after: str = "",
) -> dict[str, Any]:
    """我看得见的事项，新的在前；可按状态、种类筛。"""
    once(request.me, "matters", lambda: note_read(request, "matters", AS))
    rows = _seen(request.me)
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(kind=kind[:30]) if kind else rows
    found = keyset.page(rows, NEWEST, request.GET, size=int(size), total=none)
    return {"rows": [line(one) for one in found.rows], "next": found.next}


def _seen(person: Person) -> QuerySet[Matter]:
    """看得见的不多，从看得见的找起；多的，照登记次序逐件去问。"""
    subjects = subjects_of(person)
    if seen_count(subjects) > FEW:
        return Matter.objects.shown_to(subjects)
    shown = Visibility.objects.filter(subject__in=subjects)
    return Matter.objects.filter(pk__in=shown.values("matter"))


@router.get(
    "/matters/{int:pk}",
    response={200: MatterWhole, 401: Fault, 404: Fault},
    url_name="api-matter",
    summary="一件事项",
)
def matter(request: Request, pk: int) -> dict[str, Any]:
    """一件我看得见的事项；看不见的和没有的一样。"""
    found = get_matter(request, pk)
    once(request.me, found.target, lambda: note_read(request, found.target, AS))
    return {
        **line(found),
        "ended_at": found.ended_at,
        "org": found.org.name,
        "drafter": found.drafter.name,
        "holders": [row[1] or row[2] or row[3] for row in HOLDERS.rows([pk])],
    }


def line(one: Matter) -> dict[str, Any]:
    """一件事项的各栏。"""
    return {
        "id": one.pk,
        "kind": one.kind,
        "title": one.title,
        "stage": one.stage_label,
        "state": one.state,
        "urgency": one.urgency,
        "due_at": limit(one.due_at),
        "started_at": one.started_at,
        "url": matter_url(one.pk),
    }


def limit(due_at: datetime) -> datetime | None:
    """期限；没有期限的为空。"""
    return due_at if due_at < FAR else None
