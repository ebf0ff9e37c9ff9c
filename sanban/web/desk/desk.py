"""工作台：我手上的事，按期限排；催办和事不隔夜在右边。"""

from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from sanban.inbox.models import Message
from sanban.matters.models import Matter, Todo, TodoState
from sanban.people.models import ADMINS, Person
from sanban.web import keyset
from sanban.web.request import Request, matter_url, respond, signed_in
from sanban.web.shell import calendar, todo_count

PAGE = "desk/desk.html"
HOMES = {"sys_admin": "people", "sec_admin": "roles", "audit_admin": "audit"}
GREETINGS = ((9, "早上好"), (12, "上午好"), (14, "中午好"), (18, "下午好"), (24, "晚上好"))
TABS = {"todo": "待办", "reading": "待阅", "done": "已办", "started": "我登记"}
OWN = ("matter", "person", "mode", "state", "is_reading", "due_at", "opened_at", "closed_at")
SHOWN = (
    "title",
    "urgency",
    "state",
    "stage_label",
    "due_at",
    "started_at",
    "incoming__receipt_year",
    "incoming__receipt_no",
    "incoming__sender_name",
    "incoming__sender_number",
)
LOOKED = 100
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
        "rows": [_row(one, tab) for one in found.rows],
        "empty": EMPTY[tab],
        "greeting": _greeting(request),
        "sum": _sum(request, found, tab),
        "messages_here": list(Message.objects.unread(request.me)[:6]),
        "leftovers": _leftovers(request),
        "may_register": "clerk" in request.roles,
        "is_leader": "leader" in request.roles,
        "now": request.now,
        "days": days,
    }


def _page(request: Request, tab: str) -> keyset.Page:
    rows, names = _source(request.me, tab)
    total = partial(todo_count, request) if tab == "todo" else None
    return keyset.page(rows, names, request.GET, total=total)


def _source(me: Person, tab: str) -> tuple[QuerySet[Any], tuple[str, ...]]:
    wide = ("matter__incoming", "on_behalf_of")
    shown = (*OWN, *(f"matter__{name}" for name in SHOWN), "on_behalf_of__name")
    if tab == "started":
        return Matter.objects.started_by(me).select_related("incoming").only(*SHOWN), ("-id",)
    if tab == "done":
        return Todo.objects.done_by(me).select_related(*wide).only(*shown), ("-id",)
    rows = Todo.objects.reading_of(me) if tab == "reading" else Todo.objects.desk_of(me)
    return rows.select_related(*wide).only(*shown), ("due_at", "id")


def _row(one: Todo | Matter, tab: str) -> dict[str, Any]:
    if isinstance(one, Matter):
        return {
            "matter": one,
            "url": matter_url(one.pk),
            "stage": one.stage_label,
            "due_at": one.due_at,
            "state": one.state,
            "when": one.started_at,
        }
    done = one.state == TodoState.DONE
    return {
        "todo": one,
        "matter": one.matter,
        "url": matter_url(one.matter_id),
        "stage": "加签" if one.mode == "added" else one.matter.stage_label,
        "due_at": one.matter.due_at if done else one.due_at,
        "state": one.matter.state if done or one.is_reading else "running",
        "when": one.closed_at if done else one.opened_at,
    }


def _greeting(request: Request) -> str:
    hour = timezone.localtime(request.now).hour
    word = next(text for limit, text in GREETINGS if hour < limit)
    return f"{word}，{request.me.name}"


def _sum(request: Request, found: keyset.Page, tab: str) -> str:
    if tab != "todo" or not found.rows:
        return ""
    late = Todo.objects.desk_of(request.me).filter(due_at__lt=request.now)
    count = keyset.capped(late) if found.rows[0].due_at < request.now else "0"
    return f"待办 {found.total} 件" + (f"，逾期 {count} 件" if count != "0" else "，没有逾期的")


def _leftovers(request: Request) -> list[tuple[str, int]]:
    """事不隔夜：今天以前送到、当天该清而没清的；只看先到期的一百件。"""
    rows = Todo.objects.desk_of(request.me).values_list("stage", "opened_at")
    midnight = timezone.localtime(request.now).replace(hour=0, minute=0, second=0, microsecond=0)
    late = [stage for stage, opened in rows[:LOOKED] if opened < midnight]
    found = ((label, late.count(stage)) for stage, label in SAME_DAY.items())
    return [row for row in found if row[1]]
