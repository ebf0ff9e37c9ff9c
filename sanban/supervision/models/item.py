"""督办事项：台账的一行（domain.md §4.7 各栏）。"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from django.db import models

from sanban.matters.models import FAR, FEW, Matter, Visibility, seen_count, subjects_of
from sanban.people.models import Org, Person, RoleCode, RoleHolding
from sanban.search.lists import found_in, typed
from sanban.supervision.models.codes import Cycle, FollowUpResult, ItemState, Source

NEVER = date(9999, 12, 31)
"""没有这一天的，排在最后。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFilter:
    """台账的筛选；没选的为空。

    :param light: 灯的代号：late、near、go、hold、done。
    :param openness: open 在办，ended 了结，空为全部。
    :param found: 按字在索引里找出来的各件；空为没有按字找，或者太多，逐件去比。
    :param owed_by: 承办单位（主办、协办都算）的编号；`lead` 只算牵头。
    """

    year: int | None = None
    source: str = ""
    lead: int | None = None
    owed_by: int | None = None
    leader: int | None = None
    state: str = ""
    openness: str = ""
    light: str = ""
    text: str = ""
    found: tuple[int, ...] | None = None


# 筛选的一项 → 查库的一项
EQUALS = (
    ("year", "year"),
    ("source", "source"),
    ("lead", "lead_org"),
    ("leader", "leader"),
    ("state", "state"),
)
# “在……之中”的写法：只写一个是非栏，SQLite 用不上索引
OPENNESS = {"open": (True,), "ended": (False,)}
SEARCHED, LONGEST_NUMBER = ("matter__title", "owner_name", "basis"), 7
OFFICE_ROLES = (RoleCode.SUPERVISOR, RoleCode.DIRECTOR, RoleCode.CLERK)


def lit(code: str, now: datetime) -> models.Q:
    """亮某种灯的事项的条件：灯是两个时刻划出的范围，从不存颜色。

    写成“不是……”的那一个时刻数据库不会去走它的索引，只走另一个的，少看几万行。
    """
    running = models.Q(is_open__in=OPENNESS["open"]) & ~models.Q(state=ItemState.SUSPENDED)
    ranges = {
        "late": running & models.Q(red_at__lt=now),
        "near": running & models.Q(red_at__gte=now) & ~models.Q(amber_at__gte=now),
        "go": running & models.Q(amber_at__gte=now) & ~models.Q(red_at__lt=now),
        "hold": models.Q(
            state__in=[
                ItemState.SUSPENDED,
                ItemState.DECLINED,
                ItemState.STOPPED,
                ItemState.MERGED,
            ]
        ),
        "done": models.Q(state=ItemState.CLOSED),
    }
    return ranges[code]


def offices_of(person: Person) -> list[int]:
    """此人看得见哪几个单位督办的全部：督查员、主任、文书看本单位的，主要负责人看他领导的办公室的。"""
    held = {one.org_id for one in person.holdings.all() if _oversees(one, person)}
    return sorted(held) if subjects_of(person) else []


def _oversees(held: RoleHolding, person: Person) -> bool:
    heads = held.role == RoleCode.PRINCIPAL and held.org_id != person.org_id
    return held.role in OFFICE_ROLES or heads


class SupervisedItemQuerySet(models.QuerySet["SupervisedItem"]):
    """查督办事项。"""

    def ledger(self, chosen: LedgerFilter, *, now: datetime) -> Self:
        """台账里合筛选的，按台账的次序。"""
        rows = self
        for name, column in EQUALS:
            if getattr(chosen, name):
                rows = rows.filter(**{column: getattr(chosen, name)})
        if chosen.openness:
            rows = rows.filter(is_open__in=OPENNESS[chosen.openness])
        if chosen.owed_by:
            rows = rows.owed_by([chosen.owed_by])
        if chosen.light:
            rows = rows.filter(lit(chosen.light, now))
        return rows.like(chosen.text, chosen.found).in_ledger_order()

    def in_ledger_order(self) -> Self:
        """台账的次序：年度、编号，新的在前；没编号的在最后。"""
        return self.order_by("-year", "-number", "-matter")

    def like(self, words: str, found: tuple[int, ...] | None) -> Self:
        """事项、责任人、依据里有这几个字的；逐件去比的，只有数字的也当编号找。

        :param found: 先在索引里找出来的各件（`named`）；空为逐件去比。
        """
        word = words.strip()
        if not word:
            return self
        if found is not None:
            return self.filter(matter__in=found)
        here = typed(word, SEARCHED)
        if word.isdecimal() and len(word) < LONGEST_NUMBER:
            here |= models.Q(number=int(word))
        return self.filter(here)

    def named(self, words: str) -> tuple[int, ...] | None:
        """先在索引里找：短栏里有这几个字的各件；太多的为空。"""
        return found_in(self, words, key="matter", columns=SEARCHED)

    def owed_by(self, orgs: list[int]) -> Self:
        """由这些单位承办（主办、协办）的。"""
        return self.filter(handlers__org__in=orgs, handlers__released_at=None).distinct()

    def visible_to(self, person: Person) -> Self:
        """此人看得见的：督查室的人看本单位督办的全部，别人看给自己看的。"""
        subjects, offices = subjects_of(person), offices_of(person)
        few = not offices and seen_count(subjects) <= FEW
        return self.shown_to(subjects, few=few, offices=offices)

    def shown_to(self, subjects: list[str], *, few: bool, offices: Sequence[int] = ()) -> Self:
        """给这些身份看的，连同这些单位督办的全部。

        看得见的不多，从看得见的找起，多就照次序逐件去问；本单位的不必问。
        """
        shown = Visibility.objects.filter(subject__in=subjects)
        if few:
            return self.filter(matter__in=shown.values("matter"))
        asked = models.Exists(shown.filter(matter=models.OuterRef("matter_id")))
        return self.filter(models.Q(org__in=offices) | asked if offices else asked)


