"""满意率。

口径：分母是期间内收到、说了满意不满意的群众意见；分子是满意的。没有说的不计。
"""

from django.db.models import Q, QuerySet

from sanban.statistics.report import OF_ROW, RATE, Report
from sanban.statistics.span import Span
from sanban.supervision.models import Voice


def rows(span: Span) -> QuerySet[Voice]:
    """期间内说了满意不满意的。"""
    found = Voice.objects.filter(item__org=span.org, is_satisfied__isnull=False)
    return found.filter(received_on__range=(span.since, span.until))


def satisfied(_span: Span) -> Q:
    """满意的。"""
    return Q(is_satisfied=True)


REPORT = Report(
    code="satisfied",
    title="满意率",
    kind=RATE,
    unit="%",
    whole=rows,
    part=satisfied,
    moment="received_on",
    whole_label="表态的意见",
    part_label="满意",
    split=OF_ROW,
    better=1,
    item="item",
    is_day=True,
)
