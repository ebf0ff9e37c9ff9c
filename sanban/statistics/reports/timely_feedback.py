"""反馈及时率。

口径：分母是应报日期落在期间内、已经过了的应报（当日已报的也计，免报的不计）；分子是应报日期当日或者
以前报来的。单位是应报的单位，协办单位的也算它自己的。
"""

from datetime import timedelta

from django.db.models import F, Q, QuerySet

from sanban.statistics.local_day import LocalDay
from sanban.statistics.report import OF_ASKED, RATE, Report
from sanban.statistics.span import Span
from sanban.supervision.models import ReportDue


def rows(span: Span) -> QuerySet[ReportDue]:
    """期间内应报的。"""
    found = ReportDue.objects.filter(item__org=span.org, excused_at=None)
    known = Q(due_on__lte=span.today - timedelta(1)) | Q(met_at__isnull=False)
    return found.filter(known, due_on__range=(span.since, span.until))


def timely(_span: Span) -> Q:
    """及时报来的。"""
    return Q(met_at__isnull=False) & Q(due_on__gte=LocalDay(F("met_at")))


REPORT = Report(
    code="timely_feedback",
    title="反馈及时率",
    kind=RATE,
    unit="%",
    whole=rows,
    part=timely,
    moment="due_on",
    whole_label="应报",
    part_label="及时",
    split=OF_ASKED,
    better=1,
    item="item",
    is_day=True,
)
