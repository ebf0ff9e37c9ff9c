"""凭证：日历订阅、接口各用各的，库里只存摘要。"""

from typing import Self

from django.db import models

from sanban.people.models.office import Person


class TokenPurpose(models.TextChoices):
    """凭证用在哪里。"""

    CALENDAR = "calendar", "日历订阅"
    API = "api", "接口"


class AccessTokenQuerySet(models.QuerySet["AccessToken"]):
    """查凭证。"""

    def live(self, person: Person) -> Self:
        """此人没作废的，新的在前。"""
        return self.filter(person=person, revoked_at=None).order_by("-id")

    def known(self, digest: str, purpose: str) -> "AccessToken | None":
        """凭摘要找到的一张；作废的、人不在岗的、账号停用的没有。"""
        rows = self.select_related("person__org", "person__office_section")
        return rows.filter(
            digest=digest,
            purpose=purpose,
            revoked_at=None,
            person__is_active=True,
            person__account__is_active=True,
        ).first()


class AccessToken(models.Model):
    """一张凭证：谁的、用在哪里；真身只在发出时给一次。"""

    person = models.ForeignKey(Person, models.PROTECT, related_name="access_tokens")
    purpose = models.CharField("用在", max_length=10, choices=TokenPurpose.choices)
    digest = models.CharField("凭证摘要", max_length=64, unique=True)
    label = models.CharField("名称", max_length=40)
    made_at = models.DateTimeField("发出时间")
    last_used_at = models.DateTimeField("最近用过", null=True)
    revoked_at = models.DateTimeField("作废时间", null=True)

    objects = AccessTokenQuerySet.as_manager()

    class Meta:
        db_table = "people_access_token"
        indexes = [models.Index(fields=["person", "revoked_at", "-id"], name="token_of_person")]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}　{self.label}"
