"""材料征集的表：一次约稿，和各单位的一份来稿。"""

from typing import Self

from django.db import models

from sanban.documents.models.drafting import DraftVersion
from sanban.files.models import StoredFile
from sanban.matters.models import Matter, MatterState
from sanban.people.models import Org, Person, RoleCode

KEEPERS = (RoleCode.CLERK, RoleCode.DIRECTOR)
"""看得见本单位全部约稿的角色。"""


class Grade(models.TextChoices):
    """来稿的评定。"""

    NONE = "", "未评"
    GOOD = "good", "合格"
    REDO = "redo", "退改"


class MaterialCallQuerySet(models.QuerySet["MaterialCall"]):
    """查约稿。"""

    def visible_to(self, person: Person) -> Self:
        """此人看得见的：自己发的，本单位文书、主任还看得见本单位发的。"""
        orgs = [one.org_id for one in person.holdings.all() if one.role in KEEPERS]
        return self.filter(models.Q(by=person) | models.Q(org__in=orgs))

    def like(self, words: str) -> Self:
        """题目里有这几个字的。"""
        return self.filter(title__contains=words.strip())


class MaterialCall(models.Model):
    """一次材料征集：要什么、按什么提纲、多少字、限何时；各单位的一份是一件事项。

    `headings` 一行一个提纲；`known` 是已经掌握、不必再报的情况。
    """

    matter = models.ForeignKey(
        Matter, models.PROTECT, null=True, related_name="material_calls", verbose_name="为哪份稿子"
    )
    org = models.ForeignKey(Org, models.PROTECT, related_name="+", verbose_name="约稿单位")
    title = models.CharField("题目", max_length=200)
    brief = models.TextField("要求", blank=True)
    known = models.TextField("已经掌握的情况", blank=True)
    headings = models.TextField("提纲", blank=True)
    most = models.PositiveIntegerField("字数上限", null=True)
    due_at = models.DateTimeField("限何时")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("时间")
    withdrawn_at = models.DateTimeField("撤回时间", null=True)
    withdraw_reason = models.CharField("撤回理由", max_length=200, blank=True)

    objects = MaterialCallQuerySet.as_manager()

    class Meta:
        db_table = "documents_material_call"
        indexes = [models.Index(fields=["org", "-id"], name="call_of_org")]

    def __str__(self) -> str:
        return self.title

    @property
    def heading_list(self) -> list[str]:
        """提纲，一项一个。"""
        return [line.strip() for line in self.headings.splitlines() if line.strip()]


class MaterialPartQuerySet(models.QuerySet["MaterialPart"]):
    """查来稿。"""

    def of(self, call: MaterialCall) -> Self:
        """一次约稿的各份，按单位排序。"""
        rows = self.filter(call=call).select_related("matter__route", "org", "merged_into")
        return rows.order_by("org__rank_order", "org_id")

    def waiting(self, call: MaterialCall) -> Self:
        """还没交来的。"""
        return self.of(call).filter(matter__state=MatterState.RUNNING, matter__stage="supply")

    def merged(self, matter: Matter) -> Self:
        """并进这份稿子的，先并的在前。"""
        rows = self.filter(merged_into__matter=matter).select_related("org", "call", "merged_into")
        return rows.order_by("merged_into__number", "org__rank_order", "org_id")


class MaterialPart(models.Model):
    """一个单位的来稿：交了几次、退改几次、并入稿子没有。

    `body` 是来稿的文字：一个提纲一行，前面加“# ”，下面是各段；没有提纲的只有各段。
    `supplied_at` 是头一次交稿的时间，过没过期限看它；退改重交的时间在留痕里。
    """

    matter = models.OneToOneField(
        Matter, models.PROTECT, primary_key=True, related_name="material_part"
    )
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

    objects = MaterialPartQuerySet.as_manager()

    class Meta:
        db_table = "documents_material_part"
        constraints = [
            models.UniqueConstraint(fields=["call", "org"], name="part_once"),
        ]

    def __str__(self) -> str:
        return f"{self.org} {self.call}"
