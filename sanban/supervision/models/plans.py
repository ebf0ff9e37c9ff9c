"""计划：周计划、季度工作清单、年度重点工作，一种表；存下的台账视图、导入的进度。"""

from django.db import models

from sanban.people.models import OfficeSection, Org, Person
from sanban.supervision.models.codes import EntryState, Span
from sanban.supervision.models.item import SupervisedItem


class WorkPlan(models.Model):
    """一期计划：一周、一季或一年一份，从第一天记起。"""

    org = models.ForeignKey(Org, models.PROTECT, related_name="+")
    span = models.CharField("管多长", max_length=10, choices=Span.choices)
    starts_on = models.DateField("第一天")
    note = models.TextField("例会议定", blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("建立时间")
    closed_at = models.DateTimeField("对账时间", null=True)

    class Meta:
        db_table = "supervision_work_plan"
        constraints = [
            models.UniqueConstraint(fields=["org", "span", "starts_on"], name="plan_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_span_display()} {self.starts_on}"


class PlanEntry(models.Model):
    """计划里的一条：重要、紧急两问，谁办，何时，销没销号；没办完的转下期，写明原因。"""

    plan = models.ForeignKey(WorkPlan, models.PROTECT, related_name="entries")
    item = models.ForeignKey(SupervisedItem, models.PROTECT, null=True, related_name="plan_entries")
    position = models.PositiveIntegerField("次序", default=0)
    title = models.CharField("工作", max_length=300)
    target = models.CharField("目标", max_length=500, blank=True)
    is_important = models.BooleanField("重要", default=False)
    is_urgent = models.BooleanField("紧急", default=False)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    office_section = models.ForeignKey(OfficeSection, models.PROTECT, null=True, related_name="+")
    org = models.ForeignKey(Org, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField("时限", null=True)
    state = models.CharField(
        "状态", max_length=10, choices=EntryState.choices, default=EntryState.OPEN
    )
    outcome = models.CharField("完成情况", max_length=500, blank=True)
    done_on = models.DateField("销号日期", null=True)
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="carried_to")
    carry_reason = models.CharField("转下期原因", max_length=300, blank=True)
    source_number = models.CharField("原文序号", max_length=40, blank=True)
    source_text = models.TextField("原文", blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("列入时间")

    class Meta:
        db_table = "supervision_plan_entry"
        indexes = [
            models.Index(fields=["plan", "position"], name="plan_entry_in_order"),
            models.Index(fields=["owner", "state"], name="plan_entry_of_owner"),
        ]

    def __str__(self) -> str:
        return self.title


class SavedView(models.Model):
    """存下的台账视图：一个名字，一串网址里的筛选。"""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    name = models.CharField("名称", max_length=40)
    query = models.CharField("筛选", max_length=1000)

    class Meta:
        db_table = "supervision_saved_view"
        constraints = [
            models.UniqueConstraint(fields=["person", "name"], name="view_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class ImportRun(models.Model):
    """一次成批导入：核对过的行、办到第几行；中途停了的接着办，不重复。

    :ivar rows: 读出的各行，JSON：（行号，各格）；`faults` 是不对之处：（行号，栏，怎么不对）。
    :ivar choices: 随表选的几项，JSON：来源、送谁审批、归哪个专班。
    :ivar total: 要办的几行，不对的不在内。
    """

    org = models.ForeignKey(Org, models.PROTECT, related_name="+")
    purpose = models.CharField("导入什么", max_length=20)
    name = models.CharField("文件名", max_length=255)
    rows = models.TextField("核对过的行")
    faults = models.TextField("不对之处", default="[]")
    choices = models.TextField("随表选的几项", default="{}")
    total = models.PositiveIntegerField("共几行")
    wrong_count = models.PositiveIntegerField("不对的几行", default=0)
    done_count = models.PositiveIntegerField("已办几行", default=0)
    fault = models.CharField("没办成的原因", max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("开始时间")
    confirmed_at = models.DateTimeField("确认时间", null=True)
    finished_at = models.DateTimeField("完成时间", null=True)

    class Meta:
        db_table = "supervision_import_run"

    def __str__(self) -> str:
        return f"{self.name} {self.done_count}/{self.total}"
