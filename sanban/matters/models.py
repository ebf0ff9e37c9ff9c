"""事项的表：流程、事项、待办、留痕、传阅、可见、常用意见。"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Self

from django.db import models

from sanban.files.models import StoredFile
from sanban.people.models import ADMINS, OFFICE_RANK, OfficeSection, Org, Person, RankEntry

FAR = datetime(9999, 1, 1, tzinfo=UTC)
"""没有期限的，排在最后。"""


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


class TodoMode(models.TextChoices):
    """待办的性质。"""

    MAIN = "main", "办理"
    ADDED = "added", "加签"
    READING = "reading", "传阅"


class TodoState(models.TextChoices):
    """待办的状态。"""

    WAITING = "waiting", "等候"
    OPEN = "open", "待办"
    DONE = "done", "已办"
    VOID = "void", "作废"


LIVE = (TodoState.OPEN, TodoState.WAITING)


class AppendOnlyError(Exception):
    """留痕只能增加。"""


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


class MatterQuerySet(models.QuerySet["Matter"]):
    """查事项。"""

    def visible_to(self, person: Person) -> Self:
        """此人看得见的。"""
        shown = Visibility.objects.filter(
            matter=models.OuterRef("pk"), subject__in=subjects_of(person)
        )
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


class StepQuerySet(models.QuerySet["Step"]):
    """查留痕；不许改，不许删。"""

    def update(self, **kwargs: Any) -> int:
        """不许。"""
        raise AppendOnlyError("留痕不能改")

    def delete(self) -> tuple[int, dict[str, int]]:
        """不许。"""
        raise AppendOnlyError("留痕不能删")

    def trail(self, matter: Matter) -> Self:
        """一件事项的全部留痕，早的在前。"""
        rows = self.filter(matter=matter).placed().order_by("number")
        return rows.select_related("person", "on_behalf_of", "recorded_by", "org", "about")

    def placed(self) -> Self:
        """连同写意见的人在批示排序表里的位次 `place`，供 `by_rank` 排序。"""
        place = RankEntry.objects.filter(context=OFFICE_RANK, person=models.OuterRef("person"))
        return self.annotate(place=models.Subquery(place.values("position")[:1]))


class Step(models.Model):
    """一步留痕：谁、何职、何时、在哪个环节、做了什么、写了什么；只增不改。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField("序号")
    stage = models.CharField("环节", max_length=30)
    stage_label = models.CharField("环节名称", max_length=30)
    target_stage = models.CharField("去往", max_length=30, blank=True)
    action = models.CharField("动作", max_length=30)
    label = models.CharField("动作名称", max_length=30)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="steps")
    person_name = models.CharField("姓名", max_length=40)
    post_name = models.CharField("当时职务", max_length=60, blank=True)
    on_behalf_of = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    org = models.ForeignKey(Org, models.PROTECT, null=True, related_name="+")
    remark = models.TextField("意见", blank=True)
    note = models.CharField("去向", max_length=500, blank=True)
    about = models.ForeignKey("self", models.PROTECT, null=True, related_name="later")
    is_work = models.BooleanField("改变办理进程", default=True)
    before = models.TextField("此前的样子", default="{}")
    done_at = models.DateTimeField("时间")

    objects = StepQuerySet.as_manager()

    class Meta:
        db_table = "matters_step"
        constraints = [
            models.UniqueConstraint(fields=["matter", "number"], name="step_number_once"),
        ]
        indexes = [models.Index(fields=["person", "-id"], name="step_by_person")]

    def __str__(self) -> str:
        return f"{self.number} {self.person_name} {self.label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """只许新增。"""
        if self.pk:
            raise AppendOnlyError("留痕不能改")
        super().save(*args, **kwargs)


def by_rank(step: Step) -> tuple[bool, int, int, int]:
    """意见的次序：照批示排序表，表里没有的在后，同一人按先后；须由 `placed` 查来。"""
    place: int | None = getattr(step, "place", None)
    rank = step.person.rank_order if step.person else 0
    return place is None, place or 0, rank, step.number


class Circulation(models.Model):
    """一次传阅：谁送的、为什么、何时；读者在待办里，性质为传阅。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="circulations")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    note = models.CharField("说明", max_length=200, blank=True)
    sent_at = models.DateTimeField("送出时间")
    withdrawn_at = models.DateTimeField("撤回时间", null=True)

    class Meta:
        db_table = "matters_circulation"

    def __str__(self) -> str:
        return f"{self.matter_id} {self.sent_at}"


# 写成“在……之中”，SQLite 才用得上索引；写成“非”，它就逐行去看。
TO_DO = {"is_reading__in": (False,)}
TO_READ = {"is_reading__in": (True,)}


