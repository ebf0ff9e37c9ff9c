"""收文的表：来件、收文、收文号。"""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Self

from django.db import models
from django.utils import timezone

from sanban.core.workdays import Calendar
from sanban.files.models import StoredFile
from sanban.matters.lights import lit
from sanban.matters.models import FEW, Matter, Visibility, seen_count, subjects_of
from sanban.people.models import Org, Person
from sanban.search.lists import found_in, having, typed

SEARCHED, LONGEST_NUMBER = ("matter__title", "sender_number"), 7


class Nature(models.TextChoices):
    """办件还是阅件。"""

    ACTION = "action_item", "办件"
    READ = "read_item", "阅件"


class SecrecyLevel(models.TextChoices):
    """能进本系统的范围；国家秘密一律不得进入。"""

    PUBLIC = "public", "无密级标志"
    INTERNAL = "internal", "内部"
    WORK_SECRET = "work_secret", "工作秘密"


class RejectionReason(models.TextChoices):
    """退文原因（《党政机关公文处理工作条例》第二十四条初审各项）。"""

    NOT_OURS = "not_ours", "不应由本机关办理"
    ROUTING = "routing", "不符合行文规则"
    FORMAT = "format", "文种、格式不符合要求"
    NOT_CONSULTED = "not_consulted", "涉及其他地区或部门职权，未协商、会签"
    OTHER_DRAFTING = "other_drafting", "不符合公文起草的其他要求"


class IntakeState(models.TextChoices):
    """来件的状态。"""

    READING = "reading", "正在识读"
    READY = "ready", "待登记"
    FAULTY = "faulty", "读不了"
    REGISTERED = "registered", "已登记"
    DROPPED = "dropped", "已放弃"


class IntakeQuerySet(models.QuerySet["Intake"]):
    """查来件。"""

    def pending(self, person: Person) -> Self:
        """此人放进来、还没登记的。"""
        waiting = [IntakeState.READING, IntakeState.READY, IntakeState.FAULTY]
        rows = self.filter(by=person, state__in=waiting)
        return rows.select_related("stored").order_by("id")


class Intake(models.Model):
    """一份来件：放进门、还没登记的文件，和系统认出的各项。"""

    stored = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    name = models.CharField("文件名", max_length=255)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    received_at = models.DateTimeField("来件时间")
    state = models.CharField("状态", max_length=12, choices=IntakeState.choices)
    fault = models.CharField("原因", max_length=300, blank=True)
    needs_ocr = models.BooleanField("没有文字层", default=False)
    proposed = models.TextField("认出的各项", default="{}")
    content = models.TextField("文字", blank=True)
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="intakes")

    objects = IntakeQuerySet.as_manager()

    class Meta:
        db_table = "documents_intake"
        indexes = [models.Index(fields=["by", "state", "id"], name="intake_pending")]

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class BookFilter:
    """登记簿的筛选；没选的为空。

    :param sender: 来文单位名称里的字；`sender_org` 是单位编号。
    :param light: 灯的代号：late、near、go、done、hold。
    :param text: 标题或来文字号里的字。
    """

    year: int | None = None
    month: int | None = None
    sender: str = ""
    sender_org: int | None = None
    urgency: str = ""
    stage: str = ""
    light: str = ""
    nature: str = ""
    doc_kind: str = ""
    text: str = ""


# 筛选的一项 → 查库的一项
EQUALS = (
    ("sender_org", "sender_org"),
    ("urgency", "matter__urgency"),
    ("stage", "matter__stage"),
    ("nature", "nature"),
    ("doc_kind", "doc_kind"),
)


