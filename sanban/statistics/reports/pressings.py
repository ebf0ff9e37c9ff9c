"""催办次数。

口径：期间内的催办，消息、电话、催办单、实地、专报都计，一次一件；写明催哪个单位的算那个单位，没有
写明的算牵头单位。
"""

from django.db.models import QuerySet

from sanban.statistics.report import COUNT, OF_EITHER, Report
from sanban.statistics.span import Span
from sanban.supervision.models import Pressing


def rows(span: Span) -> QuerySet[Pressing]:
    """期间内的催办。"""
    found = Pressing.objects.filter(item__org=span.org)
    return found.filter(made_at__gte=span.start, made_at__lt=span.end)


REPORT = Report(
    code="pressings",
    title="催办次数",
    kind=COUNT,
    unit="次",
    whole=rows,
    moment="made_at",
    whole_label="催办次数",
    split=OF_EITHER,
    better=-1,
    item="item",
)
