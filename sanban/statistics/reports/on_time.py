"""按期办结率。

口径：分母是应办结数；分子是其中已经销号、办结申请不晚于完成时限的（没有申请记录的历史事项看销号时间）。
督查室核查用的时间不算在承办单位头上；还在核查的不算按期，也不算逾期。
"""

from django.db.models import F, Q

from sanban.statistics.report import RATE, Report
from sanban.statistics.reports import due
from sanban.statistics.span import Span
from sanban.supervision.models import ItemState


def on_time(_span: Span) -> Q:
    """按期办结的。"""
    asked = Q(due_at__gte=F("applied_at"))
    never_asked = Q(applied_at=None) & Q(due_at__gte=F("closed_at"))
    return Q(state=ItemState.CLOSED) & (asked | never_asked)


REPORT = Report(
    code="on_time",
    title="按期办结率",
    kind=RATE,
    unit="%",
    whole=due.rows,
    part=on_time,
    moment="due_at",
    whole_label="应办结",
    part_label="按期办结",
    better=1,
)
