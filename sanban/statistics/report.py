"""一个数：分母是哪些行，分子是其中哪些，按什么分；数、表、图、下钻、Excel 都由它得出。

口径只写在 `reports/<代号>.py` 一处：分母是一个查询集，分子是它的一个条件，所以点一个数看到的
行，正是数它时数的那些行。
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from sanban.statistics.span import Span

COUNT, RATE, DAYS = "count", "rate", "days"
"""件数（次数）、比率、平均几个工作日。"""
UNIT, SOURCE, LEADER, MONTH, PART = "unit", "source", "leader", "month", "part_of_office"
DIMENSIONS = {
    UNIT: "单位",
    SOURCE: "来源",
    LEADER: "包抓领导",
    MONTH: "月份",
    PART: "科室",
}
SUPERVISION = "督查督办"
NONE = "—"
"""没有分母的数，写成一横。"""
OF_ITEM: Mapping[str, Any] = {UNIT: "lead_org_id", SOURCE: "source", LEADER: "leader_id"}
OF_ROW: Mapping[str, Any] = {
    UNIT: "item__lead_org_id", SOURCE: "item__source", LEADER: "item__leader_id",
}  # fmt: skip
"""行挂在督办事项上的，单位是牵头单位。"""
OF_ASKED: Mapping[str, Any] = {**OF_ROW, UNIT: "org_id"}
"""行自己写明是哪个单位的。"""
OF_EITHER: Mapping[str, Any] = {**OF_ROW, UNIT: Coalesce("org_id", "item__lead_org_id")}
"""行写明了单位的算那个单位，没有写明的算牵头单位。"""
OF_MATTER: Mapping[str, Any] = {PART: "office_section_id"}


def every(_span: Span) -> Q:
    """分母里的全部。"""
    return Q()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """一个数的口径。

    :param code: 代号，就是文件名。
    :param whole: 期间 → 分母的行。
    :param part: 期间 → 分子在分母里的条件；件数、平均天数没有分子。
    :param moment: 一行算在哪个月，看哪一栏；`is_day` 是说那一栏是日子，不是时刻。
    :param split: 按什么分：分法的代号 → 行里的栏或算式。
    :param whole_label: 分母叫什么；`part_label` 分子叫什么。
    :param span_of: 平均天数从哪一栏的日子数到哪一栏。
    :param better: 1 越高越好，-1 越低越好，0 不分好坏。
    :param item: 从一行到督办事项的路，事项自己为空。
    """

    code: str
    title: str
    kind: str
    unit: str
    whole: Callable[[Span], QuerySet[Any]]
    moment: str
    whole_label: str
    part: Callable[[Span], Q] = every
    part_label: str = ""
    split: Mapping[str, Any] = field(default_factory=lambda: OF_ITEM)
    span_of: tuple[str, str] = ("", "")
    better: int = 0
    item: str = ""
    is_day: bool = False
    family: str = SUPERVISION

    @property
    def dimensions(self) -> dict[str, str]:
        """能按什么分。"""
        return {code: DIMENSIONS[code] for code in (*self.split, MONTH)}

    @property
    def columns(self) -> tuple[str, ...]:
        """表里数的各栏。"""
        if self.kind == RATE:
            return (self.whole_label, self.part_label, self.title)
        return (self.whole_label, self.title) if self.kind == DAYS else (self.whole_label,)

    @property
    def key(self) -> str:
        """一行的主键是哪一栏；各行照它翻页。"""
        return "matter_id" if self.is_items else "id"

    @property
    def is_items(self) -> bool:
        """一行就是一件督办事项。"""
        return self.family == SUPERVISION and not self.item

    @property
    def matter(self) -> str:
        """从一行到事项的编号。"""
        return f"{self.item}_id" if self.item else self.key

    @property
    def matter_title(self) -> str:
        """从一行到事项的标题。"""
        if self.item:
            return f"{self.item}__matter__title"
        return "matter__title" if self.is_items else "title"


@dataclass(frozen=True, slots=True)
class Row:
    """数出来的一行。

    :param key: 单位、领导的编号，来源的代号，或者月份；合计为空。
    :param whole: 分母；`part` 分子，平均天数的是一共几个工作日。
    """

    report: Report
    key: str
    label: str
    whole: int
    part: int

    @property
    def value(self) -> float | None:
        """数：比率是百分数，没有分母的为空。"""
        if self.report.kind == COUNT:
            return float(self.whole)
        if not self.whole:
            return None
        return self.part / self.whole * (100 if self.report.kind == RATE else 1)

    @property
    def text(self) -> str:
        """数的写法：比率、天数一位小数。"""
        if self.value is None:
            return NONE
        if self.report.kind == COUNT:
            return str(self.whole)
        return f"{self.value:.1f}%" if self.report.kind == RATE else f"{self.value:.1f}"
