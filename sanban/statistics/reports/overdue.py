"""逾期率。

口径：分母是应办结数；分子是其中过了时限还没有申请办结的，和申请办结晚于时限的（没有申请记录的历史
事项看销号时间）。按时申请、还在核查的不算逾期。
"""

from django.db.models import F, Q

from sanban.statistics.report import RATE, Report
from sanban.statistics.reports import due
from sanban.statistics.span import Span


def overdue(_span: Span) -> Q:
    """逾期的。"""
    never = Q(applied_at=None) & (Q(closed_at=None) | Q(closed_at__gt=F("due_at")))
    return never | Q(applied_at__gt=F("due_at"))


REPORT = Report(
    code="overdue",
    title="逾期率",
    kind=RATE,
    unit="%",
    whole=due.rows,
    part=overdue,
    moment="due_at",
    whole_label="应办结",
    part_label="逾期",
    better=-1,
)
