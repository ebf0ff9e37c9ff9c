"""回头看反弹率。

口径：分母是期间内做了的回头看，按看的日子算；分子是看出反弹、重新办理的。
"""

from django.db.models import Q, QuerySet

from sanban.statistics.report import OF_ROW, RATE, Report
from sanban.statistics.span import Span
from sanban.supervision.models import FollowUpCheck, FollowUpResult


def rows(span: Span) -> QuerySet[FollowUpCheck]:
    """期间内做了的。"""
    found = FollowUpCheck.objects.filter(item__org=span.org)
    return found.filter(done_on__range=(span.since, span.until))


def rebounded(_span: Span) -> Q:
    """反弹的。"""
    return Q(result=FollowUpResult.REBOUNDED)


REPORT = Report(
    code="rebound",
    title="回头看反弹率",
    kind=RATE,
    unit="%",
    whole=rows,
    part=rebounded,
    moment="done_on",
    whole_label="回头看",
    part_label="反弹",
    split=OF_ROW,
    better=-1,
    item="item",
    is_day=True,
)
