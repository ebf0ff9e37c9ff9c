"""事不隔夜率。

口径：分母是期间内登记的收文，作废的不计；分子是登记当日就办出第一步的（送拟办、分办、办结都算，存稿、
看件不算）。登记当日还没有过完的，办出了才计。
"""

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from sanban.matters.models import Matter, MatterState, Step
from sanban.statistics.local_day import LocalDay
from sanban.statistics.report import OF_MATTER, RATE, Report
from sanban.statistics.span import Span, midnight

FIRST = 1
"""登记本身是第一步。"""


def rows(span: Span) -> QuerySet[Matter]:
    """期间内登记的收文。"""
    found = Matter.objects.filter(kind="incoming", org=span.org)
    found = found.exclude(state=MatterState.VOIDED)
    known = Q(started_at__lt=midnight(span.today)) | acted()
    return found.filter(known, started_at__gte=span.start, started_at__lt=span.end)


def acted() -> Exists:
    """登记当日办出过一步。"""
    steps = Step.objects.filter(matter=OuterRef("pk"), is_work=True, number__gt=FIRST)
    begun = LocalDay(OuterRef("started_at"))
    return Exists(steps.annotate(day=LocalDay(F("done_at"))).filter(day=begun))


def same_day(_span: Span) -> Q:
    """当日办出第一步的。"""
    return Q(acted())


REPORT = Report(
    code="same_day",
    title="事不隔夜率",
    kind=RATE,
    unit="%",
    whole=rows,
    part=same_day,
    moment="started_at",
    whole_label="登记收文",
    part_label="当日办出",
    split=OF_MATTER,
    better=1,
    family="办文",
)
