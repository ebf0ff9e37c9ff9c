"""办文的钟点工作：没签收的提醒联络员、告诉发的人；收走看过的预览。"""

from datetime import datetime, timedelta

from django.utils import timezone

from sanban.core.jobs import job
from sanban.core.models import Holiday
from sanban.core.workdays import Calendar
from sanban.documents.models import Distribution
from sanban.documents.services import drafting
from sanban.inbox import services as inbox
from sanban.matters.models import MatterState
from sanban.people.models import Person, RoleCode

KEPT = timedelta(days=1)


@job
def sweep_previews(now: str) -> str:
    """收走一天没再排过的稿子的预览。"""
    before = datetime.fromisoformat(now) - KEPT
    return f"收走 {drafting.sweep_previews(before=before.timestamp())} 份"


@job
def remind_unreceived(now: str) -> str:
    """提醒没签收的单位；一份只提醒一次，不上班的日子不提醒。"""
    moment = datetime.fromisoformat(now)
    today = timezone.localtime(moment).date()
    calendar = Holiday.objects.calendar(today)
    if not calendar.is_workday(today):
        return "今天不上班，不提醒"
    rows = Distribution.objects.filter(
        received_at=None,
        withdrawn_at=None,
        reminded_at=None,
        matter__state=MatterState.RUNNING,
    ).select_related("matter", "org", "by")
    late = [row for row in rows.order_by("id") if _is_late(row, moment, calendar)]
    return f"提醒 {sum(_tell(row, moment) for row in late)} 条"


def _is_late(row: Distribution, now: datetime, calendar: Calendar) -> bool:
    return calendar.due(row.sent_at, 1, timezone.get_default_timezone()) < now


def _tell(row: Distribution, now: datetime) -> int:
    liaisons = Person.objects.with_role(RoleCode.LIAISON, org=row.org)
    cause, link = f"unreceived:{row.pk}:{row.sent_at:%Y%m%d%H%M%S}", f"/matters/{row.matter_id}/"
    sent = inbox.send(
        liaisons,
        kind="silent",
        title=f"发来一个工作日了，还没签收：{row.matter}",
        cause=cause,
        now=now,
        link=link,
    )
    phone = f"（{row.org.telephone}）" if row.org.telephone else ""
    said = f"{row.org}{phone}一个工作日还没签收：{row.matter}"
    return sent + inbox.send([row.by], kind="silent", title=said, cause=cause, now=now, link=link)
