"""接口：督办事项和节点；次序、筛选和灯同台账，看得见的也和网页一样。"""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from sanban.supervision.models import (
    NEVER,
    Handler,
    ItemState,
    LedgerFilter,
    Milestone,
    Source,
    SupervisedItem,
)
from sanban.supervision.services.lights import light_of_item
from sanban.web import keyset
from sanban.web.api.door import once
from sanban.web.api.matters import AS, limit, none
from sanban.web.api.shapes import Fault, Items, ItemWhole, Light, MilestoneLine, Milestones, Size
from sanban.web.request import LONGEST_NUMBER, Request, matter_url, note_read
from sanban.web.shell import calendar

router = Router()
IN_LEDGER = ("-year", "-number", "-matter_id")
BY_DAY = ("due_on", "id")
LAST_YEAR = 9999
ORG = 10**LONGEST_NUMBER


class Asked(Schema):
    """台账的筛选，都可以不写。"""

    light: Light | None = Field(None, description="灯")
    org: int | None = Field(None, ge=1, lt=ORG, description="承办单位（主办、协办都算）的编号")
    source: Source | None = Field(None, description="来源，A 到 J")
    year: int | None = Field(None, ge=1, le=LAST_YEAR, description="年度")
    state: ItemState | None = Field(None, description="状态的代号")
    is_open: bool | None = Field(None, description="true 只要在办的，false 只要了结的")
    size: Size = Field("20", description="一页几行")
    after: str = Field("", description="上一页给的 next 里的游标")

    @property
    def chosen(self) -> LedgerFilter:
        """换成台账的筛选。"""
        openness = {None: "", True: "open", False: "ended"}[self.is_open]
        return LedgerFilter(
            year=self.year,
            source=self.source or "",
            owed_by=self.org,
            state=self.state or "",
            openness=openness,
            light=self.light or "",
        )


class Days(Schema):
    """节点的筛选，都可以不写。"""

    since: date | None = Field(None, description="自哪天（含）应完成")
    until: date | None = Field(None, description="至哪天（含）应完成")
    is_done: bool | None = Field(None, description="true 只要完成的，false 只要没完成的")
    size: Size = Field("20", description="一页几行")
    after: str = Field("", description="上一页给的 next 里的游标")


@dataclass(frozen=True, slots=True)
class Part:
    """一个承办单位，写成要给出的样子。"""

    org: int
    org_name: str
    part: str
    owner_name: str
    progress: int
    acknowledged_at: datetime | None
    reported_at: datetime | None


@router.get(
    "/items", response={200: Items, 401: Fault, 422: Fault}, url_name="api-items",
    summary="督办事项",
)  # fmt: skip
def items(request: Request, asked: Annotated[Asked, Query()]) -> dict[str, Any]:
    """我看得见的督办事项，次序同台账；可按灯、承办单位、来源、年度、状态筛。"""
    once(request.me, "items", lambda: note_read(request, "items", AS))
    rows = _seen(request).ledger(asked.chosen, now=request.now)
    found = keyset.page(rows, IN_LEDGER, request.GET, size=int(asked.size), total=none)
    return {"rows": [line(one, request.now) for one in found.rows], "next": found.next}


@router.get(
    "/items/{int:pk}", response={200: ItemWhole, 401: Fault, 404: Fault}, url_name="api-item",
    summary="一件督办事项",
)  # fmt: skip
def item(request: Request, pk: int) -> dict[str, Any]:
    """一件我看得见的督办事项，连同四要素、承办单位、节点。"""
    found = _one(request, pk)
    whole = {name: getattr(found, name) for name in WHOLE}
    handlers = [asdict(_part(one)) for one in Handler.objects.current(found)]
    return {
        **line(found, request.now),
        **whole,
        "handlers": handlers,
        "milestones": _milestones(found),
    }


