"""一期叫什么：几月几日到几月几日这一周、第几季度、哪一年。"""

from datetime import date

from sanban.supervision.models import Span, WorkPlan
from sanban.supervision.services.planning import end_of

QUARTERS = "一二三四"
ADDED = {Span.WEEK: "本周", Span.QUARTER: "本季度", Span.YEAR: "本年度"}


def period(span: str, starts_on: date) -> str:
    """这一期的叫法。"""
    last = end_of(span, starts_on)
    if span == Span.WEEK:
        return f"{starts_on.year}年{starts_on.month}月{starts_on.day}日—{last.month}月{last.day}日"
    if span == Span.QUARTER:
        return f"{starts_on.year}年第{QUARTERS[starts_on.month // 3]}季度"
    return f"{starts_on.year}年"


def title_of(plan: WorkPlan) -> str:
    """一期计划的标题。"""
    return f"{period(plan.span, plan.starts_on)}{Span(plan.span).label}"
