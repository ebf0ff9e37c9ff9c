"""退回率。

口径：分母是办结数；分子是其中核查没有通过、退回重办过的，一件退几次都算一件。
"""

from django.db.models import Q

from sanban.statistics.report import RATE, Report
from sanban.statistics.reports import closed
from sanban.statistics.span import Span


def returned(_span: Span) -> Q:
    """退回过的。"""
    return Q(return_count__gt=0)


REPORT = Report(
    code="returned",
    title="退回率",
    kind=RATE,
    unit="%",
    whole=closed.rows,
    part=returned,
    moment="closed_at",
    whole_label="办结",
    part_label="退回过",
    better=-1,
)
