"""延期次数。

口径：期间内裁定、准予延期的申请，按裁定的时间算；没有准的不计。写明哪个单位提的算那个单位，没有写明
的算牵头单位。
"""

from django.db.models import QuerySet

from sanban.statistics.report import COUNT, OF_EITHER, Report
from sanban.statistics.span import Span
from sanban.supervision.models import Outcome, RequestKind, SideRequest


def rows(span: Span) -> QuerySet[SideRequest]:
    """期间内准予的延期。"""
    found = SideRequest.objects.filter(item__org=span.org, kind=RequestKind.EXTENSION)
    found = found.filter(outcome=Outcome.GRANTED)
    return found.filter(ruled_at__gte=span.start, ruled_at__lt=span.end)


REPORT = Report(
    code="extensions",
    title="延期次数",
    kind=COUNT,
    unit="次",
    whole=rows,
    moment="ruled_at",
    whole_label="延期次数",
    split=OF_EITHER,
    better=-1,
    item="item",
)
