"""办结数。

口径：期间内销号的督办事项，按销号时间算；回头看反弹、重新办理的不再算办结。
"""

from django.db.models import QuerySet

from sanban.statistics.report import COUNT, Report
from sanban.statistics.span import Span
from sanban.supervision.models import ItemState, SupervisedItem


def rows(span: Span) -> QuerySet[SupervisedItem]:
    """期间内销号的。"""
    found = SupervisedItem.objects.filter(org=span.org, state=ItemState.CLOSED)
    return found.filter(closed_at__gte=span.start, closed_at__lt=span.end)


REPORT = Report(
    code="closed",
    title="办结数",
    kind=COUNT,
    unit="件",
    whole=rows,
    moment="closed_at",
    whole_label="办结数",
)