class SupervisedItem(models.Model):
    """一件督办事项；与事项一对一，台账要的各栏都在这一行。

    时刻 `amber_at`、`red_at` 由期限、节点和工作日历算出（services/dates.py），灯据此当场得出。
    """

    matter = models.OneToOneField(
        Matter, models.PROTECT, primary_key=True, related_name="supervised_item"
    )
    org = models.ForeignKey(Org, models.PROTECT, related_name="+", verbose_name="督办单位")
    series = models.CharField("编号系列", max_length=20, blank=True)
    year = models.PositiveSmallIntegerField("年度")
    number = models.PositiveIntegerField("督办编号", default=0)
    source = models.CharField("来源", max_length=1, choices=Source.choices)
    basis = models.CharField("依据", max_length=500, blank=True)
    content = models.TextField("事项内容", blank=True)
    mission = models.TextField("任务目标")
    standard = models.CharField("验收标准", max_length=500, blank=True)
    roadmap = models.TextField("路径图", blank=True)
    lead_org = models.ForeignKey(
        Org, models.PROTECT, null=True, related_name="+", verbose_name="牵头单位"
    )
    owner_name = models.CharField("责任人", max_length=40, blank=True)
    owner_phone = models.CharField("责任人电话", max_length=40, blank=True)
    backup_name = models.CharField("B 角", max_length=40, blank=True)
    assist_names = models.CharField("协办单位", max_length=500, blank=True)
    leader = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="包抓领导"
    )
    is_key = models.BooleanField("重点", default=False)
    cycle = models.CharField(
        "反馈周期", max_length=10, choices=Cycle.choices, default=Cycle.NONE, blank=True
    )
    state = models.CharField(
        "状态", max_length=12, choices=ItemState.choices, default=ItemState.PROPOSED
    )
    is_open = models.BooleanField("在办", default=True)
    due_at = models.DateTimeField("完成时限", default=FAR)
    first_due_at = models.DateTimeField("原定时限", default=FAR)
    milestone_on = models.DateField("最近节点", default=NEVER)
    amber_at = models.DateTimeField("转黄时刻", default=FAR)
    red_at = models.DateTimeField("转红时刻", default=FAR)
    initiated_at = models.DateTimeField("立项时间", null=True)
    assigned_at = models.DateTimeField("交办时间", null=True)
    acknowledged_at = models.DateTimeField("签收时间", null=True)
    progress = models.PositiveSmallIntegerField("完成率", default=0)
    latest = models.CharField("进展情况", max_length=1000, blank=True)
    problem = models.CharField("存在问题", max_length=1000, blank=True)
    next_step = models.CharField("下步措施", max_length=1000, blank=True)
    reported_at = models.DateTimeField("最近反馈", null=True)
    reminder_count = models.PositiveIntegerField("催办次数", default=0)
    return_count = models.PositiveIntegerField("退回次数", default=0)
    extension_count = models.PositiveIntegerField("延期次数", default=0)
    applied_at = models.DateTimeField("办结申请时间", null=True)
    verify_opinion = models.CharField("核查意见", max_length=500, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True)
    closed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="销号人"
    )
    follow_up_on = models.DateField("回头看日期", null=True)
    follow_up_result = models.CharField(
        "回头看结果", max_length=12, choices=FollowUpResult.choices, blank=True
    )
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    edition = models.PositiveIntegerField("改动次数", default=0)

    objects = SupervisedItemQuerySet.as_manager()

    class Meta:
        db_table = "supervision_item"
        constraints = [
            models.UniqueConstraint(
                fields=["org", "series", "year", "number"],
                condition=models.Q(number__gt=0),
                name="supervision_number_once",
            ),
            models.CheckConstraint(
                condition=models.Q(progress__lte=100), name="supervision_progress_to_100"
            ),
        ]
        indexes = [
            models.Index(fields=["-year", "-number", "-matter"], name="item_in_order"),
            models.Index(
                fields=["is_open", "-year", "-number", "-matter"], name="item_open_in_order"
            ),
            models.Index(fields=["is_open", "due_at", "matter"], name="item_by_due"),
            models.Index(
                fields=["is_open", "red_at", "amber_at", "state", "org"], name="item_by_red"
            ),
            models.Index(
                fields=["is_open", "amber_at", "red_at", "state", "org"], name="item_by_amber"
            ),
            models.Index(fields=["state", "org", "is_open"], name="item_by_state"),
            models.Index(fields=["lead_org", "is_open", "due_at"], name="item_by_lead"),
            models.Index(fields=["leader", "is_open", "due_at"], name="item_by_leader"),
            models.Index(fields=["source", "is_open", "due_at"], name="item_by_source"),
            models.Index(fields=["follow_up_on"], name="item_by_follow_up"),
            models.Index(
                fields=["due_at", "lead_org", "source", "leader", "state"], name="item_for_rates"
            ),
        ]

    def __str__(self) -> str:
        return self.number_text or f"督办 {self.pk}"

    @property
    def number_text(self) -> str:
        """督办编号的写法：督字〔2026〕12号；没编号的为空。"""
        return f"{self.series}〔{self.year}〕{self.number}号" if self.number else ""

    @property
    def road_steps(self) -> list[str]:
        """路径图的各步。"""
        return [line.strip() for line in self.roadmap.splitlines() if line.strip()]
