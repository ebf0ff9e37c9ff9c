"""外壳要用的几项：单位名称、日期行、待办数、左侧栏。"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import import_module
from typing import Any, cast

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from sanban.core import services as core
from sanban.core.models import Holiday
from sanban.core.prepared import counts
from sanban.core.workdays import Calendar
from sanban.inbox.models import UNREAD
from sanban.matters.models import ON_DESK
from sanban.people.models import ADMINS, BUSINESS, Account, Person
from sanban.web.keyset import CAP, told
from sanban.web.templatetags.words import WEEK

KEPT_SECONDS = 30
SOON_DAYS = 7


@dataclass(frozen=True, slots=True)
class Link:
    """左侧栏的一行；`under` 是它管着的页名的几种开头，`roles` 为空人人可见。"""

    name: str
    label: str
    under: tuple[str, ...]
    roles: tuple[str, ...] = ()

    def holds(self, here: str) -> bool:
        """现在这一页归不归它管。"""
        return here == self.name or here.startswith(self.under)


OFFICE = ("clerk", "director", "leader", "section_head", "drafter", "archivist")
# fmt: off
RAIL: tuple[tuple[str, tuple[Link, ...]], ...] = (
    ("做", (
        Link("register", "收文",       ("register", "intake", "matter"), BUSINESS),
        Link("outgoing-book", "发文",  ("outgoing", "draft"), BUSINESS),
        Link("material-calls", "约稿", ("material",),
             ("drafter", "clerk", "section_head", "director")),
        Link("plans",    "计划",       ("plan",),
             ("supervisor", "director", "clerk", "section_head", "drafter", "leader")),
        Link("supervision", "督办",    ("supervision", "item", "campaign"), BUSINESS),
        Link("blockages", "堵点",      ("blockage", "site-check", "burden"),
             ("supervisor", "director", "clerk")),
        Link("tasks",    "承办任务",   ("task",),     ("liaison", "principal")),
        Link("received", "本单位收件", ("received",), ("liaison",)),
        Link("archive",  "档案",       ("archive",),  OFFICE),
    )),
    ("效", (
        Link("statistics", "统计",     ("statistic",),
             ("supervisor", "director", "leader", "principal", "clerk", "section_head")),
        Link("circulars", "通报",      ("circular",),
             ("supervisor", "director", "leader", "principal", "clerk", "section_head",
              "liaison")),
        Link("analyses", "分析研判",   ("analysis",),
             ("supervisor", "director", "leader", "section_head")),
    )),
    ("管", (
        Link("orgs",     "单位",       ("org",),      ("sys_admin", "clerk", "director")),
        Link("people",   "人员",       ("person",),   ("sys_admin", "clerk", "director")),
        Link("accounts", "账号",       ("account",),  ("sys_admin",)),
        Link("roles",    "角色",       ("role",),     ("sec_admin",)),
        Link("holidays", "节假日",     ("holiday",),  ("sys_admin", "clerk")),
        Link("channels", "提醒通道",   ("channel", "contact"), ("sys_admin",)),
        Link("jobs",     "后台工作",   ("job", "dead"), ("sys_admin",)),
        Link("operations", "运行情况", ("operation", "slow"), ("sys_admin",)),
        Link("backups",  "备份",       ("backup",),   ("sys_admin",)),
        Link("audit",    "审计",       ("audit",),    ("audit_admin",)),
    )),
)
MINE = (("phrases", "常用意见"), ("delegations", "委托代办"), ("tokens", "订阅与接口"))
# fmt: on


def shell(request: HttpRequest) -> dict[str, Any]:
    """模板的公共部分；没登录的只有单位名称。"""
    kept = office()
    base = {**kept, "version": settings.VERSION}
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
        kept = {
            "office_name": found.get("office_name", "办公室"),
            "is_demo": found.get("is_demo") == "1",
            "feedback": found.get("feedback", ""),
        }
        cache.set("office", kept, KEPT_SECONDS)
    return dict(kept)


def calendar(today: date) -> Calendar:
    """工作日历，存半分钟。"""
    kept: Calendar | None = cache.get("calendar")
    if kept is None:
        kept = Holiday.objects.calendar(today)
        cache.set("calendar", kept, KEPT_SECONDS)
    return kept


def todo_count(request: HttpRequest) -> str:
    """待办几件，数到一千为止；角标和列表用同一个数。"""
    return _counts(request)[0]


def _counts(request: HttpRequest) -> tuple[str, str]:
    """待办几件、没读的消息几条；一次请求只数一遍，一句数完。"""
    kept: tuple[str, str] | None = getattr(request, "counts_kept", None)
    if kept is None:
        me = cast(Account, request.user).person_id
        todos, unread = counts((ON_DESK, me), (UNREAD, me), most=CAP + 1)
        kept = (told(todos), told(unread))
        request.counts_kept = kept  # type: ignore[attr-defined]
    return kept


@lru_cache(maxsize=64)
def _url(name: str) -> str:
    """网站地图不变，一个名字只查一次。"""
    return reverse(name)


def _mine(request: HttpRequest, me: Person) -> dict[str, Any]:
    roles = {held.role for held in me.holdings.all()}
    named = request.resolver_match.url_name if request.resolver_match else ""
    here = getattr(request, "rail", "") or named
    return {
        "me": {"id": me.pk, "name": me.name, "post": me.office_section or me.post_name},
        "me_links": [(_url(name), label) for name, label in MINE if roles - set(ADMINS)],
        "large": cast(Account, request.user).is_large_type,
        "todo_count": todo_count(request),
        "message_count": _counts(request)[1],
        "rail": (_desk(here or "") if roles - set(ADMINS) else [])
        + [(mark, rows) for mark, links in RAIL if (rows := _rows(links, roles, here or ""))],
    }


def _desk(here: str) -> list[tuple[str, list[tuple[str, str, str, bool]]]]:
    return [("", [(_url("desk"), "工作台", "", here == "desk")])]


def _rows(links: tuple[Link, ...], roles: set[str], here: str) -> list[tuple[str, str, str, bool]]:
    seen = [link for link in links if not link.roles or roles.intersection(link.roles)]
    return [(_url(one.name), one.label, "", one.holds(here)) for one in seen]


def _days(today: date) -> dict[str, str]:
    return {
        "today_line": f"{today.month}月{today.day}日 星期{WEEK[today.weekday()]}",
        "lunar_line": _lunar(today) + _next_change(today),
    }


@lru_cache(maxsize=4)
def _lunar(today: date) -> str:
    """农历和节气；历书要头一回开页面才装，后台用不着。"""
    solar = import_module("lunar_python").Solar
    lunar = solar.fromYmd(today.year, today.month, today.day).getLunar()
    term = lunar.getJieQi()
    words = f"农历{lunar.getMonthInChinese()}月{lunar.getDayInChinese()}"
    return words + (f"　{term}" if term else "")


def _next_change(today: date) -> str:
    found = calendar(today)
    days = sorted(day for day in found.days if 0 <= (day - today).days <= SOON_DAYS)
    if not days:
        return "" if found.knows(today) else f"　{today.year}年放假安排未录"
    day = days[0]
    what = "上班" if found.days[day] else "放假"
    return f"　{day.month}月{day.day}日（周{WEEK[day.weekday()]}）{what}"
