"""事项：流程表的一版、事项、给谁看。"""

import json
from datetime import UTC, datetime
from typing import Any, Self

from django.db import models

from sanban.core.prepared import Prepared
from sanban.people.models import ADMINS, OfficeSection, Org, Person

FAR = datetime(9999, 1, 1, tzinfo=UTC)
"""没有期限的，排在最后。"""
FEW, MANY = 500, 3000
"""看得见的不过五百件的，列表从看得见的找起；不过三千件的，这样数件数。再多，逐件去问更快。"""


class Urgency(models.TextChoices):
    """紧急程度。"""

    TOP = "top", "特急"
    HIGH = "high", "加急"
    LOW = "low", "平急"
    NONE = "", "无"


class MatterState(models.TextChoices):
    """事项的状态。"""

    RUNNING = "running", "在办"
    DONE = "done", "办结"
    STOPPED = "stopped", "终止"
    VOIDED = "voided", "作废"


class Route(models.Model):
    """流程表的一版；事项从生到死跟着它的那一版。"""

    kind = models.CharField("种类", max_length=30)
    version = models.PositiveIntegerField("版本")
    digest = models.CharField("摘要", max_length=64)
    body = models.TextField("流程表")
    created_at = models.DateTimeField("启用时间", auto_now_add=True)

    class Meta:
        db_table = "matters_route"
        constraints = [
            models.UniqueConstraint(fields=["kind", "version"], name="route_version_once"),
            models.UniqueConstraint(fields=["kind", "digest"], name="route_digest_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} 第 {self.version} 版"


def subjects_of(person: Person) -> list[str]:
    """此人在可见表里的各种身份；三员没有，以前办过的也不再看得见。"""
    held = list(person.holdings.all())
    if any(one.role in ADMINS for one in held):
        return []
    keys = [f"p{person.pk}"]
    if person.office_section_id:
        keys.append(f"s{person.office_section_id}")
    return keys + [f"r{one.org_id}.{one.role}" for one in held]


def seen_count(subjects: list[str], *, most: int = MANY + 1) -> int:
    """这些身份看得见几件，数到 `most` 为止；几种身份都看得见的重复计。"""
    return _SHOWN.count(subjects, most=most)


class MatterQuerySet(models.QuerySet["Matter"]):
    """查事项。"""

    def visible_to(self, person: Person) -> Self:
        """此人看得见的。"""
        return self.shown_to(subjects_of(person))

    def shown_to(self, subjects: list[str]) -> Self:
        """给这些身份看的。"""
        shown = Visibility.objects.filter(matter=models.OuterRef("pk"), subject__in=subjects)
        return self.filter(models.Exists(shown))

    def running(self) -> Self:
        """在办的。"""
        return self.filter(state=MatterState.RUNNING)

    def started_by(self, person: Person) -> Self:
        """此人登记或发起的，新的在前。"""
        return self.filter(drafter=person).order_by("-id")


class Matter(models.Model):
    """一件事项；各种类自己的内容，另有一对一的表。"""

    kind = models.CharField("种类", max_length=30)
    route = models.ForeignKey(Route, models.PROTECT, related_name="+")
    title = models.CharField("标题", max_length=500)
    stage = models.CharField("环节", max_length=30)
    stage_label = models.CharField("环节名称", max_length=30)
    round = models.PositiveIntegerField("轮次", default=0)
    step_no = models.PositiveIntegerField("留痕序号", default=0)
    state = models.CharField(
        "状态", max_length=10, choices=MatterState.choices, default=MatterState.RUNNING
    )
    urgency = models.CharField(
        "紧急程度", max_length=10, choices=Urgency.choices, default=Urgency.NONE, blank=True
    )
    due_at = models.DateTimeField("期限", default=FAR)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="children", verbose_name="由何事项而来"
    )
    drafter = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="登记人")
    org = models.ForeignKey(Org, models.PROTECT, related_name="+", verbose_name="登记单位")
    office_section = models.ForeignKey(
        OfficeSection, models.PROTECT, null=True, related_name="+", verbose_name="登记科室"
    )
    started_at = models.DateTimeField("登记时间")
    ended_at = models.DateTimeField("办结时间", null=True)
    data = models.TextField("流转要用的几项", default="{}")

    objects = MatterQuerySet.as_manager()

    class Meta:
        db_table = "matters_matter"
        indexes = [
            models.Index(fields=["drafter", "-id"], name="matter_by_drafter"),
            models.Index(fields=["state", "due_at", "id"], name="matter_by_due"),
            models.Index(fields=["kind", "state", "stage", "-id"], name="matter_by_stage"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def values(self) -> dict[str, Any]:
        """流转要用的几项。"""
        found: dict[str, Any] = json.loads(self.data)
        return found

    @property
    def has_due(self) -> bool:
        """有没有期限。"""
        return self.due_at < FAR

    @property
    def target(self) -> str:
        """审计里的写法。"""
        return f"matter:{self.pk}"


class Visibility(models.Model):
    """一件事项给谁看：人、科室，或某单位的某角色。"""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="shown_to")
    subject = models.CharField("身份", max_length=40)

    class Meta:
        db_table = "matters_visibility"
        constraints = [
            models.UniqueConstraint(fields=["matter", "subject"], name="shown_once"),
        ]
        indexes = [models.Index(fields=["subject", "-matter"], name="shown_by_subject")]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.subject}"


_SHOWN = Prepared(
    lambda subjects: Visibility.objects.filter(subject__in=subjects).values_list("pk", flat=True)
)
