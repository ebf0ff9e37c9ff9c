"""工作台：我手上的事，按期限排；催办和事不隔夜在右边。"""

from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.safestring import mark_safe

from sanban.core.workdays import Calendar
from sanban.documents.models import receipt_text
from sanban.inbox.models import NEWEST_UNREAD
from sanban.matters.models import LATE_ON_DESK, LEFT_BEHIND, Matter, Todo, TodoState
from sanban.people.models import ADMINS, Person
from sanban.web import keyset
from sanban.web.keyset import Listed
from sanban.web.request import Request, matter_url, respond, signed_in
from sanban.web.shell import calendar, todo_count
from sanban.web.templatetags.words import light, moment, rush

PAGE = "desk/desk.html"
HOMES = {"sys_admin": "people", "sec_admin": "roles", "audit_admin": "audit"}
GREETINGS = ((9, "早上好"), (12, "上午好"), (14, "中午好"), (18, "下午好"), (24, "晚上好"))
TO_READ = mark_safe('<span class="light go">待阅</span>')
# 末一列写什么：表头，手机上的小字
COLUMNS = {
    "todo": ("期限", "期限"),
    "reading": ("送阅时间", "送阅"),
    "done": ("办理时间", "办理"),
    "started": ("登记时间", "登记"),
}
TABS = {"todo": "待办", "reading": "待阅", "done": "已办", "started": "我登记"}
MINE = (
    "id",
    "matter_id",
    "mode",
    "state",
    "is_reading",
    "due_at",
    "opened_at",
    "closed_at",
    "on_behalf_of__name",
)
SHOWN = (
    "title",
    "urgency",
    "state",
    "stage_label",
    "due_at",
    "incoming__receipt_year",
    "incoming__receipt_no",
    "incoming__sender_name",
    "incoming__sender_number",
)
SAME_DAY = {"register": "登记", "propose": "拟办", "assign": "分办"}
# fmt: off
EMPTY = {
    "todo":    ("手上没有待办", "送到您这里的事项会列在这里，期限近的在前。"),
    "reading": ("没有待阅", "送您传阅的文件会列在这里，不影响别人办理。"),
    "done":    ("还没有办过的事项", "您办过的事项会列在这里，还能撤回的在事项页里撤回。"),
    "started": ("还没有登记过", "您登记的收文会列在这里，可以看办到哪一步。"),
}
# fmt: on


@signed_in
def show(request: Request) -> HttpResponse:
    """看工作台；三员没有业务，去各自的页。"""
    admin = next((code for code in ADMINS if code in request.roles), None)
    if admin:
        return redirect(HOMES[admin])
    tab = request.GET.get("tab", "todo")
    return respond(request, PAGE, context(request, tab if tab in TABS else "todo"))


def context(request: Request, tab: str) -> dict[str, Any]:
    """工作台要的全部内容。"""
    days = calendar(timezone.localdate())
    found = _page(request, tab)
    return {
        "tab": tab,
        "tabs": [
            {"code": code, "label": label, "current": code == tab} for code, label in TABS.items()
        ],
        "pager": found,
        "rows": [_row(one, tab, request.now, days) for one in found.rows],
        "picks": tab in ("todo", "reading"),
        "column": COLUMNS[tab],
        "empty": EMPTY[tab],
        "greeting": _greeting(request),
        "sum": _sum(request, found, tab),
        "messages_here": _messages(request.me),
        "leftovers": _leftovers(request),
        "may_register": "clerk" in request.roles,
        "is_leader": "leader" in request.roles,
    }


def _messages(me: Person) -> list[dict[str, str]]:
    rows = NEWEST_UNREAD.rows(me.pk)
    return [{"link": one.link, "title": one.title, "when": moment(one.sent_at)} for one in rows]


def _page(request: Request, tab: str) -> keyset.Page:
    total = partial(todo_count, request) if tab == "todo" else None
    return LISTS[tab].page(request.me.pk, asked=request.GET, total=total)


