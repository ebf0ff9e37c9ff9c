"""拟稿的表：稿子的每一版、在线编辑的凭证和锁、对检查结果的取舍、约稿。"""

from typing import Any, Self

from django.db import models

from sanban.files.models import StoredFile
from sanban.matters.models import AppendOnlyError, Matter
from sanban.people.models import Org, Person


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


class EditToken(models.Model):
    """在线编辑的凭证：一份稿子、一个人、到时作废；库里只存摘要。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="edit_tokens")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    digest = models.CharField("凭证摘要", max_length=64, unique=True)
    made_at = models.DateTimeField("发出时间")
    expires_at = models.DateTimeField("到期时间")
    revoked_at = models.DateTimeField("作废时间", null=True)

    class Meta:
        db_table = "documents_edit_token"

    def __str__(self) -> str:
        return f"{self.matter_id} {self.person_id}"


class EditLock(models.Model):
    """正在编辑的锁：一份稿子同时只有一个人在改。"""

    matter = models.OneToOneField(Matter, models.PROTECT, related_name="edit_lock")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    token = models.CharField("锁的代号", max_length=64)
    base = models.PositiveIntegerField("从第几版改起")
    locked_at = models.DateTimeField("上锁时间")
    expires_at = models.DateTimeField("到期时间")

    class Meta:
        db_table = "documents_edit_lock"

    def __str__(self) -> str:
        return f"{self.matter_id} {self.person_id}"


class Grade(models.TextChoices):
    """来稿的评定。"""

    NONE = "", "未评"
    GOOD = "good", "合格"
    REDO = "redo", "退改"


class MaterialCall(models.Model):
    """一次材料征集：要什么、按什么提纲、多少字、限何时；各单位的一份是一件事项。"""

    matter = models.ForeignKey(
        Matter, models.PROTECT, null=True, related_name="material_calls", verbose_name="为哪份稿子"
    )
    title = models.CharField("题目", max_length=200)
    brief = models.TextField("要求", blank=True)
    headings = models.TextField("提纲", blank=True)
    most = models.PositiveIntegerField("字数上限", null=True)
    due_at = models.DateTimeField("限何时")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("时间")

    class Meta:
        db_table = "documents_material_call"

    def __str__(self) -> str:
        return self.title


class MaterialPart(models.Model):
    """一个单位的来稿：交了几次、退改几次、并入稿子没有。"""

    matter = models.OneToOneField(Matter, models.PROTECT, primary_key=True)
    call = models.ForeignKey(MaterialCall, models.PROTECT, related_name="parts")
    org = models.ForeignKey(Org, models.PROTECT, related_name="+")
    grade = models.CharField("评定", max_length=6, choices=Grade.choices, blank=True)
    grade_remark = models.CharField("评语", max_length=300, blank=True)
    sent_back_count = models.PositiveIntegerField("退改次数", default=0)
    body = models.TextField("来稿文字", blank=True)
    source = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    source_name = models.CharField("原文件名", max_length=255, blank=True)
    characters = models.PositiveIntegerField("字数", default=0)
    supplied_at = models.DateTimeField("交稿时间", null=True)
    merged_into = models.ForeignKey(
        DraftVersion, models.PROTECT, null=True, related_name="merged_parts"
    )

    class Meta:
        db_table = "documents_material_part"
        constraints = [
            models.UniqueConstraint(fields=["call", "org"], name="part_once"),
        ]

    def __str__(self) -> str:
        return f"{self.org} {self.call}"
