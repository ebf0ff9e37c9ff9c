"""发文的几本台账共用：各本的页签，谁看得到哪一本。"""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from sanban.people.models import BUSINESS, RoleCode
from sanban.web.request import Request

KEEPERS = (RoleCode.CLERK, RoleCode.DIRECTOR)
"""管代字的。"""
READERS = (*KEEPERS, RoleCode.LEADER, RoleCode.PRINCIPAL, RoleCode.ARCHIVIST)
"""看发文字号和用印登记的。"""
COUNTERS = (*KEEPERS, RoleCode.LEADER, RoleCode.PRINCIPAL)
"""看办文效能的。"""
FIRST_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Book:
    """一本台账：网址名，名称，给谁看。"""

    name: str
    label: str
    roles: tuple[str, ...]


BOOKS = (
    Book("outgoing-book", "发文登记簿", BUSINESS),
    Book("outgoing-numbers", "发文字号", READERS),
    Book("outgoing-seals", "用印登记", READERS),
    Book("outgoing-figures", "办文效能", COUNTERS),
    Book("outgoing-prefixes", "机关代字", KEEPERS),
)


def tabs(request: Request, here: str) -> list[dict[str, Any]]:
    """此人看得到的几本，现在是哪一本；只看得到一本的不画页签。"""
    shown = [one for one in BOOKS if request.roles.intersection(one.roles)]
    found = [
        {"url": reverse(one.name), "label": one.label, "current": one.name == here} for one in shown
    ]
    return found if len(found) > 1 else []


def years(this_year: int, *, every: bool = True) -> list[tuple[str, str]]:
    """近十年可选；`every` 另给“全部年度”。"""
    found = [
        (str(one), f"{one}年") for one in range(this_year, max(this_year - 10, FIRST_YEAR), -1)
    ]
    return [("", "全部年度"), *found] if every else found
