"""备份的登记：何时做的、在哪里、多大、试没试过恢复。"""

from datetime import datetime
from typing import Self

from django.db import models


class BackupState(models.TextChoices):
    """备份的状态。"""

    WAITING = "waiting", "等着做"
    RUNNING = "running", "正在做"
    DONE = "done", "做好了"
    FAILED = "failed", "没做成"
    REMOVED = "removed", "已按规则删去"


class BackupQuerySet(models.QuerySet["Backup"]):
    """查备份。"""

    def good(self) -> Self:
        """做好了、还在的，新的在前。"""
        return self.filter(state=BackupState.DONE).order_by("-point_at", "-id")

    def under_way(self) -> Self:
        """等着做、正在做的。"""
        return self.filter(state__in=(BackupState.WAITING, BackupState.RUNNING))

    def proved_since(self, moment: datetime) -> Self:
        """这一刻以后试过恢复的。"""
        return self.filter(proved_at__gte=moment)


class Backup(models.Model):
    """一份备份；只记文件的名字和大小，不记里面是什么。"""

    folder = models.CharField("在哪个文件夹", max_length=300, blank=True)
    name = models.CharField("文件名", max_length=100, blank=True)
    asked_at = models.DateTimeField("何时要的")
    asked_by = models.CharField("谁要的", max_length=60)
    point_at = models.DateTimeField("停在哪一刻", null=True)
    ended_at = models.DateTimeField("何时做完", null=True)
    state = models.CharField(
        "状态", max_length=10, choices=BackupState.choices, default=BackupState.WAITING
    )
    percent = models.PositiveSmallIntegerField("做到百分之几", default=0)
    length = models.BigIntegerField("字节数", default=0)
    row_count = models.BigIntegerField("几行", default=0)
    file_count = models.BigIntegerField("几份文件", default=0)
    missing_count = models.PositiveIntegerField("缺几份文件", default=0)
    is_encrypted = models.BooleanField("加密", default=False)
    is_ruled = models.BooleanField("按规则保留", default=False)
    fault = models.CharField("为什么没做成", max_length=300, blank=True)
    proved_at = models.DateTimeField("何时试恢复", null=True)
    is_proved = models.BooleanField("试恢复好用", default=False)
    proof_note = models.CharField("试恢复的结果", max_length=300, blank=True)

    objects = BackupQuerySet.as_manager()

    class Meta:
        db_table = "operations_backup"
        indexes = [models.Index(fields=["state", "-point_at"], name="backup_by_state")]

    def __str__(self) -> str:
        return self.name or self.get_state_display()
