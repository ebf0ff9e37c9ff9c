"""分发的表：发给单位的各份和回执，更正与撤回。"""

from typing import Self

from django.db import models

from sanban.core.prepared import Prepared
from sanban.matters.models import Matter, MatterFile
from sanban.people.models import Org, Person


class DistributionQuerySet(models.QuerySet["Distribution"]):
    """查分发。"""

    def of(self, matter: Matter) -> Self:
        """一件事项的分发，按单位排序。"""
        rows = self.filter(matter=matter, withdrawn_at=None).select_related("org")
        return rows.order_by("org__rank_order", "org_id")

    def silent(self, matter: Matter) -> Self:
        """还没签收的单位。"""
        return self.of(matter).filter(received_at=None)

    def to_orgs(self, orgs: list[int]) -> Self:
        """发给这些单位的，新的在前。"""
        rows = self.filter(org__in=orgs, withdrawn_at=None).select_related("matter", "org")
        return rows.order_by("-id")


class Distribution(models.Model):
    """发给一个单位的一份，和它的送、收、阅、办四道回执。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="distributions")
    org = models.ForeignKey(Org, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    wants_handling = models.BooleanField("要办理", default=False)
    is_assigned = models.BooleanField("承办单位", default=False)
    note = models.CharField("说明", max_length=200, blank=True)
    sent_at = models.DateTimeField("送")
    received_at = models.DateTimeField("收", null=True)
    received_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    read_at = models.DateTimeField("阅", null=True)
    handled_at = models.DateTimeField("办", null=True)
    answer = models.CharField("办理情况", max_length=500, blank=True)
    reminded_at = models.DateTimeField("催办时间", null=True)
    withdrawn_at = models.DateTimeField("收回时间", null=True)

    objects = DistributionQuerySet.as_manager()

    class Meta:
        db_table = "documents_distribution"
        constraints = [
            models.UniqueConstraint(fields=["matter", "org"], name="distributed_once"),
        ]
        indexes = [models.Index(fields=["org", "-id"], name="distribution_of_org")]

    def __str__(self) -> str:
        return f"{self.matter_id}→{self.org_id}"


UNREAD_COPIES = Prepared(
    lambda matter: Distribution.objects.of(Matter(pk=matter)).filter(read_at=None)
)
"""一件事项发出去还没阅的各份：事项的编号。"""


class CorrectionKind(models.TextChoices):
    """对已登记文件的处置。"""

    REPLACE = "replace", "更正"
    RETRACT = "retract", "撤回"


class Correction(models.Model):
    """一次更正或撤回：处处换成新的一份，并处处说明。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="corrections")
    kind = models.CharField("处置", max_length=10, choices=CorrectionKind.choices)
    old_file = models.ForeignKey(MatterFile, models.PROTECT, related_name="+")
    new_file = models.ForeignKey(MatterFile, models.PROTECT, null=True, related_name="+")
    reason = models.CharField("原因", max_length=300)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("时间")

    class Meta:
        db_table = "documents_correction"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.reason}"
