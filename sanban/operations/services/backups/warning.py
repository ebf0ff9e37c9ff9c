"""备份有什么不放心的：旧了、没做成、没试过、试了不好用、盘快满了；各一句话。"""

import os
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from sanban.inbox import services as inbox
from sanban.operations.models import Backup, BackupState
from sanban.people.models import Person, RoleCode

PROVED_DAYS = 14
ROOM = 1.5
"""剩的地方至少要放得下一份半。"""


def warnings(*, now: datetime) -> list[str]:
    """此刻不放心的各处，都好就是空的。"""
    good = Backup.objects.good().first()
    said = [_old(good, now), _failed(good), _unproved(good, now), _short(good)]
    return [one for one in said if one]


def hints() -> list[str]:
    """可以更稳妥的，只在页面上说：备份和数据同盘，没有加密。"""
    return [one for one in (_together(), _open()) if one]


def _old(good: Backup | None, now: datetime) -> str:
    if good is None:
        return "还没有一份做好的备份，请点“立即备份”，或者运行 sanban backup。"
    if good.point_at and now - good.point_at > timedelta(hours=settings.BACKUP_HOURS):
        hours = int((now - good.point_at).total_seconds() // 3600)
        return f"最近一份备份是 {hours} 小时以前的，请看后台工作里备份为什么没做成。"
    return ""


def _failed(good: Backup | None) -> str:
    last = Backup.objects.filter(state=BackupState.FAILED).order_by("-asked_at").first()
    if last is None or (good and good.asked_at > last.asked_at):
        return ""
    return f"最近一次备份没做成：{last.fault}"[:280]


def _unproved(good: Backup | None, now: datetime) -> str:
    if good is None:
        return ""
    tried = Backup.objects.filter(proved_at__isnull=False).order_by("-proved_at").first()
    if tried and not tried.is_proved:
        return f"试恢复不好用：{tried.proof_note}"[:280]
    first = Backup.objects.good().last()
    since = tried.proved_at if tried else first and first.asked_at
    if since and now - since > timedelta(days=PROVED_DAYS):
        return f"{PROVED_DAYS} 天没有试恢复过，请看后台工作里“试恢复”为什么没做。"
    return ""


def _short(good: Backup | None) -> str:
    place = _nearest(settings.BACKUPS)
    free = shutil.disk_usage(place).free
    if good and free < good.length * ROOM:
        return f"放备份的盘只剩 {free / 1e9:.1f} GB，下一份快放不下了，请腾出地方或换一个盘。"
    return ""


def _together() -> str:
    """备份和数据在一块盘上，盘坏了就一起没了。"""
    if settings.DATABASE:
        return ""
    same = os.stat(_nearest(settings.BACKUPS)).st_dev == os.stat(_nearest(settings.DATA)).st_dev
    return "备份和数据在同一块盘上，盘坏了会一起没有：请把 SANBAN_BACKUPS 指到另一块盘。" * same


def _open() -> str:
    if settings.BACKUP_PASSPHRASE_FILE:
        return ""
    return (
        "备份没有加密，拿到文件的人看得到全部公文："
        "请把口令写进一个文件，用 SANBAN_BACKUP_PASSPHRASE_FILE 指给系统。"
    )


def _nearest(place: Path) -> Path:
    """自己，或者有的那一层上级。"""
    return next(one for one in (place, *place.parents) if one.exists())


def tell(*, now: datetime) -> int:
    """有不放心的告诉系统管理员，一天一回；返回发了几条。"""
    said = warnings(now=now)
    people = list(Person.objects.filter(holdings__role=RoleCode.SYS_ADMIN).distinct())
    sent = 0
    for one in said:
        cause = f"backup:{now:%Y%m%d}:{one[:12]}"
        sent += inbox.send(people, kind="backup", title=one, cause=cause, now=now, link="/backups/")
    return sent
