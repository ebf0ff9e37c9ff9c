"""外壳要用的几项：单位名称、日期行、待办数、左侧栏。"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from lunar_python import Lunar, Solar

from sanban.core import services as core
from sanban.core.models import Holiday
from sanban.core.workdays import Calendar
from sanban.inbox.models import Message
from sanban.matters.models import Todo
from sanban.people.models import Person

WEEK = "一二三四五六日"
CAP = 1000
KEPT_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Link:
    """左侧栏的一行；`roles` 为空人人可见。"""

    name: str
    label: str
    roles: tuple[str, ...] = ()


BUSINESS = ("clerk", "director", "leader", "section_head", "drafter", "supervisor",
            "info_officer", "duty_officer", "archivist", "liaison")
# fmt: off
RAIL: tuple[tuple[str, str, tuple[Link, ...]], ...] = (
    ("做", "办文", (
        Link("register",  "收文",     BUSINESS),
        Link("received",  "本单位收件", ("liaison",)),
        Link("archive",   "档案",     ("clerk", "director", "archivist")),
    )),
    ("管", "管理", (
        Link("orgs",      "单位",     ("sys_admin", "clerk")),
        Link("people",    "人员",     ("sys_admin", "clerk")),
        Link("roles",     "角色",     ("sec_admin",)),
        Link("holidays",  "节假日",   ("sys_admin", "clerk")),
        Link("jobs",      "后台工作", ("sys_admin",)),
        Link("audit",     "审计",     ("audit_admin",)),
    )),
)
# fmt: on


def shell(request: HttpRequest) -> dict[str, Any]:
    """模板的公共部分；没登录的只有单位名称。"""
    kept = office()
    base = {"office_name": kept["office_name"], "is_demo": kept["is_demo"], "version": settings.VERSION}
    if not request.user.is_authenticated:
        return {"shell": base}
    me = request.user.person
    today = timezone.localdate()
    return {"shell": {**base, **_mine(request, me), **_days(today)}}


def office() -> dict[str, Any]:
    """单位名称等设置，存半分钟。"""
    kept = cache.get("office")
    if kept is None:
        found = core.options()
        kept = {"office_name": found.get("office_name", "办公室"),
                "is_demo": found.get("is_demo") == "1", **found}
        kept["is_demo"] = found.get("is_demo") == "1"
        cache.set("office", kept, KEPT_SECONDS)
    return dict(kept)


def calendar(today: date) -> Calendar:
    """工作日历，存半分钟。"""
    kept = cache.get("calendar")
    if kept is None:
        kept = Holiday.objects.calendar(today)
        cache.set("calendar", kept, KEPT_SECONDS)
    return kept


def capped(rows: Any) -> str:
    """数到一千为止。"""
    found = rows.order_by()[: CAP + 1].count()
    return f"{CAP}+" if found > CAP else str(found)


def _mine(request: HttpRequest, me: Person) -> dict[str, Any]:
    roles = {held.role for held in me.holdings.all()}
    path = request.resolver_match.url_name if request.resolver_match else ""
    return {
        "me": me,
        "account": request.user,
        "large": request.user.is_large_type,
        "todo_count": capped(Todo.objects.desk_of(me)),
        "message_count": capped(Message.objects.unread(me)),
        "rail": [(mark, label, rows) for mark, label, links in RAIL
                 if (rows := _rows(links, roles, path or ""))],
        "here": path,
    }


def _rows(links: tuple[Link, ...], roles: set[str], path: str) -> list[dict[str, Any]]:
    seen = [link for link in links if not link.roles or roles.intersection(link.roles)]
    return [{"url": link.name, "label": link.label, "current": path.startswith(link.name)}
            for link in seen]


def _days(today: date) -> dict[str, str]:
    lunar: Lunar = Solar.fromYmd(today.year, today.month, today.day).getLunar()
    term = lunar.getJieQi()
    words = f"农历{lunar.getMonthInChinese()}月{lunar.getDayInChinese()}" + (f"　{term}" if term else "")
    return {
        "today_line": f"{today.month}月{today.day}日 星期{WEEK[today.weekday()]}",
        "lunar_line": words + _next_change(today),
    }


def _next_change(today: date) -> str:
    found = calendar(today)
    days = sorted(day for day in found.days if 0 <= (day - today).days <= 7)
    if not days:
        return "" if found.knows(today) else f"　{today.year}年放假安排未录"
    day = days[0]
    return f"　{day.month}月{day.day}日（周{WEEK[day.weekday()]}）{'上班' if found.days[day] else '放假'}"
