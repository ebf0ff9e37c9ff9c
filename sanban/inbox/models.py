"""消息的表。"""

from typing import Self

from django.db import models

from sanban.core.prepared import Prepared
from sanban.people.models import Person


class MessageQuerySet(models.QuerySet["Message"]):
    """查消息。"""

    def of(self, person: Person) -> Self:
        """给此人的，新的在前。"""
        return self.filter(person=person).order_by("-id")

    def unread(self, person: Person) -> Self:
        """给此人的、还没读的。"""
        return self.filter(person=person, read_at=None).order_by("-id")


class Message(models.Model):
    """给一个人的一条消息；同一由头只发一次。"""

    person = models.ForeignKey(Person, models.PROTECT, related_name="messages")
    kind = models.CharField("类别", max_length=30)
    title = models.CharField("内容", max_length=300)
    link = models.CharField("去处", max_length=200, blank=True)
    cause = models.CharField("由头", max_length=120)
    sent_at = models.DateTimeField("时间")
    read_at = models.DateTimeField("已读时间", null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        db_table = "inbox_message"
        constraints = [
            models.UniqueConstraint(fields=["person", "cause"], name="message_once_a_cause"),
        ]
        indexes = [models.Index(fields=["person", "read_at", "-id"], name="message_unread")]

    def __str__(self) -> str:
        return self.title


UNREAD = Prepared(
    lambda person: Message.objects.filter(person=person, read_at=None).values_list("pk", flat=True)
)
"""数此人没读的：人的编号。"""
NEWEST_UNREAD = Prepared(lambda person: Message.objects.unread(Person(pk=person))[:6])
"""此人没读的最近几条：人的编号。"""
