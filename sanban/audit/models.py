"""审计的表：一行一件事，若干行封一块。"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any, Self

from django.db import models

GENESIS = "0" * 64


class AppendOnlyError(Exception):
    """审计记录只能增加。"""


class AuditQuerySet(models.QuerySet["AuditLog"]):
    """查审计记录；不许改，不许删。"""

    def update(self, **kwargs: Any) -> int:
        """不许。"""
        raise AppendOnlyError("审计记录不能改")

    def delete(self) -> tuple[int, dict[str, int]]:
        """不许。"""
        raise AppendOnlyError("审计记录不能删")

    def about(self, target: str) -> Self:
        """关于一样东西的记录，新的在前。"""
        return self.filter(target=target).order_by("-id")


class AuditLog(models.Model):
    """一条审计记录：谁、何时、何地、做了什么、对什么、成没成。"""

    happened_at = models.DateTimeField("时间")
    actor_id = models.CharField("人员编号", max_length=30, blank=True)
    actor_name = models.CharField("人员", max_length=60)
    act = models.CharField("动作", max_length=40)
    target = models.CharField("对象", max_length=60, blank=True)
    detail = models.CharField("说明", max_length=500, blank=True)
    address = models.CharField("地址", max_length=60, blank=True)
    is_done = models.BooleanField("成功", default=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        db_table = "audit_log"
        indexes = [
            models.Index(fields=["happened_at", "id"], name="audit_by_time"),
            models.Index(fields=["target", "-id"], name="audit_by_target"),
            models.Index(fields=["actor_id", "-id"], name="audit_by_actor"),
            models.Index(fields=["act", "-id"], name="audit_by_act"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_name} {self.act} {self.target}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """只许新增。"""
        if self.pk:
            raise AppendOnlyError("审计记录不能改")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """不许。"""
        raise AppendOnlyError("审计记录不能删")


class AuditSeal(models.Model):
    """一块封存：起止行号、行数、摘要，接着上一块的封。"""

    first_id = models.BigIntegerField("首行")
    last_id = models.BigIntegerField("末行", unique=True)
    rows = models.PositiveIntegerField("行数")
    digest = models.CharField("摘要", max_length=64)
    previous = models.CharField("上一块", max_length=64)
    sealed_at = models.DateTimeField("封存时间")

    class Meta:
        db_table = "audit_seal"

    def __str__(self) -> str:
        return f"{self.first_id}–{self.last_id}"


def digest_of(rows: Iterable[AuditLog], previous: str) -> str:
    """若干行连同上一块的封算出的摘要，SHA-256，64 位十六进制。"""
    total = hashlib.sha256(previous.encode())
    for row in rows:
        total.update(_line(row).encode())
    return total.hexdigest()


def _line(row: AuditLog) -> str:
    moment = row.happened_at.timestamp()
    words = [row.actor_id, row.actor_name, row.act, row.target, row.detail, row.address]
    return json.dumps([row.pk, f"{moment:.6f}", *words, row.is_done], ensure_ascii=False) + "\n"
