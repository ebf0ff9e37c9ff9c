"""台账一行写的字：编号、节点、完成率、灯，都现成；模板里只管摆。"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from html import escape
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from sanban.core.local import day_of
from sanban.core.prepared import Prepared
from sanban.core.workdays import Calendar
from sanban.supervision.models import FollowUpResult, ItemState, Milestone, Source
from sanban.supervision.services.lights import light_of_item
from sanban.web.request import matter_url
from sanban.web.templatetags.words import day, lamp_span

SHOWN = (
    "matter_id", "series", "year", "number", "source", "matter__title", "owner_name",
    "lead_org__short_name", "lead_org__name", "leader__name", "lead_org_id", "leader_id",
    "state", "is_open", "is_key", "due_at", "milestone_on", "amber_at", "red_at", "progress",
    "reminder_count", "edition",
)  # fmt: skip
MORE_SHOWN = (
    "basis", "mission", "assist_names", "initiated_at", "assigned_at", "acknowledged_at",
    "latest", "problem", "next_step", "applied_at", "verify_opinion", "closed_at",
    "closed_by__name", "follow_up_result",
)  # fmt: skip
MOST_NODES = 8
SOURCES, STATES = dict(Source.choices), dict(ItemState.choices)
RESULTS = dict(FollowUpResult.choices)
NODES = Prepared(
    lambda items: (
        Milestone.objects.filter(item__in=items)
        .order_by("item_id", "position", "id")
        .values_list("item_id", "name", "due_on", "done_on")
    )
)
"""几件事项的节点：事项的编号，名称，应完成、已完成的日子。"""
DOTS = {"done": "", "miss": "miss", "todo": "todo"}


@dataclass(frozen=True, slots=True)
class Node:
    """一个节点：名称、日子、何种（done 完成、miss 迟了、todo 未到）、说法。"""

    name: str
    due_on: date
    code: str
    words: str

    @property
    def day(self) -> str:
        """几月几日。"""
        return f"{self.due_on.month}月{self.due_on.day}日"

    @property
    def dot(self) -> str:
        """小块的类名。"""
        return DOTS[self.code]


@dataclass(frozen=True, slots=True)
class Today:
    """写这一页时的今天：时刻、日子、工作日历。"""

    now: datetime
    calendar: Calendar
    day: date = field(init=False)

    def __post_init__(self) -> None:
        """今天是哪一天，一页只算一次。"""
        object.__setattr__(self, "day", day_of(self.now))


def nodes_of(items: list[int], today: Today) -> dict[int, list[Node]]:
    """各件的节点，一次查齐。"""
    found: dict[int, list[Node]] = {pk: [] for pk in items}
    for pk, name, due_on, done_on in NODES.rows(items) if items else ():
        found[pk].append(_node(name, due_on, done_on, today))
    return found


def _node(name: str, due_on: date, done_on: date | None, today: Today) -> Node:
    code = _code(due_on, done_on, today)
    until = done_on or today.day
    late = today.calendar.between(due_on, until) if due_on < until else 0
    words = {"done": f"迟 {late} 日完成" if late > 0 else "按期", "miss": f"迟 {late} 日"}
    return Node(name, due_on, code, words.get(code, ""))


def rows_of(found: Iterable[Any], today: Today, *, wide: bool) -> list[dict[str, Any]]:
    """各行要写的字；`wide` 连纸质台账的其余各栏。"""
    kept = list(found)
    codes = _codes_of([one.matter_id for one in kept], today)
    made = [_row(one, tuple(codes[one.matter_id]), today, wide=wide) for one in kept]
    if wide:
        made = [{**row, **_rest(one)} for row, one in zip(made, kept, strict=True)]
    return made


def _codes_of(items: list[int], today: Today) -> dict[int, list[str]]:
    """各件的节点只要何种，一次查齐。"""
    found: dict[int, list[str]] = {pk: [] for pk in items}
    for pk, _, due_on, done_on in NODES.rows(items) if items else ():
        found[pk].append(_code(due_on, done_on, today))
    return found


def _code(due_on: date, done_on: date | None, today: Today) -> str:
    if done_on:
        return "done"
    is_late = due_on < today.day and today.calendar.add(due_on, 0) < today.day
    return "miss" if is_late else "todo"


def plain_row(one: Any, today: Today) -> dict[str, Any]:
    """不带节点的一行。"""
    return _row(one, (), today, wide=False)


def _row(one: Any, codes: tuple[str, ...], today: Today, *, wide: bool) -> dict[str, Any]:
    lamp = light_of_item(one, now=today.now, calendar=today.calendar)
    return {
        "pk": one.matter_id,
        "url": matter_url(one.matter_id),
        "number": number_text(one),
        "unfold": unfold_button(more_url(one.matter_id), number_text(one), wide=wide),
        "pick": pick_box(one.matter_id, number_text(one)),
        "source": SOURCES[one.source],
        "title": one.matter__title,
        "lead": one.lead_org__short_name or one.lead_org__name or "",
        "owner": one.owner_name,
        "leader": one.leader__name or "",
        "due": day(one.due_at),
        "nodes": node_dots(codes),
        "progress": progress_bar(one.progress, is_late=lamp.code == "late"),
        "percent": one.progress,
        "pressed": one.reminder_count or "",
        "code": lamp.code,
        "light": lamp_span(lamp.code, lamp.label),
        "key": one.is_key,
        "edition": one.edition,
    }


@lru_cache(maxsize=1)
def _more_pattern() -> tuple[str, str]:
    before, _, after = reverse("supervision-more", kwargs={"pk": 0}).partition("0")
    return before, after


def more_url(pk: int) -> str:
    """展开一行的网址；一页几十行，不必行行去查网站地图。"""
    before, after = _more_pattern()
    return f"{before}{pk}{after}"


UNFOLD = (
    '<button type="button" class="unfold" hx-get="{0}{1}" hx-target="closest tr" '
    'hx-swap="afterend" aria-expanded="false" aria-label="展开 {2}">▸</button>{2}'
)
PICK = '<input type="checkbox" form="press" name="item" value="{}" aria-label="选 {}">'


def unfold_button(url: str, number: str, *, wide: bool) -> SafeString:
    """编号，前面是展开这一行的小钮；台账一页几十行，直接写出。"""
    return SafeString(UNFOLD.format(url, "?wide=1" if wide else "", escape(number)))


def pick_box(pk: int, number: str) -> SafeString:
    """选这一行的小格。"""
    return SafeString(PICK.format(pk, escape(number)))


def _rest(one: Any) -> dict[str, str]:
    days = ("initiated_at", "assigned_at", "acknowledged_at", "applied_at", "closed_at")
    texts = ("basis", "mission", "assist_names", "latest", "problem", "next_step")
    return {
        **{name.removesuffix("_at"): day(getattr(one, name)) for name in days},
        **{name: getattr(one, name) for name in texts},
        "opinion": one.verify_opinion,
        "closed_by": one.closed_by__name or "",
        "result": RESULTS[one.follow_up_result] if one.follow_up_result else "",
    }


def number_text(one: Any) -> str:
    """督办编号；还没有编号的写状态。"""
    if one.number:
        return f"{one.series}〔{one.year}〕{one.number}号"
    return STATES[one.state]


@lru_cache(maxsize=4096)
def node_dots(codes: tuple[str, ...]) -> SafeString:
    """节点的小块和“几个里完成几个”；太多的只写数。"""
    if not codes:
        return SafeString("")
    drawn = codes if len(codes) <= MOST_NODES else ()
    dots = format_html_join("", '<i class="{}"></i>', ((DOTS[code],) for code in drawn))
    shape = '<span class="nodes" aria-hidden="true">{}</span>{}/{}'
    return format_html(shape, dots, codes.count("done"), len(codes))


@lru_cache(maxsize=512)
def progress_bar(percent: int, *, is_late: bool) -> SafeString:
    """完成率的小条和数；逾期的红。"""
    shape = '<progress max="100" value="{0}" class="{1}"></progress> {0}%'
    return format_html(shape, percent, "late" if is_late else "")
