"""立项数。

口径：期间内（含两端）立项的督办事项，按立项时间算；以后并案、终止的照计，不予立项的没有立项时间，
不计。
"""

from django.db.models import QuerySet

from sanban.statistics.report import COUNT, Report
from sanban.statistics.span import Span
from sanban.supervision.models import SupervisedItem


def rows(span: Span) -> QuerySet[SupervisedItem]:
    """期间内立项的。"""
    found = SupervisedItem.objects.filter(org=span.org)
    return found.filter(initiated_at__gte=span.start, initiated_at__lt=span.end)


REPORT = Report(
    code="initiated",
    title="立项数",
    kind=COUNT,
    unit="件",
    whole=rows,
    moment="initiated_at",
    whole_label="立项数",
)
