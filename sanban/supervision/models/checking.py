"""裁定、催办、核查、实地检查、回头看。"""

from typing import Self

from django.db import models

from sanban.matters.models import MatterFile, Step
from sanban.people.models import Org, Person
from sanban.supervision.models.codes import (
    FollowUpResult,
    ItemState,
    Method,
    Outcome,
    RequestKind,
    Rung,
)
from sanban.supervision.models.item import SupervisedItem


class SideRequestQuerySet(models.QuerySet["SideRequest"]):
    """查申请。"""

    def waiting(self) -> Self:
        """等督查室裁定的，早的在前；本单位领导还没同意的、不在办理（裁定不了）的不算。"""
        rows = self.filter(outcome=Outcome.PENDING, item__state=ItemState.HANDLING)
        return rows.filter(consented_at__isnull=False).order_by("id")

    def awaiting_consent(self, orgs: list[int]) -> Self:
        """等这些单位的领导同意的，早的在前。"""
        rows = self.filter(outcome=Outcome.PENDING, consented_at=None, org__in=orgs)
        return rows.order_by("id")

    def in_force(self, kind: str) -> Self:
        """准了、还没恢复（办好）的：正在中止的，正在协调的。"""
        return self.filter(kind=kind, outcome=Outcome.GRANTED, resumed_at=None)


class SideRequest(models.Model):
    """一项要裁定的申请：异议、延期、协调、中止、阶段办结；五种一张表。

    :ivar wanted_on: 延期、阶段办结要求的新时限，中止预计恢复的日子。
    :ivar consent_name: 同意提出的本单位领导（异议、延期须写）。
    :ivar consented_at: 本单位领导同意的时间；不须同意的，就是提出的时间；空着的还等他同意。
    :ivar resumed_at: 中止的何时恢复，协调的何时办好。
    """

    item = models.ForeignKey(SupervisedItem, models.PROTECT, related_name="requests")
    org = models.ForeignKey(Org, models.PROTECT, null=True, related_name="+")
    kind = models.CharField("何种", max_length=12, choices=RequestKind.choices)
    reason = models.TextField("理由")
    wanted_on = models.DateField("要求的日子", null=True)
    consent_name = models.CharField("同意的领导", max_length=40, blank=True)
    consent_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    consented_at = models.DateTimeField("本单位同意时间", null=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("提出时间")
    outcome = models.CharField("裁定", max_length=10, choices=Outcome.choices, blank=True)
    ruling = models.TextField("裁定意见", blank=True)
    granted_on = models.DateField("准到何日", null=True)
    ruled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ruled_at = models.DateTimeField("裁定时间", null=True)
    resumed_at = models.DateTimeField("恢复时间", null=True)
    step = models.ForeignKey(Step, models.PROTECT, null=True, related_name="+")

    objects = SideRequestQuerySet.as_manager()

    class Meta:
        db_table = "supervision_request"
        indexes = [
            models.Index(fields=["item", "-id"], name="request_of_item"),
            models.Index(fields=["outcome", "id"], name="request_waiting"),
            models.Index(fields=["org", "outcome", "id"], name="request_of_org"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.item_id}"


class Pressing(models.Model):
    """一次催办：哪一级、催谁；催办单、专报带文件。同一期限同一级只自动催一次。"""

    item = models.ForeignKey(SupervisedItem, models.PROTECT, related_name="pressings")
    org = models.ForeignKey(Org, models.PROTECT, null=True, related_name="+")
    rung = models.CharField("级别", max_length=10, choices=Rung.choices)
    number = models.PositiveIntegerField("单号", default=0)
    year = models.PositiveSmallIntegerField("年度")
    cause = models.CharField("因何而催", max_length=60, blank=True)
    days_late = models.IntegerField("逾期几个工作日", default=0)
    note = models.CharField("说明", max_length=500, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField("时间")
    file = models.ForeignKey(MatterFile, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "supervision_pressing"
        constraints = [
            models.UniqueConstraint(
                fields=["item", "org", "rung", "cause"],
                condition=~models.Q(cause=""),
                name="pressed_once_for_a_cause",
            ),
        ]
        indexes = [models.Index(fields=["item", "-id"], name="pressing_of_item")]

    def __str__(self) -> str:
        return f"{self.get_rung_display()} {self.item_id}"


class Verification(models.Model):
    """一次核查：办法、结论、意见；佐证挂在 `step` 上。"""

    item = models.ForeignKey(SupervisedItem, models.PROTECT, related_name="verifications")
    method = models.CharField("办法", max_length=12, choices=Method.choices)
    is_passed = models.BooleanField("核实")
    opinion = models.TextField("核查意见")
    place = models.CharField("地点", max_length=200, blank=True)
    verified_on = models.DateField("核查日期")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("时间")
    step = models.ForeignKey(Step, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "supervision_verification"

    def __str__(self) -> str:
        return f"{self.item_id} {self.verified_on}"


class SiteCheck(models.Model):
    """一次实地检查：地点、日期、谁去的、看到什么；照片可有可无（减负规定）。"""

    item = models.ForeignKey(SupervisedItem, models.PROTECT, related_name="site_checks")
    org = models.ForeignKey(Org, models.PROTECT, null=True, related_name="+")
    place = models.CharField("地点", max_length=200)
    checked_on = models.DateField("日期")
    people = models.CharField("检查人员", max_length=200)
    is_unannounced = models.BooleanField("暗访", default=False)
    findings = models.TextField("看到的情况")
    advice = models.TextField("建议", blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("时间")
    step = models.ForeignKey(Step, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "supervision_site_check"
        indexes = [models.Index(fields=["item", "-id"], name="site_check_of_item")]

    def __str__(self) -> str:
        return f"{self.checked_on} {self.place}"


class FollowUpCheck(models.Model):
    """销号以后的一次回头看；看了没有反弹的归档，反弹的重新办理。"""

    item = models.ForeignKey(SupervisedItem, models.PROTECT, related_name="follow_ups")
    due_on = models.DateField("应看日期")
    done_on = models.DateField("看的日期", null=True)
    result = models.CharField("结果", max_length=12, choices=FollowUpResult.choices, blank=True)
    note = models.TextField("情况", blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    step = models.ForeignKey(Step, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "supervision_follow_up"
        indexes = [models.Index(fields=["done_on", "due_on"], name="follow_up_by_day")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.due_on}"
