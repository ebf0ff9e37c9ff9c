"""平均办理天数。

口径：期间内销号的督办事项，从交办到提出办结申请的工作日数，平均一件几个；交办的次日起数，当日办好的
计 0。没有交办时间或者申请时间的历史事项不计。
"""

from django.db.models import QuerySet

from sanban.statistics.report import DAYS, Report
from sanban.statistics.reports import closed
from sanban.statistics.span import Span
from sanban.supervision.models import SupervisedItem


def rows(span: Span) -> QuerySet[SupervisedItem]:
    """期间内销号、交办和申请的时间都有的。"""
    return closed.rows(span).exclude(assigned_at=None).exclude(applied_at=None)


REPORT = Report(
    code="mean_days",
    title="平均办理天数",
    kind=DAYS,
    unit="个工作日",
    whole=rows,
    moment="closed_at",
    whole_label="办结",
    span_of=("assigned_at", "applied_at"),
    better=-1,
)
