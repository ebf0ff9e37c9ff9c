"""承办：承办单位、阶段节点、子任务、应报和反馈。"""

from datetime import date
from typing import Self

from django.db import models

from sanban.matters.doers import ASSIST, LEAD
from sanban.matters.models import Step
from sanban.people.models import Org, Person, RoleCode, RoleHolding
from sanban.supervision.models.codes import FeedbackState
from sanban.supervision.models.item import SupervisedItem


class HandlerQuerySet(models.QuerySet["Handler"]):
    """查承办单位。"""

    def current(self, item: SupervisedItem) -> Self:
        """一件事项现在的承办单位，主办在前。"""
        rows = self.filter(item=item, released_at=None).select_related("org")
        return rows.order_by("-part", "org__rank_order", "id")

    def owing(self, orgs: list[int]) -> Self:
        """这些单位在办的。"""
        return self.filter(org__in=orgs, released_at=None, item__is_open=True)

    def orphaned(self, office: Org) -> Self:
        """一个督办单位在办的事项里，承办单位已经撤并或者没有在岗联络员的。"""
        held = RoleHolding.objects.filter(
            role=RoleCode.LIAISON, org=models.OuterRef("org"), person__is_active=True
        )
        gone = models.Q(org__is_active=False) | ~models.Exists(held)
        rows = self.filter(gone, item__org=office, item__is_open=True, released_at=None)
        return rows.select_related("org", "item__matter").order_by("item__due_at", "id")


class Handler(models.Model):
    """一个承办单位和它办到哪里；换了承办单位的，旧的一行写明何时解除。"""

    item = models.ForeignKey(SupervisedItem, models.PROTECT, related_name="handlers")
    org = models.ForeignKey(Org, models.PROTECT, related_name="+", verbose_name="承办单位")
    part = models.CharField("主办或协办", max_length=10, choices=[(LEAD, "主办"), (ASSIST, "协办")])
    owner_name = models.CharField("责任人", max_length=40, blank=True)
    backup_name = models.CharField("B 角", max_length=40, blank=True)
    progress = models.PositiveSmallIntegerField("完成率", default=0)
    assigned_at = models.DateTimeField("交办时间", null=True)
    acknowledged_at = models.DateTimeField("签收时间", null=True)
    acknowledged_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reported_at = models.DateTimeField("最近反馈", null=True)
    applied_at = models.DateTimeField("报结时间", null=True)
    released_at = models.DateTimeField("解除时间", null=True)
    reminder_count = models.PositiveIntegerField("催办次数", default=0)

    objects = HandlerQuerySet.as_manager()

    class Meta:
        db_table = "supervision_handler"
        constraints = [
            models.UniqueConstraint(fields=["item", "org"], name="handler_once"),
        ]
        indexes = [models.Index(fields=["org", "released_at", "item"], name="handler_of_org")]

    def __str__(self) -> str:
        return f"{self.item_id}→{self.org_id}"


class Subtask(models.Model):
    """分解出来的一项子任务；可以再分，层数不限。

    :ivar share: 在同一层里占的份额（百分数）；都是 0 的平分。
    """

    item = models.ForeignKey(SupervisedItem, models.PROTECT, related_name="subtasks")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    position = models.PositiveIntegerField("次序", default=0)
    title = models.CharField("子任务", max_length=200)
    mission = models.CharField("任务目标", max_length=500, blank=True)
    standard = models.CharField("验收标准", max_length=300, blank=True)
    org = models.ForeignKey(Org, models.PROTECT, null=True, related_name="+")
    owner_name = models.CharField("责任人", max_length=40, blank=True)
    backup_name = models.CharField("B 角", max_length=40, blank=True)
    due_on = models.DateField("完成时限", null=True)
    share = models.PositiveSmallIntegerField("份额", default=0)
    progress = models.PositiveSmallIntegerField("完成率", default=0)
    done_at = models.DateTimeField("完成时间", null=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("分解时间")
    removed_at = models.DateTimeField("撤销时间", null=True)

    class Meta:
        db_table = "supervision_subtask"
        indexes = [models.Index(fields=["item", "parent", "position"], name="subtask_in_tree")]

    def __str__(self) -> str:
        return self.title


class Milestone(models.Model):
    """时间表上的一个阶段节点。"""

    item = models.ForeignKey(SupervisedItem, models.PROTECT, related_name="milestones")
    position = models.PositiveIntegerField("次序", default=0)
    name = models.CharField("节点", max_length=200)
    due_on = models.DateField("应完成日期")
    done_on = models.DateField("完成日期", null=True)
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        db_table = "supervision_milestone"
        indexes = [
            models.Index(fields=["item", "position"], name="milestone_in_order"),
            models.Index(fields=["done_on", "due_on"], name="milestone_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.due_on} {self.name}"


class ReportDueQuerySet(models.QuerySet["ReportDue"]):
    """查应报。"""

    def owed(self, day: date) -> Self:
        """到这天还欠着的。"""
        return self.filter(met_at=None, excused_at=None, due_on__lte=day)

    def asked_between(self, since: date, until: date) -> Self:
        """这几天里（含两端）要报的。"""
        return self.filter(excused_at=None, due_on__range=(since, until))


class ReportDue(models.Model):
    """一个单位为一件事项应报的一次反馈；反馈及时率和报表负担都从这里数。"""

    item = models.ForeignKey(SupervisedItem, models.PROTECT, related_name="reports_due")
    org = models.ForeignKey(Org, models.PROTECT, related_name="+")
    due_on = models.DateField("应报日期")
    met_at = models.DateTimeField("报来时间", null=True)
    excused_at = models.DateTimeField("免报时间", null=True)

    objects = ReportDueQuerySet.as_manager()

    class Meta:
        db_table = "supervision_report_due"
        constraints = [
            models.UniqueConstraint(fields=["item", "org", "due_on"], name="report_due_once"),
        ]
        indexes = [
            models.Index(fields=["org", "due_on"], name="report_due_of_org"),
            models.Index(
                fields=["due_on", "met_at", "excused_at", "item", "org"], name="report_due_by_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.org_id} {self.due_on}"


class Feedback(models.Model):
    """一次反馈：进展、问题、下步；经本单位领导审核才算报出。材料挂在 `step` 上。"""

    item = models.ForeignKey(SupervisedItem, models.PROTECT, related_name="feedbacks")
    org = models.ForeignKey(Org, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField("第几次")
    progress = models.PositiveSmallIntegerField("完成率")
    content = models.TextField("进展情况")
    problem = models.TextField("存在问题", blank=True)
    next_step = models.TextField("下步措施", blank=True)
    state = models.CharField("状态", max_length=10, choices=FeedbackState.choices)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("填报时间")
    approver = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    approver_name = models.CharField("审核领导", max_length=40, blank=True)
    approved_at = models.DateTimeField("审核时间", null=True)
    report_due = models.ForeignKey(
        ReportDue, models.PROTECT, null=True, related_name="feedbacks", verbose_name="应报"
    )
    return_reason = models.CharField("退回原因", max_length=300, blank=True)
    step = models.ForeignKey(Step, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "supervision_feedback"
        constraints = [
            models.UniqueConstraint(fields=["item", "org", "number"], name="feedback_once"),
        ]
        indexes = [models.Index(fields=["item", "-id"], name="feedback_of_item")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.org_id} 第 {self.number} 次"
