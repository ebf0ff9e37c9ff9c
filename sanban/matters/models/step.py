"""留痕：一步一行，只增不改。"""

from typing import Any, Self

from django.db import models

from sanban.core.prepared import Prepared
from sanban.matters.models.matter import Matter
from sanban.people.models import OFFICE_RANK, Org, Person, RankEntry


class AppendOnlyError(Exception):
    """留痕只能增加。"""


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


TRAIL = Prepared(lambda matter: Step.objects.trail(Matter(pk=matter)))
"""一件事项的全部留痕：事项的编号。"""
