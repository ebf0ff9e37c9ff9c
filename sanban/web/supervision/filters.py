"""台账的筛选：一行下拉框，全在网址里；牵头单位、包抓领导的名单存半分钟。

不用 Django 的表单：二百个单位的下拉框，表单每次要复制、核对一遍，页页都花这个时间。
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.cache import cache
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sanban.people.models import Org, Person, RoleCode
from sanban.supervision.models import ItemState, LedgerFilter, Source
from sanban.supervision.services.lights import LIGHTS
from sanban.web.request import number
from sanban.web.widgets import options

KEPT_SECONDS = 30
FIRST_YEAR = 2000
LONGEST_TEXT = 100
Choices = tuple[tuple[str, str], ...]
GROUPS = {
    "lead": "按牵头单位",
    "leader": "按包抓领导",
    "source": "按来源",
    "light": "按灯",
    "none": "不分组",
}
SORTS = {
    "number": "按编号",
    "due": "按时限",
    "red": "按轻重缓急",
    "progress": "按完成率",
    "pressed": "按催办次数",
}
OPENNESS = {"open": "在办（不含办结）", "ended": "已了结", "all": "全部"}
COLUMNS = {"main": "主要栏目", "all": "全部栏目"}
# fmt: off
LABELS = {
    "group": "分组", "source": "来源", "lead": "牵头单位", "leader": "包抓领导",
    "openness": "在办与否", "text": "关键词", "sort": "排序", "year": "年度", "light": "灯",
    "state": "状态", "owed_by": "承办单位", "columns": "栏目",
}
# fmt: on
ROW = ("group", "source", "leader", "openness", "text")
MORE = ("lead", "owed_by", "year", "state", "light", "sort", "columns")
# 看板、横道图、日历用不上的
LEDGER_ONLY = ("group", "sort", "columns")
USUAL = {"group": "lead", "sort": "number", "openness": "open", "columns": "main"}
NUMBERS = ("year", "lead", "leader", "owed_by")
PARTS = ("source", "state", "light", "text")
PAGING = ("after", "before", "end", "start", "size")
TEXT_SHAPE = '<input type="text" name="text" id="id_text" size="16" maxlength="{}" placeholder="{}"'


def _any(label: str, choices: object) -> Choices:
    found = [(str(code), str(text)) for code, text in choices if code]  # type: ignore[attr-defined]
    return (("", label), *found)


FIXED: dict[str, Choices] = {
    "group": tuple(GROUPS.items()),
    "source": _any("全部来源", Source.choices),
    "openness": tuple(OPENNESS.items()),
    "sort": tuple(SORTS.items()),
    "light": _any("全部", LIGHTS.items()),
    "state": _any("全部状态", ItemState.choices),
    "columns": tuple(COLUMNS.items()),
}


@dataclass(frozen=True, slots=True)
class Field:
    """筛选栏里的一格：叫什么、怎样写。"""

    label: str
    html: SafeString


class LedgerForm:
    """台账的筛选；没填过的看在办的，按牵头单位分组；选得不对的当没选。"""

    def __init__(self, asked: QueryDict, *, year: int) -> None:
        self._offered = {**FIXED, **names(), "year": _years(year)}
        self._given = {name: self._read(asked, name) for name in LABELS}
        self.is_filtered = any(self._given[name] != USUAL.get(name, "") for name in LABELS)

    def _read(self, asked: QueryDict, name: str) -> str:
        text = str(asked.get(name, ""))
        if name == "text":
            return text.strip()[:LONGEST_TEXT]
        known = text and any(code == text for code, _ in self._offered[name])
        return text if known else USUAL.get(name, "")

    def given(self, name: str) -> str:
        """一项选了什么。"""
        return self._given[name]

    def told(self, name: str) -> str:
        """选的那一项怎样叫；没选的为空。"""
        value = self.given(name)
        found = (label for code, label in self._offered.get(name, ()) if code == value)
        return next(found, "") if value else ""

    def fields(self, wanted: tuple[str, ...]) -> list[Field]:
        """几格。"""
        return [Field(LABELS[name], self._written(name)) for name in wanted]

    def _written(self, name: str) -> SafeString:
        value = self.given(name)
        if name == "text":
            shape = TEXT_SHAPE + ' value="{}">'
            return format_html(shape, LONGEST_TEXT, "事项 / 编号 / 责任人", value)
        written = options(self._offered[name], value)
        return format_html('<select name="{0}" id="id_{0}">{1}</select>', name, written)

    def chosen(self) -> LedgerFilter:
        """选好的条件。"""
        given: dict[str, str] = {name: self.given(name) for name in PARTS}
        found: dict[str, int | None] = {name: number(self.given(name)) for name in NUMBERS}
        openness = self.given("openness").replace("all", "")
        return LedgerFilter(**given, **found, openness=openness)  # type: ignore[arg-type]


def _years(year: int) -> Choices:
    return _any("全部年度", [(str(one), f"{one}年") for one in range(year, FIRST_YEAR, -1)])


def names() -> dict[str, Choices]:
    """在用的单位、在岗的领导，各按排序；存半分钟。"""
    kept: dict[str, Choices] | None = cache.get("supervision-names")
    if kept is None:
        orgs = Org.objects.filter(is_active=True).order_by("rank_order", "id")
        leaders = Person.objects.filter(is_active=True, holdings__role=RoleCode.LEADER)
        ranked = leaders.distinct().order_by("rank_order", "id")
        offered = [(one.pk, str(one)) for one in orgs]
        kept = {
            "lead": _any("全部牵头单位", offered),
            "owed_by": _any("全部承办单位", offered),
            "leader": _any("全部包抓领导", [(one.pk, one.name) for one in ranked]),
        }
        cache.set("supervision-names", kept, KEPT_SECONDS)
    return kept


def kept_query(asked: QueryDict, **changes: str) -> str:
    """网址里的筛选，改掉几项；翻页的几项和空的不留。"""
    kept = {name: str(value) for name, value in asked.items() if name not in PAGING}
    return urlencode({name: value for name, value in {**kept, **changes}.items() if value})
