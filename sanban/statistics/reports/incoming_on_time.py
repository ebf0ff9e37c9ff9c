"""收文按期办结率。

口径：分母是期限落在期间内、此刻已经到期的收文，作废、终止的不计；分子是办结不晚于期限的。
"""

from django.db.models import F, Q, QuerySet

from sanban.matters.models import Matter, MatterState
from sanban.statistics.report import OF_MATTER, RATE, Report
from sanban.statistics.span import Span

COUNTED = (MatterState.RUNNING, MatterState.DONE)


def rows(span: Span) -> QuerySet[Matter]:
    """期间内到期的收文。"""
    found = Matter.objects.filter(kind="incoming", org=span.org, state__in=COUNTED)
    return found.filter(due_at__gte=span.start, due_at__lt=span.passed)


def on_time(_span: Span) -> Q:
    """按期办结的。"""
    return Q(ended_at__isnull=False) & Q(due_at__gte=F("ended_at"))


REPORT = Report(
    code="incoming_on_time",
    title="收文按期办结率",
    kind=RATE,
    unit="%",
    whole=rows,
    part=on_time,
    moment="due_at",
    whole_label="到期收文",
    part_label="按期办结",
    split=OF_MATTER,
    better=1,
    family="办文",
)
