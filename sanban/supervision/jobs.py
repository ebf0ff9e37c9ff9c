"""督办的定时工作：催办阶梯、该报的、该裁定的、回头看。"""

from datetime import datetime

from django.utils import timezone

from sanban.core.jobs import job
from sanban.core.models import Holiday
from sanban.supervision.services import ladder, reminding

OFF = "今天不上班，不催"


def _is_off(now: datetime) -> bool:
    today = timezone.localtime(now).date()
    return not Holiday.objects.calendar(today).is_workday(today)


@job
def chase(now: str) -> str:
    """上班前把到了日子的都催一遍：消息、催办单、专报；停了几天没跑的，补也只补一次。"""
    moment = datetime.fromisoformat(now)
    if _is_off(moment):
        return OFF
    told = ladder.climb(moment)
    return f"看 {told.looked} 件，消息 {told.message}、催办单 {told.slip}、专报 {told.report}"


@job
def remind_reports(now: str) -> str:
    """远期的应报接着排，该报的提醒，一个单位一条。"""
    moment = datetime.fromisoformat(now)
    added = reminding.open_reports(moment)
    return f"排 {added} 次，提醒 {reminding.remind_reports(moment)} 人"


@job
def remind_rulings(now: str) -> str:
    """过了一个工作日还没有裁定、没有审核的，各提醒一次。"""
    moment = datetime.fromisoformat(now)
    return OFF if _is_off(moment) else f"提醒 {reminding.remind_rulings(moment)} 人"


@job
def wake_follow_ups(now: str) -> str:
    """到了日子的回头看叫醒。"""
    return f"叫醒 {reminding.wake_follow_ups(datetime.fromisoformat(now))} 件"