@router.get(
    "/items/{int:pk}/milestones",
    response={200: list[MilestoneLine], 401: Fault, 404: Fault},
    url_name="api-item-milestones",
    summary="一件督办事项的节点",
)
def item_milestones(request: Request, pk: int) -> list[dict[str, Any]]:
    """一件我看得见的督办事项的各节点，按次序。"""
    return _milestones(_one(request, pk))


@router.get(
    "/milestones", response={200: Milestones, 401: Fault, 422: Fault}, url_name="api-milestones",
    summary="节点",
)  # fmt: skip
def milestones(request: Request, asked: Annotated[Days, Query()]) -> dict[str, Any]:
    """我看得见的督办事项的节点，早的在前；可按日子、完成没有筛。"""
    once(request.me, "milestones", lambda: note_read(request, "milestones", AS))
    seen = SupervisedItem.objects.visible_to(request.me)
    rows = Milestone.objects.filter(item__in=seen.values("pk")).select_related("item__matter")
    rows = _between(rows, asked)
    found = keyset.page(rows, BY_DAY, request.GET, size=int(asked.size), total=none)
    return {"rows": [_milestone(one, one.item) for one in found.rows], "next": found.next}


def _between(rows: QuerySet[Milestone], asked: Days) -> QuerySet[Milestone]:
    tests = {
        "due_on__gte": asked.since,
        "due_on__lte": asked.until,
        "done_on__isnull": None if asked.is_done is None else not asked.is_done,
    }
    return rows.filter(**{name: value for name, value in tests.items() if value is not None})


WHOLE = (
    "basis", "content", "mission", "standard", "road_steps", "owner_name", "backup_name",
    "assist_names", "closed_at",
)  # fmt: skip
"""一件的全部里，照抄的几栏。"""
SAME = (
    "year", "source", "state", "progress", "latest", "problem", "next_step", "reported_at",
    "reminder_count",
)  # fmt: skip
"""台账一行里，照抄的几栏。"""


def _seen(request: Request) -> Any:
    rows = SupervisedItem.objects.visible_to(request.me)
    return rows.select_related("matter", "lead_org", "leader")


def _one(request: Request, pk: int) -> SupervisedItem:
    found: SupervisedItem | None = _seen(request).filter(pk=pk).first() if pk < ORG else None
    if found is None:
        raise Http404
    once(request.me, found.matter.target, lambda: note_read(request, found.matter.target, AS))
    return found


def line(one: SupervisedItem, now: datetime) -> dict[str, Any]:
    """台账一行的各栏；要连事项、牵头单位、包抓领导一起查来。"""
    lit = light_of_item(one, now=now, calendar=calendar(timezone.localtime(now).date()))
    return {
        **{name: getattr(one, name) for name in SAME},
        "id": one.pk,
        "number": one.number_text,
        "title": one.matter.title,
        "source_name": one.get_source_display(),
        "lead_org": one.lead_org_id,
        "lead_org_name": one.lead_org.name if one.lead_org else "",
        "leader_name": one.leader.name if one.leader else "",
        "state_name": one.get_state_display(),
        "light": lit.code,
        "light_text": lit.label,
        "due_at": limit(one.due_at),
        "milestone_on": one.milestone_on if one.milestone_on < NEVER else None,
        "url": matter_url(one.pk),
    }


def _part(one: Handler) -> Part:
    return Part(
        one.org_id,
        one.org.name,
        one.get_part_display(),
        one.owner_name,
        one.progress,
        one.acknowledged_at,
        one.reported_at,
    )


def _milestones(of: SupervisedItem) -> list[dict[str, Any]]:
    return [_milestone(one, of) for one in of.milestones.order_by("position", "id")]


def _milestone(one: Milestone, of: SupervisedItem) -> dict[str, Any]:
    return {
        "id": one.pk,
        "item": of.pk,
        "item_title": of.matter.title,
        "name": one.name,
        "due_on": one.due_on,
        "done_on": one.done_on,
    }