class TodoQuerySet(models.QuerySet["Todo"]):
    """查待办。"""

    def desk_of(self, person: Person) -> Self:
        """此人的待办，期限早的在前；待办数也从这里数。"""
        mine = self.filter(person=person, state=TodoState.OPEN, **TO_DO)
        return mine.order_by("due_at", "id")

    def reading_of(self, person: Person) -> Self:
        """此人的待阅。"""
        mine = self.filter(person=person, state=TodoState.OPEN, **TO_READ)
        return mine.order_by("due_at", "id")

    def done_by(self, person: Person) -> Self:
        """此人的已办，新的在前；办过几次的只列最近一次。"""
        done = self.filter(person=person, state=TodoState.DONE, **TO_DO)
        later = Todo.objects.filter(
            matter=models.OuterRef("matter"),
            person=person,
            state=TodoState.DONE,
            **TO_DO,
            pk__gt=models.OuterRef("pk"),
        )
        return done.exclude(models.Exists(later)).order_by("-id")

    def live(self, matter: Matter) -> Self:
        """一件事项上还没办完的（不含传阅），按次序。"""
        rows = self.filter(matter=matter, state__in=LIVE, is_reading=False)
        return rows.order_by("place", "id")


class Todo(models.Model):
    """一个人的一项待办；开、结两个留痕字段记下是哪一步造成的。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="todos")
    stage = models.CharField("环节", max_length=30)
    round = models.PositiveIntegerField("轮次")
    person = models.ForeignKey(Person, models.PROTECT, related_name="todos")
    on_behalf_of = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    org = models.ForeignKey(Org, models.PROTECT, null=True, related_name="+")
    part = models.CharField("主办或协办", max_length=10, blank=True)
    mode = models.CharField("性质", max_length=10, choices=TodoMode.choices)
    is_reading = models.BooleanField("传阅", default=False)
    state = models.CharField("状态", max_length=10, choices=TodoState.choices)
    place = models.PositiveIntegerField("次序", default=0)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="added")
    circulation = models.ForeignKey(Circulation, models.PROTECT, null=True, related_name="readers")
    return_to = models.ForeignKey(Step, models.PROTECT, null=True, related_name="+")
    opened_by = models.ForeignKey(Step, models.PROTECT, null=True, related_name="opened")
    closed_by = models.ForeignKey(Step, models.PROTECT, null=True, related_name="closed")
    due_at = models.DateTimeField("期限", default=FAR)
    opened_at = models.DateTimeField("送达时间")
    acknowledged_at = models.DateTimeField("签收时间", null=True)
    closed_at = models.DateTimeField("办完时间", null=True)

    objects = TodoQuerySet.as_manager()

    class Meta:
        db_table = "matters_todo"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(mode="reading", is_reading=True)
                | (~models.Q(mode="reading") & models.Q(is_reading=False)),
                name="todo_reading_is_reading",
            ),
        ]
        indexes = [
            models.Index(
                fields=["person", "state", "is_reading", "due_at", "id"], name="todo_desk"
            ),
            models.Index(fields=["person", "state", "is_reading", "-id"], name="todo_done"),
            models.Index(fields=["state", "is_reading", "due_at"], name="todo_by_due"),
            models.Index(fields=["matter", "state"], name="todo_of_matter"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.stage} {self.state}"

    @property
    def has_due(self) -> bool:
        """有没有期限。"""
        return self.due_at < FAR


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


class MatterFileRole(models.TextChoices):
    """附在事项上的文件是什么。"""

    MAIN = "main", "正文"
    ATTACHMENT = "attachment", "附件"
    FEEDBACK = "feedback", "反馈材料"
    SCAN = "scan", "处理笺扫描件"


class MatterFileQuerySet(models.QuerySet["MatterFile"]):
    """查事项的文件。"""

    def current(self, matter: Matter) -> Self:
        """现行的：没被替换、没被撤回的。"""
        rows = self.filter(matter=matter, replaced_by=None, retracted_at=None)
        return rows.select_related("stored").order_by("role", "position", "id")


class MatterFile(models.Model):
    """附在事项上的一份文件；新版本是新的一行，旧的留着。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="files")
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    role = models.CharField("性质", max_length=12, choices=MatterFileRole.choices)
    name = models.CharField("文件名", max_length=255)
    position = models.PositiveIntegerField("次序", default=0)
    step = models.ForeignKey(Step, models.PROTECT, null=True, related_name="files")
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField("时间")
    replaced_by = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaces")
    retracted_at = models.DateTimeField("撤回时间", null=True)

    objects = MatterFileQuerySet.as_manager()

    class Meta:
        db_table = "matters_file"

    def __str__(self) -> str:
        return self.name


class PhraseQuerySet(models.QuerySet["Phrase"]):
    """查常用意见。"""

    def offered(self, person: Person, stages: Iterable[str]) -> Self:
        """给此人在这些环节用的：自己的在前，公用的在后。"""
        mine = models.Q(person=person) | models.Q(person=None)
        rows = self.filter(mine, stage__in=[*stages, ""])
        return rows.order_by(models.F("person").asc(nulls_last=True), "position", "id")


class Phrase(models.Model):
    """一条常用意见；没有人的是公用的，没有环节的各环节都用。"""

    stage = models.CharField("环节", max_length=30, blank=True)
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="phrases")
    text = models.CharField("意见", max_length=200)
    position = models.PositiveIntegerField("次序", default=0)

    objects = PhraseQuerySet.as_manager()

    class Meta:
        db_table = "matters_phrase"

    def __str__(self) -> str:
        return self.text
