"""搜索的表：一段段能搜的文字，等着编进去的。"""

from typing import Self

from django.db import models

OWNER_BITS, REACH_BITS = 16, 14
MOST_SLOTS = 1 << REACH_BITS
LARGEST_OWNER = (1 << (63 - OWNER_BITS)) - 1


class Reach(models.IntegerChoices):
    """一段文字给看得见这一件的哪些人看。"""

    SEEN = 0, "看得见的人"
    INSIDE = 1, "内部的人"
    KEPT = 2, "保管的人"


def piece_id(owner: int, reach: int, slot: int) -> int:
    """一段的编号：高位是归谁，所以晚登记的排在后面，一件的各段挨着。"""
    return owner << OWNER_BITS | reach << REACH_BITS | slot


def span_of(owner: int) -> tuple[int, int]:
    """一件的各段，编号从多少到多少。"""
    first = piece_id(owner, 0, 0)
    return first, first + (1 << OWNER_BITS) - 1


class PassageQuerySet(models.QuerySet["Passage"]):
    """查各段。"""

    def of(self, owner: int) -> Self:
        """一件的各段。"""
        return self.within(*span_of(owner))

    def within(self, first: int, last: int) -> Self:
        """编号从 `first` 到 `last` 的。"""
        return self.filter(pk__range=(first, last)).order_by("pk")

    def waiting(self) -> Self:
        """还没有编进去的，新的在前。"""
        # 写成“在……之中”，SQLite 才用得上索引
        return self.filter(indexed__in=(False,)).order_by("-id")


class Passage(models.Model):
    """一件里能搜的一段：零号是卡片（短栏和意见），别的各是一份文件的一版。

    :ivar head: 标题、文号这些短栏，栏与栏用分隔符隔开；各段重复，几个词分在题目和正文里的也找得到。
    :ivar label: 这一段叫什么，给人看；`target` 是从哪里来的，给程序认，如 file:12。
    :ivar indexed: 现在的文字已经在索引里；与索引同一事务改，所以永远说得准。
    """

    id = models.BigIntegerField(primary_key=True)
    head = models.TextField("短栏")
    body = models.TextField("文字", blank=True)
    label = models.CharField("叫什么", max_length=255, blank=True)
    target = models.CharField("从哪里来", max_length=40, blank=True)
    indexed = models.BooleanField("已编入", default=False)

    objects = PassageQuerySet.as_manager()

    class Meta:
        db_table = "search_passage"
        indexes = [models.Index(fields=["indexed", "-id"], name="passage_to_index")]

    def __str__(self) -> str:
        return f"{self.owner}.{self.slot}"

    @property
    def owner(self) -> int:
        """归哪一件。"""
        return self.id >> OWNER_BITS

    @property
    def reach(self) -> int:
        """给哪些人看。"""
        return self.id >> REACH_BITS & 3

    @property
    def slot(self) -> int:
        """在这一件里的第几段。"""
        return self.id & MOST_SLOTS - 1


class Pending(models.Model):
    """等着编进去的一件；和改动同一事务记下，所以丢不了。

    :ivar stamp: 每记一次换一个数；编好以后数变了，说明编的时候又有改动，要再编。
    """

    owner = models.BigIntegerField("哪一件", primary_key=True)
    stamp = models.BigIntegerField("哪一次")
    tries = models.PositiveIntegerField("试过几次", default=0)
    leased_until = models.DateTimeField("领走到何时", null=True)

    class Meta:
        db_table = "search_pending"

    def __str__(self) -> str:
        return str(self.owner)
