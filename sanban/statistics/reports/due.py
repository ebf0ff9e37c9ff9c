"""应办结数。

口径：完成时限落在期间内、此刻已经到期的督办事项，按现在的时限（准予延期的按延后的）算；没有交办的、
中止着的、不予立项、终止、并案的不计。
"""

from django.db.models import QuerySet

from sanban.statistics.report import COUNT, Report
from sanban.statistics.span import Span
from sanban.supervision.models import ItemState, SupervisedItem

COUNTED = (ItemState.HANDLING, ItemState.VERIFYING, ItemState.CLOSED)


def rows(span: Span) -> QuerySet[SupervisedItem]:
    """期间内到期的。"""
    found = SupervisedItem.objects.filter(org=span.org, state__in=COUNTED)
    return found.filter(due_at__gte=span.start, due_at__lt=span.passed)


REPORT = Report(
    code="due",
    title="应办结数",
    kind=COUNT,
    unit="件",
    whole=rows,
    moment="due_at",
    whole_label="应办结数",
)
