"""整个查验一遍：文件逐份重算，审计逐块重算，流水号对一对；只报不改。"""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from sanban.audit import services as audit
from sanban.core.models import Serial
from sanban.documents.models import Incoming
from sanban.files import services as files
from sanban.files.models import IntegrityCheck

MOST = 200
RECEIPTS = "receipt"


def check_all(
    *, now: datetime, progress: Callable[[int, int], None] | None = None
) -> IntegrityCheck:
    """查验一遍，记下结果；什么也不改。

    :param progress: 每查一份文件叫一次，交给它查了几份、共几份。
    :raises OSError: 存文件的地方连不上、读不了。
    """
    checked = files.check(now=now, progress=progress)
    chain = audit.verify()
    faults = [
        *(f"文件 {one}" for one in checked.faults),
        *(f"审计{one}" for one in chain.breaks),
        *_series_faults(),
    ]
    return IntegrityCheck.objects.create(
        begun_at=now,
        ended_at=timezone.now(),
        files=checked.files,
        length=checked.length,
        audit_rows=chain.rows,
        fault_count=len(faults),
        faults=faults[:MOST],
    )


def _series_faults() -> Iterator[str]:
    """收文号用到几号，簿上不该有更大的；有就会取到重号。"""
    used = dict(Serial.objects.filter(series=RECEIPTS).values_list("year", "last"))
    years = Incoming.objects.values("receipt_year").annotate(most=Max("receipt_no"))
    for row in years.order_by("receipt_year"):
        year, most = row["receipt_year"], row["most"]
        if most > used.get(year, 0):
            yield f"收文号：{year} 年簿上有 {most} 号，系列才用到 {used.get(year, 0)} 号"
