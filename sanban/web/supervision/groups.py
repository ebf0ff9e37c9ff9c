"""台账的分组和排序：至多两千件时才分、才随意排；组头写在办几件、各灯几件、按期办结率。"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.core.cache import cache
from django.db.models import Case, Count, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import Coalesce

from sanban.core.local import day_of
from sanban.people.models import Org, Person
from sanban.statistics.reports.due import is_due
from sanban.statistics.reports.on_time import on_time
from sanban.statistics.span import Span
from sanban.supervision.models import Source, SupervisedItem, lit
from sanban.supervision.services.lights import LIGHTS

MOST = 2000
"""分组、随意排序至多这么多件；再多，一页要等很久。"""
RUNNING = ("late", "near", "go", "hold")
LAST, KEPT_SECONDS = 9, 30
EITHER = (True, False)
"""在办、办完都算；写出来，库就能走“组、在办与否、时限”的索引，只看今年到期的。"""


@dataclass(frozen=True, slots=True)
class Grouping:
    """一种分法：按哪一栏，名称从哪几栏取，组的次序，按期办结率按哪一栏分（空为不分）。"""

    column: str
    names: tuple[str, ...]
    order: tuple[Any, ...]
    rated: str


# fmt: off
GROUPINGS = {
    "lead": Grouping("lead_org_id", ("lead_org__short_name", "lead_org__name"),
                     (F("lead_org__rank_order").asc(nulls_last=True), "lead_org_id"), "lead_org"),
    "leader": Grouping("leader_id", ("leader__name",),
                       (F("leader__rank_order").asc(nulls_last=True), "leader_id"), "leader"),
    "source": Grouping("source", (), ("source",), "source"),
    "light": Grouping("lamp", (), ("lamp",), ""),
}
SORTINGS: dict[str, tuple[str, ...]] = {
    "number":   ("-year", "-number", "-matter_id"),
    "due":      ("due_at", "matter_id"),
    "red":      ("red_at", "matter_id"),
    "progress": ("progress", "matter_id"),
    "pressed":  ("-reminder_count", "matter_id"),
}
# fmt: on
NAMED = ("lead", "leader", "source")
"""组有名称、能按组去取的。"""
ANY_SIZE = ("number", "due")
"""件数再多也能用的排序：有索引。"""
UNNAMED = {"lead": "未定牵头单位", "leader": "未定包抓领导"}
LAMPS = tuple(LIGHTS)


@dataclass(frozen=True, slots=True)
class Group:
    """一组：名称、几件、各灯几件、按期办结率（`rate` 空为没有应办结的）。"""

    key: Any
    name: str
    count: int
    lights: list[tuple[str, str, int]]
    rate: str = ""
    told: str = ""


def lamp_of(now: datetime) -> Case:
    """每件亮第几种灯，次序同 `LIGHTS`。"""
    cases = [When(lit(code, now), then=Value(n)) for n, code in enumerate(LAMPS)]
    return Case(*cases, default=Value(LAST), output_field=IntegerField())


def arranged(rows: QuerySet[SupervisedItem], group: str, sort: str, now: datetime) -> Any:
    """按组、按序排好的。"""
    if group == "light":
        rows = rows.annotate(lamp=lamp_of(now))
    order = GROUPINGS[group].order if group in GROUPINGS else ()
    return rows.order_by(*order, *SORTINGS[sort])


def counted(rows: QuerySet[SupervisedItem], group: str, now: datetime) -> list[Group]:
    """各组，按组的次序；一句查齐：每组每种灯一行，再并成一组。"""
    one = GROUPINGS[group]
    columns = dict.fromkeys((one.column, *one.names, "lamp"))
    lamps = rows.annotate(lamp=lamp_of(now)).order_by(*one.order).values(*columns)
    found: dict[Any, list[dict[str, Any]]] = {}
    for row in lamps.annotate(n=Count("pk")):
        found.setdefault(row[one.column], []).append(row)
    return [_group(same, group) for same in found.values()]


def per_group(rows: QuerySet[SupervisedItem], group: str, now: datetime) -> Any:
    """每组一行：组、共几件、各灯几件；不连名称和位次，几千件也快，可以只编一次。

    组写成算式（`Coalesce`），库就不会为了省一次排序，顺着组的索引把历年办完的都看一遍。
    """
    lamps = {f"n_{code}": Count("pk", filter=lit(code, now)) for code in LAMPS}
    column = GROUPINGS[group].column
    found = rows.order_by().values(key=Coalesce(column, column))
    return found.annotate(whole=Count("pk"), **lamps).values_list("key", "whole", *lamps)


def grouped(lines: Iterable[tuple[Any, ...]], group: str) -> list[Group]:
    """`per_group` 的各行成为组，按组的次序；名称和位次存半分钟。"""
    known = _ranked(group)
    last = (len(known), "")
    found = sorted(lines, key=lambda line: (known.get(line[0], last)[0], line[0] or 0))
    return [_of_line(line, known.get(line[0], last)[1] or _unnamed(group)) for line in found]


def _of_line(line: tuple[Any, ...], name: str) -> Group:
    pairs = zip(LIGHTS.items(), line[2:], strict=True)
    lights = [(code, label, count) for (code, label), count in pairs if count]
    return Group(line[0], name, line[1], lights)


def _unnamed(group: str) -> str:
    return UNNAMED.get(group, "")


def _ranked(group: str) -> dict[Any, tuple[int, str]]:
    """组 → 位次和名称。"""
    if group == "source":
        return {one.value: (n, str(one.label)) for n, one in enumerate(sorted(Source))}
    kept: dict[Any, tuple[int, str]] | None = cache.get(f"supervision-{group}")
    if kept is None:
        model: Any = Org if group == "lead" else Person
        rows = model.objects.order_by("rank_order", "id")
        kept = {
            one.pk: (n, getattr(one, "short_name", "") or one.name) for n, one in enumerate(rows)
        }
        cache.set(f"supervision-{group}", kept, KEPT_SECONDS)
    return kept


def _group(same: list[dict[str, Any]], group: str) -> Group:
    """同一组的几行并成一组。"""
    counts = {row["lamp"]: row["n"] for row in same}
    lamps = enumerate(LIGHTS.items()) if group != "light" else ()
    lights = [(code, label, counts[n]) for n, (code, label) in lamps if n in counts]
    key = same[0][GROUPINGS[group].column]
    return Group(key, _name(same[0], group), sum(counts.values()), lights)


def _name(row: dict[str, Any], group: str) -> str:
    if group == "source":
        return str(Source(row["source"]).label)
    if group == "light":
        return LIGHTS[LAMPS[row["lamp"]]]
    found = next((row[name] for name in GROUPINGS[group].names if row[name]), "")
    return str(found) or UNNAMED[group]


@dataclass(frozen=True, slots=True)
class Due:
    """今年到此刻为止的期间，`is_due` 要的两头。"""

    start: datetime
    passed: datetime


def this_year(now: datetime) -> Due:
    """今年，数到此刻。"""
    today = day_of(now)
    span = Span(0, today.replace(month=1, day=1), today, now)
    return Due(span.start, span.passed)


def rates(rows: QuerySet[SupervisedItem], group: str, keys: list[Any], *, due: Due) -> Any:
    """这几组期间里的按期办结：每组一行，组、按期办结几件、应办结几件；口径就是统计里的那一个。"""
    column = GROUPINGS[group].rated
    span = cast(Span, due)
    kept = Count("pk", filter=on_time(span))
    found = rows.filter(is_due(span), is_open__in=EITHER, **{f"{column}__in": keys})
    found = found.order_by().values_list(column)
    return found.annotate(good=kept, owed=Count("pk"))


def rated(group: Group, found: tuple[int, int] | None) -> Group:
    """添上按期办结率的一组。"""
    if not found or not found[1]:
        return group
    good, owed = found
    rate = f"{good / owed:.1%}".replace("100.0%", "100%")
    told = f"今年应办结 {owed} 件，按期办结 {good} 件"
    return Group(group.key, group.name, group.count, group.lights, rate, told)
