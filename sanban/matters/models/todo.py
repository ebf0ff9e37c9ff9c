"""待办和传阅：一个人的一项差事。"""

from typing import Any, Self

from django.db import models

from sanban.core.prepared import Prepared
from sanban.matters.models.matter import FAR, Matter
from sanban.matters.models.step import Step
from sanban.people.models import Org, Person


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


LOOKED = 100
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


# 页页要问的几句
ON_DESK = Prepared(
    lambda person: Todo.objects.desk_of(Person(pk=person)).order_by().values_list("pk", flat=True)
)
"""数此人的待办：人的编号。"""
LATE_ON_DESK = Prepared(
    lambda person, now: (
        Todo.objects.desk_of(Person(pk=person))
        .filter(due_at__lt=now)
        .order_by()
        .values_list("pk", flat=True)
    )
)
"""数此人逾期的待办：人的编号，现在。"""
LEFT_BEHIND = Prepared(
    lambda person, midnight: Todo.objects.desk_of(Person(pk=person)).values_list(
        models.Case(models.When(opened_at__lt=midnight, then="stage"), default=models.Value("")),
        flat=True,
    )[:LOOKED]
)
"""先到期的一百件在哪个环节，今天才送到的写空：人的编号，今天零点。"""
NEXT_ON_DESK: Prepared[Any] = Prepared(
    lambda person, matter: (
        Todo.objects.desk_of(Person(pk=person))
        .exclude(matter=matter)
        .values_list("matter_id", "matter__title", named=True)[:1]
    )
)
"""办完这一件，下一件待办是哪件：人的编号，事项的编号。"""
DUTIES = Prepared(
    lambda matter: (
        Todo.objects.filter(matter=matter)
        .select_related("person", "org", "on_behalf_of", "closed_by", "return_to")
        .order_by("place", "id")
    )
)
"""一件事项的全部差事：事项的编号。"""
HOLDERS = Prepared(
    lambda matters: (
        Todo.objects.filter(matter__in=matters, state=TodoState.OPEN, is_reading=False)
        .order_by("place", "id")
        .values_list("matter_id", "org__short_name", "org__name", "person__name")
    )
)
"""这些事项现在谁在办：事项的编号若干；每行是事项的编号、单位的简称和全称（不是单位的为空）、人名。"""
LIVE_DUTIES = Prepared(lambda matter: Todo.objects.live(Matter(pk=matter)))
"""一件事项上还没办完的差事（不含传阅），按次序：事项的编号。"""
LIVE_STATES: Prepared[tuple[int, str]] = Prepared(
    lambda matter: Todo.objects.live(Matter(pk=matter)).values_list("pk", "state")
)
"""还没办完的差事各是什么状态：事项的编号。"""
OPEN_DUTY = Prepared(
    lambda matter, person: (
        Todo.objects.filter(matter=matter, person=person, is_reading=False, state=TodoState.OPEN)
        .select_related("closed_by", "on_behalf_of", "org", "return_to", "parent")
        .order_by("place", "id")[:1]
    )
)
"""此人在这件事项上正该办的一份：事项的编号，人的编号。"""
HELD_FOR: Prepared[int] = Prepared(
    lambda matter, person: Todo.objects.filter(
        matter=matter, person=person, org__isnull=False
    ).values_list("org_id", flat=True)
)
"""此人在这件事项上替哪些单位办：事项的编号，人的编号。"""
