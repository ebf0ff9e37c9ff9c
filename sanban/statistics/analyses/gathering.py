"""一季的各张单子：逾期没办完的、堵点难点痛点、反弹的、反复退回延期的、下季到期的。

每一行都能存成 JSON；`item` 是哪件事项，没有的为空。只列事，不给人排名次。
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from sanban.core.workdays import Calendar
from sanban.statistics.analyses.comparing import figures, next_start, span_of
from sanban.statistics.analyses.problem_words import common
from sanban.statistics.counting import grouped, rows_of, workdays
from sanban.statistics.registry import reports
from sanban.statistics.report import SOURCE
from sanban.statistics.reports.due import COUNTED
from sanban.statistics.reports.overdue import overdue
from sanban.statistics.span import Span
from sanban.supervision.models import OPEN_STATES, Blockage, SupervisedItem
from sanban.supervision.models.item import OPENNESS

MOST = 30
"""一张单子至多列几行；另有几行说明白。"""
OFTEN = 2
"""退回、延期两次以上，算反复。"""
Listing = dict[str, Any]
"""一张单子：`rows` 列出的，`count` 一共几行。"""


def late(span: Span) -> Listing:
    """到期末为止逾期、此刻还没办结的，以前各季留下的也在，逾期久的在前；逾期的口径同逾期率。"""
    rows = SupervisedItem.objects.filter(overdue(span), org=span.org, is_open__in=OPENNESS["open"])
    rows = rows.filter(state__in=COUNTED, due_at__lt=span.passed)
    days = workdays()
    return _listing(_items(rows).order_by("due_at", "pk"), lambda one: _late(one, span, days))


def _late(one: SupervisedItem, span: Span, days: Calendar) -> dict[str, Any]:
    due = _day(one.due_at)
    return {**_item(one), "days": max(days.between(due, span.last_day), 1), "told": _said(one)}


def sources(span: Span) -> Listing:
    """逾期的各来源，多的在前。"""
    rows = [one for one in grouped(reports()["overdue"], span, SOURCE) if one.part]
    rows.sort(key=lambda one: -one.part)
    listed = [
        {"key": one.key, "label": one.label, "whole": one.whole, "part": one.part, "text": one.text}
        for one in rows
    ]
    return {"rows": listed, "count": len(listed)}


def unsolved(span: Span) -> Listing:
    """到期末还没解决的堵点难点痛点，早提的在前。"""
    open_ = Q(solved_on=None) | Q(solved_on__gt=span.last_day)
    rows = _blockages(span).filter(open_, raised_on__lte=span.last_day)
    return _listing(rows.order_by("raised_on", "pk"), _blockage)


def solved(span: Span) -> Listing:
    """期间内解决的堵点难点痛点。"""
    rows = _blockages(span).filter(solved_on__range=(span.since, span.last_day))
    return _listing(rows.order_by("solved_on", "pk"), _blockage)


def rebounds(span: Span) -> Listing:
    """期间内回头看反弹的；口径同反弹率的分子。"""
    rows = rows_of(reports()["rebound"], span, part=True)
    rows = rows.select_related("item__matter", "item__lead_org").order_by("done_on", "pk")
    return _listing(rows, lambda one: {**_item(one.item), "told": one.note})


def repeated(span: Span) -> Listing:
    """退回、延期两次以上的：还在办的，和期间内销号的。"""
    often = Q(return_count__gte=OFTEN) | Q(extension_count__gte=OFTEN)
    here = Q(state__in=OPEN_STATES) | Q(closed_at__gte=span.start, closed_at__lt=span.end)
    rows = SupervisedItem.objects.filter(often, here, org=span.org, initiated_at__lt=span.passed)
    rows = rows.order_by("-return_count", "-extension_count", "pk")
    return _listing(_items(rows), _repeated)


def _repeated(one: SupervisedItem) -> dict[str, Any]:
    counts = {"returns": one.return_count, "extensions": one.extension_count}
    return {**_item(one), **counts, "told": _said(one)}


def ahead(span: Span) -> Listing:
    """下一季到期、还在办的，到期早的在前。"""
    following = span_of(span.org, next_start(span.since), span.now)
    rows = SupervisedItem.objects.filter(org=span.org, is_open__in=OPENNESS["open"])
    rows = rows.filter(due_at__gte=following.start, due_at__lt=following.end)
    return _listing(_items(rows).order_by("due_at", "pk"), _item)


def words(span: Span) -> Listing:
    """问题里常说的词。"""
    rows = common(span)
    return {"rows": rows, "count": len(rows)}


LISTS: Mapping[str, Callable[[Span], Listing]] = {
    "late": late,
    "sources": sources,
    "unsolved": unsolved,
    "solved": solved,
    "rebounds": rebounds,
    "repeated": repeated,
    "words": words,
    "ahead": ahead,
}
"""各张单子，按页面上的次序。"""


def material(span: Span) -> dict[str, Any]:
    """全部：各个数和各张单子；定稿时存下的就是它。"""
    lists = {name: count(span) for name, count in LISTS.items()}
    return {"counted_at": span.now.isoformat(), "figures": figures(span), **lists}


def _items(rows: QuerySet[SupervisedItem]) -> QuerySet[SupervisedItem]:
    return rows.select_related("matter", "lead_org")


def _blockages(span: Span) -> QuerySet[Blockage]:
    rows = Blockage.objects.filter(org=span.org)
    return rows.select_related("handler_org", "item__matter")


def _listing(rows: QuerySet[Any], line: Callable[[Any], dict[str, Any]]) -> Listing:
    """列出头几行，一共几行；两次查询。"""
    return {"rows": [line(one) for one in rows[:MOST]], "count": rows.count()}


def _said(one: SupervisedItem) -> str:
    """最近写的问题；没有写的看进展。"""
    return one.problem or one.latest


def _item(one: SupervisedItem) -> dict[str, Any]:
    return {
        "item": one.pk,
        "title": one.matter.title,
        "number": one.number_text,
        "org": _name(one.lead_org),
        "due": _day(one.due_at).isoformat(),
        "state": one.get_state_display(),
    }


def _blockage(one: Blockage) -> dict[str, Any]:
    return {
        "item": one.item_id,
        "blockage": one.pk,
        "title": one.title,
        "kind": one.get_kind_display(),
        "org": _name(one.handler_org),
        "raised": one.raised_on.isoformat(),
        "due": one.due_on.isoformat() if one.due_on else "",
        "solved": one.solved_on.isoformat() if one.solved_on else "",
        "told": one.outcome or one.measure or one.detail,
    }


def _name(org: Any) -> str:
    return (org.short_name or org.name) if org else ""


def _day(moment: datetime) -> Any:
    return timezone.localtime(moment).date()
