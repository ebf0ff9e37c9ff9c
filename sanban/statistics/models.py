"""统计的表：通报（督查报告）、冻结的数、申诉，一季一份的分析研判。"""

import json
from typing import Any, Self

from django.db import models

from sanban.documents.models import Outgoing
from sanban.people.models import Org, Person, RoleHolding


class CircularKind(models.TextChoices):
    """写成什么。"""

    CIRCULAR = "circular", "督查通报"
    REPORT = "report", "督查报告"


class AppealOutcome(models.TextChoices):
    """申诉的处理；空着的还没有处理。"""

    PENDING = "", "待处理"
    UPHELD = "upheld", "申诉成立"
    REFUSED = "refused", "申诉不成立"


class CircularQuerySet(models.QuerySet["Circular"]):
    """查通报。"""

    def whole(self) -> Self:
        """连同发文，状态由它得出。"""
        return self.select_related("outgoing__matter", "outgoing__number__prefix", "org", "by")

    def published(self) -> Self:
        """已经印发的。"""
        return self.exclude(outgoing__dispatched_at=None)

    def naming(self, orgs: list[int]) -> Self:
        """数里写到这些单位的。"""
        named = FrozenFigure.objects.filter(circular=models.OuterRef("pk"), org__in=orgs)
        return self.filter(models.Exists(named))


