"""事项的文件和常用意见。"""

from collections.abc import Iterable
from typing import Self

from django.db import models

from sanban.core.prepared import Prepared
from sanban.files.models import StoredFile
from sanban.matters.models.matter import Matter
from sanban.matters.models.step import Step
from sanban.people.models import Person


class MatterFileRole(models.TextChoices):
    """附在事项上的文件是什么。"""

    MAIN = "main", "正文"
    ATTACHMENT = "attachment", "附件"
    FEEDBACK = "feedback", "反馈材料"
    SCAN = "scan", "处理笺扫描件"
    FINAL = "final", "定稿"
    DRAFT_SHEET = "draft_sheet", "发文稿纸"
    REDLINE = "redline", "花脸稿"
    NOTICE = "notice", "督办文书"


class MatterFileQuerySet(models.QuerySet["MatterFile"]):
    """查事项的文件。"""

    def current(self, matter: Matter) -> Self:
        """现行的：没被替换、没被撤回的。"""
        rows = self.filter(matter=matter, replaced_by=None, retracted_at=None)
        return rows.select_related("stored").order_by("role", "position", "id")


class MatterFile(models.Model):
    """附在事项上的一份文件；新版本是新的一行，旧的留着。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="files")
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    role = models.CharField("性质", max_length=12, choices=MatterFileRole.choices)
    name = models.CharField("文件名", max_length=255)
    position = models.PositiveIntegerField("次序", default=0)
    step = models.ForeignKey(Step, models.PROTECT, null=True, related_name="files")
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField("时间")
    replaced_by = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaces")
    retracted_at = models.DateTimeField("撤回时间", null=True)

    objects = MatterFileQuerySet.as_manager()

    class Meta:
        db_table = "matters_file"

    def __str__(self) -> str:
        return self.name


class PhraseQuerySet(models.QuerySet["Phrase"]):
    """查常用意见。"""

    def offered(self, person: Person, stages: Iterable[str]) -> Self:
        """给此人在这些环节用的：自己的在前，公用的在后。"""
        mine = models.Q(person=person) | models.Q(person=None)
        rows = self.filter(mine, stage__in=[*stages, ""])
        return rows.order_by(models.F("person").asc(nulls_last=True), "position", "id")


class Phrase(models.Model):
    """一条常用意见；没有人的是公用的，没有环节的各环节都用。"""

    stage = models.CharField("环节", max_length=30, blank=True)
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="phrases")
    text = models.CharField("意见", max_length=200)
    position = models.PositiveIntegerField("次序", default=0)

    objects = PhraseQuerySet.as_manager()

    class Meta:
        db_table = "matters_phrase"

    def __str__(self) -> str:
        return self.text


ALL_FILES = Prepared(
    lambda matter: (
        MatterFile.objects.filter(matter=matter)
        .select_related("stored__rendition", "added_by")
        .order_by("replaced_by_id", "position", "id")
    )
)
"""一件事项的全部文件，连旧的：事项的编号。"""
OFFERED = Prepared(
    lambda person, stage: Phrase.objects.offered(Person(pk=person), [stage]).values_list(
        "text", flat=True
    )[:12]
)
"""给此人在这个环节用的常用意见：人的编号，环节。"""
