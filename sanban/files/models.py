"""文件的表：按内容存放，一个摘要一份。"""

from typing import Any

from django.db import models


class ImmutableError(Exception):
    """存下的文件不能改。"""


class StoredFile(models.Model):
    """存下的一份文件；内容由 SHA-256 摘要指认，永不覆盖。"""

    digest = models.CharField("摘要", max_length=64, unique=True)
    length = models.BigIntegerField("字节数")
    media = models.CharField("类型", max_length=40)
    stored_at = models.DateTimeField("存入时间", auto_now_add=True)

    class Meta:
        db_table = "files_stored_file"

    def __str__(self) -> str:
        return self.digest[:12]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """只许新增。"""
        if self.pk:
            raise ImmutableError("存下的文件不能改")
        super().save(*args, **kwargs)


class RenditionState(models.TextChoices):
    """版式件的状态。"""

    WAITING = "waiting", "正在转换"
    READY = "ready", "已转好"
    FAILED = "failed", "不能转换"


class Rendition(models.Model):
    """一份文件的版式件（PDF），供逐页看图和打印。"""

    source = models.OneToOneField(StoredFile, models.CASCADE, related_name="rendition")
    pdf = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    pages = models.PositiveIntegerField("页数", default=0)
    state = models.CharField(
        "状态", max_length=10, choices=RenditionState.choices, default=RenditionState.WAITING
    )
    fault = models.CharField("原因", max_length=200, blank=True)

    class Meta:
        db_table = "files_rendition"

    def __str__(self) -> str:
        return f"{self.source_id} {self.state}"


class IntegrityCheck(models.Model):
    """查验一遍的结果：查了多少，哪些不对；只记不改。"""

    begun_at = models.DateTimeField("何时开始")
    ended_at = models.DateTimeField("何时查完")
    files = models.PositiveIntegerField("文件份数")
    length = models.BigIntegerField("文件字节数")
    audit_rows = models.PositiveIntegerField("封存的审计行数")
    fault_count = models.PositiveIntegerField("几处不对")
    faults = models.JSONField("不对的各处", default=list)
    """头两百处，一处一句。"""

    class Meta:
        db_table = "files_integrity_check"

    def __str__(self) -> str:
        return f"{self.fault_count} 处不对" if self.fault_count else "全部相符"