class Circular(models.Model):
    """一份督查通报或者督查报告。

    写好稿以后走发文的路，签发以前数可以重算，签发以后冻结；到了哪一步由发文得出，这里不另记。
    """

    org = models.ForeignKey(Org, models.PROTECT, related_name="+", verbose_name="督办单位")
    kind = models.CharField("何种", max_length=10, choices=CircularKind.choices)
    title = models.CharField("标题", max_length=200)
    since = models.DateField("自")
    until = models.DateField("至")
    main_recipients = models.CharField("主送", max_length=500, blank=True)
    practices = models.TextField("好的做法", blank=True)
    problems = models.TextField("存在的问题", blank=True)
    demands = models.TextField("下步要求", blank=True)
    outgoing = models.OneToOneField(
        Outgoing, models.PROTECT, null=True, related_name="circular", verbose_name="发文"
    )
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("建立时间")
    counted_at = models.DateTimeField("算数的时间")
    edition = models.PositiveIntegerField("第几次算", default=1)

    objects = CircularQuerySet.as_manager()

    class Meta:
        db_table = "statistics_circular"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")), name="circular_since_until"
            ),
        ]
        indexes = [models.Index(fields=["org", "-until", "-id"], name="circular_in_order")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_frozen(self) -> bool:
        """签发了，数不再变。"""
        return self.outgoing is not None and self.outgoing.signed_at is not None

    @property
    def is_published(self) -> bool:
        """印发了，单位看得到，可以申诉。"""
        return self.outgoing is not None and self.outgoing.dispatched_at is not None

    @property
    def state_label(self) -> str:
        """到了哪一步。"""
        if self.outgoing is None:
            return "算好数，还没起草"
        if self.is_published:
            return "已印发"
        return "已签发，数已冻结" if self.is_frozen else "已起草，还没签发"

    @property
    def target(self) -> str:
        """审计里的写法。"""
        return f"circular:{self.pk}"


class FrozenFigure(models.Model):
    """通报里的一个数，和数出它的那些事项。

    :ivar key: 认这个数的代号，如 on_time、on_time:unit:12、late:345。
    :ivar text: 写进通报的样子。
    :ivar rows: 分母（件数的就是它）的事项编号，一行一个，同一事项几行的写几次；`met` 是分子的。
    """

    circular = models.ForeignKey(Circular, models.CASCADE, related_name="figures")
    position = models.PositiveIntegerField("次序")
    key = models.CharField("代号", max_length=60)
    label = models.CharField("名称", max_length=600)
    org = models.ForeignKey(Org, models.PROTECT, null=True, related_name="+")
    numerator = models.IntegerField("分子", null=True)
    denominator = models.IntegerField("分母", null=True)
    text = models.CharField("写法", max_length=40)
    rows = models.TextField("分母的事项", default="[]")
    met = models.TextField("分子的事项", default="[]")

    class Meta:
        db_table = "statistics_frozen_figure"
        constraints = [
            models.UniqueConstraint(fields=["circular", "key"], name="figure_once"),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.text}"

    @property
    def item_ids(self) -> list[int]:
        """数出它的事项：分母的，或者件数的。"""
        return _ids(self.rows)

    @property
    def met_ids(self) -> list[int]:
        """分子的事项。"""
        return _ids(self.met)


def _ids(text: str) -> list[int]:
    found: Any = json.loads(text)
    return [int(one) for one in found]


class AppealQuerySet(models.QuerySet["Appeal"]):
    """查申诉。"""

    def waiting(self) -> Self:
        """还没处理的。"""
        return self.filter(outcome=AppealOutcome.PENDING).order_by("id")

    def corrections(self) -> Self:
        """更正了数的，按先后；就是通报的更正说明。"""
        return self.exclude(correction="").order_by("ruled_at", "id")


class Appeal(models.Model):
    """一个单位对通报里的数的申诉，和办公室的处理；通报本身不改，更正写在说明里。"""

    circular = models.ForeignKey(Circular, models.PROTECT, related_name="appeals")
    figure = models.ForeignKey(FrozenFigure, models.PROTECT, null=True, related_name="+")
    org = models.ForeignKey(Org, models.PROTECT, related_name="+", verbose_name="申诉单位")
    reason = models.TextField("理由")
    consent_name = models.CharField("同意申诉的本单位领导", max_length=40)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("申诉时间")
    outcome = models.CharField(
        "处理", max_length=10, choices=AppealOutcome.choices, blank=True, default=""
    )
    ruling = models.TextField("处理意见", blank=True)
    correction = models.TextField("更正说明", blank=True)
    ruled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ruled_at = models.DateTimeField("处理时间", null=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        db_table = "statistics_appeal"
        constraints = [
            models.UniqueConstraint(
                fields=["circular", "org", "figure"],
                condition=models.Q(outcome=""),
                name="one_appeal_at_once",
            ),
        ]
        indexes = [models.Index(fields=["circular", "id"], name="appeal_of_circular")]

    def __str__(self) -> str:
        return f"{self.org} {self.reason[:20]}"


class Analysis(models.Model):
    """一季一份的综合分析研判：数和问题由记录得出，判断、原因、措施、议定由人写。

    :ivar starts_on: 这一季的第一天。
    :ivar edition: 改到第几次；存的时候对得上才收，免得盖掉别人写的。
    :ivar material: 定稿那一刻的数和各张单子，JSON；没有定稿的为空，当场去数。
    """

    org = models.ForeignKey(Org, models.PROTECT, related_name="+", verbose_name="督办单位")
    starts_on = models.DateField("第一天")
    judgement = models.TextField("形势判断", blank=True)
    causes = models.TextField("原因", blank=True)
    measures = models.TextField("下步措施", blank=True)
    decided = models.TextField("会议议定", blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("建立时间")
    closed_at = models.DateTimeField("定稿时间", null=True)
    edition = models.PositiveIntegerField("改动次数", default=0)
    material = models.TextField("定稿时的数", blank=True)

    class Meta:
        db_table = "statistics_analysis"
        constraints = [
            models.UniqueConstraint(fields=["org", "starts_on"], name="analysis_once"),
        ]

    def __str__(self) -> str:
        return f"{self.org} {self.starts_on}"

    @property
    def target(self) -> str:
        """审计里的写法。"""
        return f"analysis:{self.pk}"


def office_roles(person: Person, org: Org) -> set[str]:
    """此人在这个单位任的角色。"""
    held: list[RoleHolding] = list(person.holdings.all())
    return {one.role for one in held if one.org_id == org.pk}
