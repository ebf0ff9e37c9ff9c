"""消息、提醒通道、送出去的记录、个人的地址。"""

from datetime import datetime
from typing import Any, Self

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


class ChannelQuerySet(models.QuerySet["Channel"]):
    """查提醒通道。"""

    def open(self) -> Self:
        """开着的。"""
        return self.filter(is_on=True)


class Channel(models.Model):
    """一条往系统外送提醒的通道；缺省不开。

    `address` 是 apprise 的地址，里面有口令，存下以后不再显示，也不进日志。
    """

    name = models.CharField("名称", max_length=40, unique=True)
    address = models.CharField("地址", max_length=500)
    is_on = models.BooleanField("开", default=False)
    is_inside = models.BooleanField("在内网", default=False)
    made_at = models.DateTimeField("添加时间")

    objects = ChannelQuerySet.as_manager()

    class Meta:
        db_table = "inbox_channel"

    def __str__(self) -> str:
        return self.name


class ContactAddress(models.Model):
    """一个人在一条通道上的地址：邮箱、账号等。"""

    person = models.ForeignKey(Person, models.PROTECT, related_name="contact_addresses")
    channel = models.ForeignKey(Channel, models.CASCADE, related_name="contacts")
    address = models.CharField("地址", max_length=120)

    class Meta:
        db_table = "inbox_contact_address"
        constraints = [
            models.UniqueConstraint(fields=["person", "channel"], name="contact_once_a_channel"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.channel_id}"


class DeliveryState(models.TextChoices):
    """送到哪一步。"""

    WAITING = "waiting", "等着送"
    SENT = "sent", "送到"
    FAILED = "failed", "没送成"
    SKIPPED = "skipped", "不必送"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """查送出去的记录。"""

    def due(self, now: datetime) -> Self:
        """到了该送的时候的，早的在前；关着的通道只送试送的。"""
        mine = models.Q(channel__is_on=True) | models.Q(message=None)
        rows = self.filter(mine, state=DeliveryState.WAITING, next_try_at__lte=now)
        return rows.order_by("next_try_at", "id")


class Delivery(models.Model):
    """一条消息往一条通道送给一个人；没有消息的是试送。"""

    message = models.ForeignKey(Message, models.CASCADE, null=True, related_name="deliveries")
    channel = models.ForeignKey(Channel, models.CASCADE, related_name="deliveries")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    state = models.CharField(
        "状态", max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING
    )
    tries = models.PositiveSmallIntegerField("送过几回", default=0)
    next_try_at = models.DateTimeField("下一回")
    sent_at = models.DateTimeField("送到时间", null=True)
    note = models.CharField("说明", max_length=100, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        db_table = "inbox_delivery"
        constraints = [
            models.UniqueConstraint(fields=["message", "channel"], name="delivery_once"),
        ]
        indexes = [models.Index(fields=["state", "next_try_at", "id"], name="delivery_due")]

    def __str__(self) -> str:
        return f"{self.message_id} {self.channel_id} {self.state}"


OPEN_CHANNELS: Prepared[Any] = Prepared(
    lambda: Channel.objects.open().order_by("pk").values_list("pk", flat=True)
)
"""开着的通道的编号。"""
