"""档案的表：一件归档文件，收进来就不再变。"""

import re
from typing import Any, Self

from django.db import models

from sanban.matters.models import Matter
from sanban.people.models import Person
from sanban.search.lists import having

SEARCHED = ("title", "doc_number", "responsible")
CODE = re.compile(r"[A-Za-z0-9·.\-]+")
"""档号或它的一截：字母、数字和连接的点、横。"""


class Retention(models.TextChoices):
    """保管期限（国家档案局令第8号）。"""

    PERMANENT = "Y", "永久"
    THIRTY = "D30", "30年"
    TEN = "D10", "10年"


class SealedError(Exception):
    """归档的内容不能改。"""


class ArchiveItemQuerySet(models.QuerySet["ArchiveItem"]):
    """查归档文件。"""

    def visible_to(self, person: Person) -> Self:
        """此人看得见的。"""
        shown = Matter.objects.filter(pk=models.OuterRef("matter_id")).visible_to(person)
        return self.filter(models.Exists(shown))

    def like(self, words: str) -> Self:
        """题名、文号、责任者里有这几个字的；不带汉字的，也当档号的一截找。"""
        word = words.strip()
        if not word:
            return self
        found = having(ArchiveItem.objects.all(), word, key="matter", columns=SEARCHED)
        if CODE.fullmatch(word):
            found |= models.Q(archival_code__contains=word)
        return self.filter(found)

    def in_list_order(self) -> Self:
        """目录的次序：年度新的在前，期限、件号顺排。"""
        return self.order_by("-year", "retention", "item_no")

    def update(self, **kwargs: Any) -> int:
        """不许。"""
        raise SealedError("归档的内容不能改")

    def delete(self) -> tuple[int, dict[str, int]]:
        """不许。"""
        raise SealedError("归档的内容不能删")


class ArchiveItem(models.Model):
    """一件归档文件：档号、题名等元数据，全部文件和留痕的摘要清单。"""

    matter = models.OneToOneField(Matter, models.PROTECT, related_name="archive_item")
    fonds_no = models.CharField("全宗号", max_length=10)
    category = models.CharField("门类", max_length=4, default="WS")
    year = models.PositiveSmallIntegerField("年度")
    retention = models.CharField("保管期限", max_length=4, choices=Retention.choices)
    section_code = models.CharField("机构（问题）", max_length=10)
    item_no = models.PositiveIntegerField("件号")
    archival_code = models.CharField("档号", max_length=60, unique=True)
    doc_number = models.CharField("文号", max_length=100, blank=True)
    responsible = models.CharField("责任者", max_length=200)
    title = models.CharField("题名", max_length=500)
    doc_date = models.DateField("日期", null=True)
    secrecy = models.CharField("密级", max_length=12, blank=True)
    pages = models.PositiveIntegerField("页数", null=True)
    remark = models.CharField("备注", max_length=200, blank=True)
    metadata = models.TextField("元数据")
    manifest = models.TextField("摘要清单")
    digest = models.CharField("清单摘要", max_length=64)
    archived_at = models.DateTimeField("归档时间")
    archived_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = ArchiveItemQuerySet.as_manager()

    class Meta:
        db_table = "archives_item"
        constraints = [
            models.UniqueConstraint(
                fields=["fonds_no", "category", "year", "retention", "section_code", "item_no"],
                name="item_no_once",
            ),
        ]
        indexes = [
            models.Index(fields=["-year", "retention", "item_no"], name="archive_in_order"),
        ]

    def __str__(self) -> str:
        return self.archival_code

    def save(self, *args: Any, **kwargs: Any) -> None:
        """只许新增。"""
        if self.pk:
            raise SealedError("归档的内容不能改")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """不许。"""
        raise SealedError("归档的内容不能删")