class IncomingQuerySet(models.QuerySet["Incoming"]):
    """查收文。"""

    def book(self, chosen: BookFilter, *, now: datetime, calendar: Calendar) -> Self:
        """登记簿里合筛选的，连同事项，按登记簿的次序。"""
        rows = self.select_related("matter").filter(_span(chosen))
        for name, column in EQUALS:
            if getattr(chosen, name):
                rows = rows.filter(**{column: getattr(chosen, name)})
        if chosen.sender.strip():
            rows = rows.sent_by(chosen.sender.strip())
        if chosen.light:
            rows = rows.filter(lit(chosen.light, now=now, calendar=calendar, to="matter__"))
        return rows.like(chosen.text).in_register_order()

    def sent_by(self, words: str) -> Self:
        """来文单位的名称里有这几个字的。"""
        named = having(Incoming.objects.all(), words, key="matter", columns=("sender_name",))
        return self.filter(named, sender_name__contains=words)

    def like(self, words: str) -> Self:
        """标题、来文字号、收文号里有这几个字的；索引里的短栏还有来文单位、主送。"""
        word = words.strip()
        if not word:
            return self
        found = found_in(Incoming.objects.all(), word, key="matter", columns=SEARCHED)
        if found is not None:
            return self.filter(matter__in=found)
        here = typed(word, SEARCHED)
        if word.isdecimal() and len(word) < LONGEST_NUMBER:
            here |= models.Q(receipt_no=int(word))
        return self.filter(here)

    def visible_to(self, person: Person) -> Self:
        """此人看得见的。"""
        subjects = subjects_of(person)
        return self.shown_to(subjects, few=seen_count(subjects) <= FEW)

    def shown_to(self, subjects: list[str], *, few: bool) -> Self:
        """给这些身份看的；看得见的不多，从看得见的找起，多就照次序逐件去问。"""
        shown = Visibility.objects.filter(subject__in=subjects)
        if few:
            return self.filter(matter__in=shown.values("matter"))
        return self.filter(models.Exists(shown.filter(matter=models.OuterRef("matter_id"))))

    def in_register_order(self) -> Self:
        """登记簿的次序：年度、收文号，新的在前。"""
        return self.order_by("-receipt_year", "-receipt_no")

    def same_number(self, key: str) -> Self:
        """同一来文字号的。"""
        return self.filter(sender_number_key=key) if key else self.none()


def _span(chosen: BookFilter) -> models.Q:
    year, month = chosen.year, chosen.month
    if year is None or month is None:
        return models.Q(receipt_year=year) if year else models.Q()
    until = date(year + month // 12, month % 12 + 1, 1)
    span = (_midnight(date(year, month, 1)), _midnight(until))
    return models.Q(receipt_year=year, received_at__gte=span[0], received_at__lt=span[1])


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_default_timezone())


class Incoming(models.Model):
    """一份收文；登记簿的一行（domain.md §1.7 各栏）。"""

    matter = models.OneToOneField(Matter, models.PROTECT, primary_key=True)
    receipt_year = models.PositiveSmallIntegerField("收文年度")
    receipt_no = models.PositiveIntegerField("收文号")
    received_at = models.DateTimeField("收文时间")
    sender_name = models.CharField("来文单位", max_length=200)
    sender_org = models.ForeignKey(Org, models.PROTECT, null=True, related_name="+")
    sender_number = models.CharField("来文字号", max_length=100, blank=True)
    sender_number_key = models.CharField("字号键", max_length=100, blank=True)
    title_key = models.CharField("标题键", max_length=500, blank=True)
    doc_kind = models.CharField("文种", max_length=20, blank=True)
    issue_date = models.DateField("成文日期", null=True)
    main_recipient = models.CharField("主送", max_length=300, blank=True)
    copy_no = models.CharField("份号", max_length=20, blank=True)
    copies = models.PositiveIntegerField("份数", null=True)
    pages = models.PositiveIntegerField("页数", null=True)
    attachment_note = models.CharField("附件", max_length=300, blank=True)
    summary = models.CharField("内容摘要", max_length=500, blank=True)
    nature = models.CharField(
        "办件或阅件", max_length=12, choices=Nature.choices, default=Nature.ACTION
    )
    secrecy_level = models.CharField(
        "密级", max_length=12, choices=SecrecyLevel.choices, default=SecrecyLevel.PUBLIC
    )
    digest = models.CharField("正文摘要", max_length=64, blank=True)
    handling_proposal = models.TextField("拟办意见草稿", blank=True)
    rejection_reason = models.CharField(
        "退文原因", max_length=20, choices=RejectionReason.choices, blank=True
    )
    result = models.CharField("办理结果", max_length=500, blank=True)
    repeat_reason = models.CharField("重复登记的理由", max_length=200, blank=True)
    code = models.CharField("处理笺编码", max_length=20, unique=True)

    objects = IncomingQuerySet.as_manager()

    class Meta:
        db_table = "documents_incoming"
        constraints = [
            models.UniqueConstraint(fields=["receipt_year", "receipt_no"], name="receipt_no_once"),
        ]
        indexes = [
            models.Index(fields=["-receipt_year", "-receipt_no"], name="incoming_in_order"),
            models.Index(fields=["sender_number_key"], name="incoming_by_number"),
            models.Index(fields=["title_key"], name="incoming_by_title"),
            models.Index(fields=["digest"], name="incoming_by_digest"),
            models.Index(fields=["received_at"], name="incoming_by_day"),
        ]

    def __str__(self) -> str:
        return f"收文 {self.receipt_no:04d}"

    @property
    def receipt_text(self) -> str:
        """收文号的写法：〔年〕四位号。"""
        return receipt_text(self.receipt_year, self.receipt_no)


def receipt_text(year: int, number: int) -> str:
    """收文号的写法：〔年〕四位号。"""
    return f"〔{year}〕{number:04d}"