# fmt: off
OF_TODO = (*MINE, *(f"matter__{name}" for name in SHOWN))
BY_DUE, NEWEST = ("due_at", "id"), ("-id",)
LISTS = {
    "todo": Listed(
        Todo, lambda person: Todo.objects.desk_of(Person(pk=person)),
        columns=OF_TODO, order=BY_DUE),
    "reading": Listed(
        Todo, lambda person: Todo.objects.reading_of(Person(pk=person)),
        columns=OF_TODO, order=BY_DUE),
    "done": Listed(
        Todo, lambda person: Todo.objects.done_by(Person(pk=person)),
        columns=OF_TODO, order=NEWEST),
    "started": Listed(
        Matter, lambda person: Matter.objects.started_by(Person(pk=person)),
        columns=("id", "started_at", *SHOWN), order=NEWEST),
}
# fmt: on


class Seen(NamedTuple):
    """列出来的一件事项：`SHOWN` 各栏。"""

    title: str
    urgency: str
    state: str
    stage_label: str
    due_at: datetime
    receipt_year: int | None
    receipt_no: int
    sender_name: str
    sender_number: str

    @property
    def source(self) -> str:
        """收文号和来文单位；不是收文的没有。"""
        if self.receipt_year is None:
            return ""
        number = receipt_text(self.receipt_year, self.receipt_no)
        return f"收文 {number}　{self.sender_name}　{self.sender_number}"


def _row(one: Any, tab: str, now: datetime, days: Calendar) -> dict[str, Any]:
    """一行要写的字，都现成：一页几十行，不在模板里逐格去算。"""
    seen = Seen(*one[-len(SHOWN) :])
    row = plain_row(one, tab, seen)
    state, due_at = row["state"], row["due_at"]
    lit = light(state, due_at, now, days, seen.stage_label) if tab != "reading" else TO_READ
    shown = due_at if tab == "todo" else row["when"]
    return {
        "title": seen.title,
        "light": lit,
        "source": seen.source,
        "rush": rush(seen.urgency),
        **row,
        "when": moment(shown),
    }


def plain_row(one: Any, tab: str, seen: Seen) -> dict[str, Any]:
    """一行各栏的数，还没写成页面上的样子；导出也用它。"""
    return _started(one, seen) if tab == "started" else _todo(one, seen)


def _started(one: Any, seen: Seen) -> dict[str, Any]:
    return {
        "url": matter_url(one.id),
        "stage": seen.stage_label,
        "due_at": seen.due_at,
        "state": seen.state,
        "when": one.started_at,
    }


def _todo(one: Any, seen: Seen) -> dict[str, Any]:
    done = one.state == TodoState.DONE
    return {
        "pk": str(one.id),
        "url": matter_url(one.matter_id),
        "on_behalf_of": one.on_behalf_of__name,
        "stage": "加签" if one.mode == "added" else seen.stage_label,
        "due_at": seen.due_at if done else one.due_at,
        "state": seen.state if done or one.is_reading else "running",
        "when": one.closed_at if done else one.opened_at,
    }


def _greeting(request: Request) -> str:
    hour = timezone.localtime(request.now).hour
    word = next(text for limit, text in GREETINGS if hour < limit)
    return f"{word}，{request.me.name}"


def _sum(request: Request, found: keyset.Page, tab: str) -> str:
    if tab != "todo" or not found.rows:
        return ""
    is_late = found.rows[0].due_at < request.now
    count = keyset.counted(LATE_ON_DESK, request.me.pk, request.now) if is_late else "0"
    return f"待办 {found.total} 件" + (f"，逾期 {count} 件" if count != "0" else "，没有逾期的")


def _leftovers(request: Request) -> list[tuple[str, int]]:
    """事不隔夜：今天以前送到、当天该清而没清的；只看先到期的一百件。"""
    midnight = timezone.localtime(request.now).replace(hour=0, minute=0, second=0, microsecond=0)
    late = LEFT_BEHIND.rows(request.me.pk, midnight)
    found = ((label, late.count(stage)) for stage, label in SAME_DAY.items())
    return [row for row in found if row[1]]
