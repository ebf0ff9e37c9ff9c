"""拟稿的表：稿子的每一版、在线编辑的凭证和锁、对检查结果的取舍。"""

from datetime import datetime
from typing import Any, Self

from django.db import models

from sanban.files.models import StoredFile
from sanban.matters.models import AppendOnlyError, Matter
from sanban.people.models import Person


class Way(models.TextChoices):
    """这一版是怎样来的。"""

    START = "start", "起草"
    FORM = "form", "在线填写"
    UPLOAD = "upload", "上传"
    WEBDAV = "webdav", "在线编辑"
    MEND = "mend", "一键改正"
    MERGE = "merge", "并入来稿"
    NUMBER = "number", "编号"


class DraftVersionQuerySet(models.QuerySet["DraftVersion"]):
    """查稿子的各版。"""

    def of(self, matter: Matter) -> Self:
        """一份稿子的各版，新的在前。"""
        rows = self.filter(matter=matter).select_related("by", "source")
        return rows.order_by("-number")

    def newest(self, matter: Matter) -> "DraftVersion | None":
        """最新的一版。"""
        return self.of(matter).first()

    def update(self, **kwargs: Any) -> int:
        """不许。"""
        raise AppendOnlyError("稿子的旧版不能改")

    def delete(self) -> tuple[int, dict[str, int]]:
        """不许。"""
        raise AppendOnlyError("稿子的旧版不能删")


class DraftVersion(models.Model):
    """稿子的一版；只增不改。

    `gongwen` 是 `engine.gongwen.serialise.to_json` 存下的一份公文，画什么都从它画；
    `source` 是作者传来的原文件，原样留着。`digest` 是 `gongwen` 的 SHA-256。
    """

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("第几版")
    gongwen = models.TextField("公文")
    digest = models.CharField("摘要", max_length=64)
    source = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    source_name = models.CharField("原文件名", max_length=255, blank=True)
    way = models.CharField("来由", max_length=10, choices=Way.choices)
    reason = models.CharField("改了什么、为什么", max_length=300, blank=True)
    characters = models.PositiveIntegerField("字数", default=0)
    stage = models.CharField("环节", max_length=30)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("时间")

    objects = DraftVersionQuerySet.as_manager()

    class Meta:
        db_table = "documents_draft_version"
        constraints = [
            models.UniqueConstraint(fields=["matter", "number"], name="version_once"),
        ]

    def __str__(self) -> str:
        return f"第 {self.number} 版"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """只许新增。"""
        if self.pk:
            raise AppendOnlyError("稿子的旧版不能改")
        super().save(*args, **kwargs)


class LateDraftQuerySet(models.QuerySet["LateDraft"]):
    """查没有并入的稿。"""

    def waiting(self, matter: Matter, person: Person) -> Self:
        """此人还没处理的，新的在前。"""
        return self.filter(matter=matter, by=person, settled_at=None).order_by("-id")


class LateDraft(models.Model):
    """没有并入的一稿：别人先存了新的一版，这一稿留着，等本人比较后并入或放弃。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="late_drafts")
    base = models.PositiveIntegerField("从第几版改起")
    beaten_by = models.PositiveIntegerField("先存的是第几版")
    gongwen = models.TextField("公文")
    source = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    source_name = models.CharField("原文件名", max_length=255, blank=True)
    way = models.CharField("来由", max_length=10, choices=Way.choices)
    reason = models.CharField("改了什么、为什么", max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("时间")
    settled_at = models.DateTimeField("处理时间", null=True)
    version = models.ForeignKey(
        DraftVersion, models.PROTECT, null=True, related_name="+", verbose_name="并入为哪一版"
    )

    objects = LateDraftQuerySet.as_manager()

    class Meta:
        db_table = "documents_late_draft"
        indexes = [models.Index(fields=["matter", "by"], name="late_draft_of_person")]

    def __str__(self) -> str:
        return "没有并入的一稿"


class FindingDecision(models.Model):
    """对一条检查结果的取舍：不改的写明理由，改了稿子也还认得。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="decisions")
    key = models.CharField("哪一条", max_length=64)
    rule = models.CharField("规则", max_length=10)
    quote = models.CharField("原文", max_length=200, blank=True)
    reason = models.CharField("不改的理由", max_length=200)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("时间")

    class Meta:
        db_table = "documents_finding_decision"
        constraints = [
            models.UniqueConstraint(fields=["matter", "key"], name="finding_decided_once"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.quote}"


class EditTokenQuerySet(models.QuerySet["EditToken"]):
    """查在线编辑的凭证。"""

    def known(self, digest: str) -> "EditToken | None":
        """凭摘要找到的一张，不论还有没有效。"""
        rows = self.select_related("matter__route", "matter__org", "person__org")
        return rows.filter(digest=digest).first()

    def live(self, now: datetime) -> Self:
        """还没到时、没作废的。"""
        return self.filter(revoked_at=None, expires_at__gt=now)


class EditToken(models.Model):
    """在线编辑的凭证：一份稿子、一个人、一轮、到时作废；库里只存摘要。

    `round` 是发出时事项的轮次，换了环节就不再有效；`base` 是这张凭证最近读到、存下的第几版。
    """

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="edit_tokens")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    digest = models.CharField("凭证摘要", max_length=64, unique=True)
    round = models.PositiveIntegerField("轮次")
    base = models.PositiveIntegerField("从第几版改起")
    made_at = models.DateTimeField("发出时间")
    expires_at = models.DateTimeField("到期时间")
    revoked_at = models.DateTimeField("作废时间", null=True)

    objects = EditTokenQuerySet.as_manager()

    class Meta:
        db_table = "documents_edit_token"

    def __str__(self) -> str:
        return f"{self.matter_id} {self.person_id}"


class EditLockQuerySet(models.QuerySet["EditLock"]):
    """查正在编辑的锁。"""

    def held(self, matter: Matter, now: datetime) -> "EditLock | None":
        """这份稿子此刻有效的锁：没到期，事项也没换过环节。"""
        rows = self.filter(matter=matter, round=matter.round, expires_at__gt=now)
        return rows.select_related("person").first()


class EditLock(models.Model):
    """正在编辑的锁：一份稿子同时只有一个人在改；换了环节就不再有效。"""

    matter = models.OneToOneField(Matter, models.PROTECT, related_name="edit_lock")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    edit_token = models.ForeignKey(EditToken, models.PROTECT, related_name="+")
    token = models.CharField("锁的代号", max_length=64)
    round = models.PositiveIntegerField("轮次")
    base = models.PositiveIntegerField("从第几版改起")
    locked_at = models.DateTimeField("上锁时间")
    expires_at = models.DateTimeField("到期时间")

    objects = EditLockQuerySet.as_manager()

    class Meta:
        db_table = "documents_edit_lock"

    def __str__(self) -> str:
        return f"{self.matter_id} {self.person_id}"
