"""应办结数。

口径：完成时限落在期间内、此刻已经到期的督办事项，按现在的时限（准予延期的按延后的）算；没有交办的、
中止着的、不予立项、终止、并案的不计。
"""

from django.db.models import Q, QuerySet

from sanban.statistics.report import COUNT, Report
from sanban.statistics.span import Span
from sanban.supervision.models import ItemState, SupervisedItem

COUNTED = (ItemState.HANDLING, ItemState.VERIFYING, ItemState.CLOSED)


def rows(span: Span) -> QuerySet[SupervisedItem]:
    """期间内到期的。"""
    return SupervisedItem.objects.filter(is_due(span), org=span.org)


def is_due(span: Span) -> Q:
    """应办结的条件；不限哪个督办单位，台账的组头也照它。"""
    return Q(state__in=COUNTED, due_at__gte=span.start, due_at__lt=span.passed)


REPORT = Report(
    code="due",
    title="应办结数",
    kind=COUNT,
    unit="件",
    whole=rows,
    moment="due_at",
    whole_label="应办结数",
)
