"""一季的各个数，与上季比；数都照口径，不另数。"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sanban.statistics.circulars.figures import overall
from sanban.statistics.counting import totals
from sanban.statistics.report import COUNT, RATE, Row
from sanban.statistics.span import Span

SAME = "持平"
UNITS = {RATE: "个百分点"}


def span_of(org: int, starts_on: date, now: datetime) -> Span:
    """从 `starts_on` 起的这一季；没有过完的，只数到 `now`。"""
    return Span(org, starts_on, next_start(starts_on) - timedelta(1), now)


def next_start(starts_on: date) -> date:
    """下一季的第一天。"""
    return (starts_on + timedelta(100)).replace(day=1)


def last_start(starts_on: date) -> date:
    """上一季的第一天。"""
    before = starts_on - timedelta(1)
    return date(before.year, before.month - 2, 1)


def figures(span: Span) -> list[dict[str, Any]]:
    """各个数，本季和上季；每行是能存成 JSON 的。"""
    before = span_of(span.org, last_start(span.since), span.now)
    reports = list(overall())
    mine, theirs = totals(reports, span), totals(reports, before)
    return [_line(mine[one.code], theirs[one.code]) for one in reports]


def _line(mine: Row, before: Row) -> dict[str, Any]:
    report = mine.report
    return {
        "code": report.code,
        "title": report.title,
        "unit": report.unit if report.kind != RATE and mine.value is not None else "",
        "text": mine.text,
        "before": before.text,
        "whole": mine.whole,
        "part": mine.part,
        "whole_label": report.whole_label,
        "part_label": report.part_label if report.kind == RATE else "",
        "change": "，".join(_change(mine, before)),
    }


def _change(mine: Row, before: Row) -> Iterator[str]:
    """比上季怎样，用字说；有好坏的说好坏，哪一季没有数的不比。"""
    if mine.value is None or before.value is None:
        return
    moved = round(mine.value - before.value, 1)
    if not moved:
        yield SAME
        return
    size = f"{abs(moved):.0f}" if mine.report.kind == COUNT else f"{abs(moved):.1f}"
    yield f"{'升' if moved > 0 else '降'} {size} {UNITS.get(mine.report.kind, mine.report.unit)}"
    if mine.report.better:
        yield "好转" if moved * mine.report.better > 0 else "变差"
