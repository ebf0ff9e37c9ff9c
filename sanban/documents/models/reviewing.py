"""审核的表：逐项审核、评估、会签和征求意见。"""

from typing import Self

from django.db import models

from sanban.matters.models import Matter
from sanban.people.models import Org, Person


class Outcome(models.TextChoices):
    """一项的审核结果。"""

    PASS = "pass", "通过"
    FIX = "fix", "要改"
    COMMENT = "comment", "提请注意"
    NOT_APPLICABLE = "na", "不涉及"


class ReviewItem(models.Model):
    """审核的一项结果（条例第二十条；各项见 `services.checklist`）；新的一轮是新的一行。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="review_items")
    version = models.PositiveIntegerField("审的第几版")
    code = models.CharField("哪一项", max_length=30)
    outcome = models.CharField("结果", max_length=10, choices=Outcome.choices)
    remark = models.CharField("说明", max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("时间")

    class Meta:
        db_table = "documents_review_item"
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "version", "code", "by"], name="reviewed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.outcome}"


class AssessmentKind(models.TextChoices):
    """发文前的评估、审查。"""

    LEGALITY = "legality", "合法性审核"
    COMPETITION = "competition", "公平竞争审查"
    BURDEN = "burden", "与减负一致性评估"


class Assessment(models.Model):
    """一项评估：做没做、谁做的、结论和依据。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="assessments")
    kind = models.CharField("哪一项", max_length=12, choices=AssessmentKind.choices)
    outcome = models.CharField("结论", max_length=10, choices=Outcome.choices)
    organ = models.CharField("审查机构", max_length=100, blank=True)
    opinion = models.CharField("意见", max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("时间")

    class Meta:
        db_table = "documents_assessment"
        constraints = [
            models.UniqueConstraint(fields=["matter", "kind"], name="assessed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.get_outcome_display()}"


class Answer(models.TextChoices):
    """会签、征求意见的答复。"""

    NONE = "", "未复"
    AGREE = "agree", "同意"
    COMMENTS = "comments", "同意，有修改意见"
    REFUSE = "refuse", "不同意"


class Adoption(models.TextChoices):
    """意见采纳没有。"""

    NONE = "", "未处理"
    ADOPTED = "adopted", "采纳"
    PARTLY = "partly", "部分采纳"
    NOT_ADOPTED = "not_adopted", "不采纳"


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    """查会签和征求意见。"""

    def of(self, matter: Matter) -> Self:
        """一份稿子的，按先后。"""
        return self.filter(matter=matter).select_related("org", "person").order_by("id")

    def unsettled(self, matter: Matter) -> Self:
        """有意见而还没说采纳不采纳的。"""
        return self.of(matter).filter(
            answer__in=(Answer.COMMENTS, Answer.REFUSE), adoption=Adoption.NONE
        )


class Consultation(models.Model):
    """向一个单位或一位负责人会签、征求意见的一次：问、答、采纳不采纳和理由。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="consultations")
    stage = models.CharField("环节", max_length=30)
    round = models.PositiveIntegerField("轮次")
    version = models.PositiveIntegerField("看的第几版")
    org = models.ForeignKey(Org, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("送出时间")
    answer = models.CharField("答复", max_length=10, choices=Answer.choices, blank=True)
    opinion = models.TextField("意见", blank=True)
    answered_at = models.DateTimeField("答复时间", null=True)
    adoption = models.CharField("采纳", max_length=12, choices=Adoption.choices, blank=True)
    adoption_reason = models.CharField("理由", max_length=300, blank=True)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField("处理时间", null=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        db_table = "documents_consultation"
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "round", "person", "org"], name="consulted_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.person_id} {self.answer}"
