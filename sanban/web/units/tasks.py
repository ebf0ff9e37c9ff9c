"""承办任务：我单位欠什么、到什么时候，按今天、三个工作日内、以后、已报结分开；手机上先看得清。"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from sanban.core.prepared import Prepared
from sanban.matters.doers import PARTS
from sanban.matters.lights import Light
from sanban.matters.models import FAR
from sanban.supervision.models import Handler
from sanban.supervision.services import Almanac
from sanban.supervision.services.lights import LIGHTS, light_of_item
from sanban.web import sheets
from sanban.web.request import Request, respond, with_role
from sanban.web.shell import calendar
from sanban.web.templatetags.words import full_day
from sanban.web.units.doors import SPEAKERS, almanac_of, duties_in, orgs_of
from sanban.web.units.owed import BUCKETS, Ask, asks_of, bucket_of, known_of
from sanban.web.widgets import QuickSelect, QuickText

PAGE = "units/tasks.html"
TITLE = "承办任务"
MOST = 500
"""一个单位手上在办的再多，也只列最早到期的这么多。"""
SHOWN = (
    "item", "org", "item__matter", "org__name", "org__short_name", "part", "progress",
    "owner_name", "acknowledged_at", "assigned_at", "applied_at", "item__series",
    "item__year", "item__number", "item__state",
    "item__due_at", "item__milestone_on", "item__amber_at", "item__red_at", "item__owner_name",
    "item__matter__title",
)  # fmt: skip
HEADINGS = (("灯", 12), ("督办编号", 20), ("事项", 50), ("单位", 16), ("主办协办", 10),
            ("要办什么", 60), ("完成时限", 16), ("完成率", 8), ("责任人", 12))  # fmt: skip
PARTS_CHOSEN = [("", "主办、协办"), ("lead", "主办的"), ("assist", "协办的")]


class TaskFilter(forms.Form):
    """承办任务的筛选。"""

    bucket = forms.ChoiceField(
        widget=QuickSelect,
        label="何时要办",
        required=False,
        choices=[("", "全部在办"), *BUCKETS.items()],
    )
    light = forms.ChoiceField(
        widget=QuickSelect,
        label="灯",
        required=False,
        choices=[("", "全部的灯"), *((code, LIGHTS[code]) for code in ("late", "near", "go"))],
    )
    part = forms.ChoiceField(
        widget=QuickSelect, label="主办协办", required=False, choices=PARTS_CHOSEN
    )
    text = forms.CharField(
        widget=QuickText(attrs={"placeholder": "事项 / 编号", "size": 16}),
        label="关键词",
        required=False,
        max_length=100,
    )


def _handed(part: str) -> Prepared[Handler]:
    """在办的、交办了的各行，最早到期的在前；编一次。"""

    def build(person: int, orgs: list[int]) -> QuerySet[Handler]:
        rows = duties_in(person, orgs).filter(item__is_open=True, assigned_at__isnull=False)
        rows = rows.filter(part=part) if part else rows
        rows = rows.select_related("org", "item__matter").only(*SHOWN)
        return rows.order_by("item__due_at", "id")[:MOST]

    return Prepared(build)


ROWS = {part: _handed(part) for part, _ in PARTS_CHOSEN}
NOWHERE = [0]
"""不在哪个单位替人说话的：没有这个编号的单位。"""


@dataclass(frozen=True, slots=True)
class Task:
    """列出来的一行。"""

    handler: Handler
    light: Light
    asks: list[Ask]
    bucket: str


@require_GET
@with_role(*SPEAKERS)
def show(request: Request) -> HttpResponse:
    """列出我单位承办的。"""
    form = TaskFilter(request.GET)
    rows = tasks_of(request, form)
    found = [
        {"code": code, "label": label, "rows": [row for row in rows if row.bucket == code]}
        for code, label in BUCKETS.items()
    ]
    context: dict[str, Any] = {
        "row": [form[name] for name in form.fields],
        "clear": request.path if any(request.GET.get(name) for name in form.fields) else "",
        "sections": [one for one in found if one["rows"]],
        "total": len(rows),
        "counted": "，".join(f"{one['label']} {len(one['rows'])} 件" for one in found),
        "most": MOST if len(rows) >= MOST else 0,
        "query": request.GET.urlencode(),
        "approves": bool(request.roles.intersection(SPEAKERS[1:])),
    }
    return respond(request, PAGE, context)


def tasks_of(request: Request, form: TaskFilter) -> list[Task]:
    """合筛选的各行，急的在前。"""
    form.is_valid()
    given, how = form.cleaned_data, almanac_of(request)
    rows = ROWS[given.get("part", "")].rows(request.me.pk, orgs_of(request.me) or NOWHERE)
    made = list(made_of(rows, how, request))
    wanted = (row for row in made if _fits(row, given))
    return sorted(wanted, key=lambda row: (row.asks[0].due_at if row.asks else FAR, row.handler.pk))


def made_of(rows: Iterable[Handler], how: Almanac, request: Request) -> Iterator[Task]:
    """各行写成要摆的样子。"""
    kept = list(rows)
    known, days = known_of(kept), calendar(how.today)
    for row in kept:
        asks = asks_of(row, known[row.pk], how)
        light = light_of_item(row.item, now=request.now, calendar=days)
        yield Task(row, light, asks, bucket_of(row, asks, how))


def _fits(row: Task, given: dict[str, str]) -> bool:
    text = given.get("text", "").strip()
    words = f"{row.handler.item.matter.title} {row.handler.item.number_text}"
    return (
        given.get("bucket", "") in ("", row.bucket)
        and given.get("light", "") in ("", row.light.code)
        and text in words
    )


@require_GET
@with_role(*SPEAKERS)
def export(request: Request) -> HttpResponse:
    """导出筛选出来的。"""
    rows = tasks_of(request, TaskFilter(request.GET))
    return sheets.export(request, TITLE, HEADINGS, (tuple(_cells(row)) for row in rows))


def _cells(row: Task) -> Iterator[object]:
    handler, item = row.handler, row.handler.item
    yield from (row.light.label, item.number_text, item.matter.title)
    yield from (str(handler.org), PARTS[handler.part])
    yield "；".join(f"{ask.label}　{ask.when}" for ask in row.asks) or BUCKETS[row.bucket]
    yield full_day(item.due_at) if item.due_at < FAR else ""
    yield f"{handler.progress}%"
    yield handler.owner_name or item.owner_name
