"""堵点难点痛点，群众意见。"""

from typing import Self

from django.db import models

from sanban.people.models import Org, Person
from sanban.supervision.models.codes import BlockageKind
from sanban.supervision.models.item import SupervisedItem


class BlockageQuerySet(models.QuerySet["Blockage"]):
    """查堵点。"""

    def of_offices(self, orgs: list[int]) -> Self:
        """这些单位登记的。"""
        return self.filter(org__in=orgs)

    def chosen(self, *, state: str = "", kind: str = "", text: str = "") -> Self:
        """合筛选的；`state` 取 open 没解决、solved 已解决，空为全部。"""
        rows = self.filter(kind=kind) if kind else self
        if state:
            rows = rows.filter(solved_on__isnull=state == "open")
        word = text.strip()
        found = models.Q(title__contains=word) | models.Q(detail__contains=word)
        return rows.filter(found) if word else rows


class Blockage(models.Model):
    """一处堵点、难点或痛点；可以挂在一件督办事项上，也可以由它立项。"""

    org = models.ForeignKey(Org, models.PROTECT, related_name="+", verbose_name="登记单位")
    kind = models.CharField("何种", max_length=10, choices=BlockageKind.choices)
    title = models.CharField("问题", max_length=200)
    detail = models.TextField("具体情况", blank=True)
    item = models.ForeignKey(SupervisedItem, models.PROTECT, null=True, related_name="blockages")
    raised_org = models.ForeignKey(Org, models.PROTECT, null=True, related_name="+")
    raised_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    raised_on = models.DateField("提出日期")
    handler_org = models.ForeignKey(Org, models.PROTECT, null=True, related_name="+")
    measure = models.TextField("解决办法", blank=True)
    due_on = models.DateField("时限", null=True)
    solved_on = models.DateField("解决日期", null=True)
    outcome = models.TextField("解决情况", blank=True)
    made_at = models.DateTimeField("登记时间")

    objects = BlockageQuerySet.as_manager()

    class Meta:
        db_table = "supervision_blockage"
        indexes = [models.Index(fields=["org", "solved_on", "-id"], name="blockage_in_order")]

    def __str__(self) -> str:
        return self.title


class Voice(models.Model):
    """一条群众意见：哪里来的、说了什么、满不满意；不记姓名。"""

    item = models.ForeignKey(SupervisedItem, models.PROTECT, related_name="voices")
    channel = models.CharField("渠道", max_length=40)
    words = models.TextField("意见")
    received_on = models.DateField("日期")
    is_satisfied = models.BooleanField("满意", null=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("登记时间")

    class Meta:
        db_table = "supervision_voice"
        indexes = [models.Index(fields=["item", "-id"], name="voice_of_item")]

    def __str__(self) -> str:
        return f"{self.channel} {self.received_on}"
