"""发消息、读消息；开着提醒通道的，同一事务里记下要往外送哪几条。"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from sanban.inbox.models import OPEN_CHANNELS, Delivery, Message
from sanban.people.models import Person


@transaction.atomic
def send(
    people: Iterable[Person], *, kind: str, title: str, cause: str, now: datetime, link: str = ""
) -> int:
    """给若干人各发一条；由头相同的不重发，返回新发几条。"""
    ids = {person.pk for person in people}
    had = set(Message.objects.filter(person__in=ids, cause=cause).values_list("person", flat=True))
    fresh = [
        Message(person_id=pk, kind=kind, title=title[:300], cause=cause, sent_at=now, link=link)
        for pk in ids - had
    ]
    Message.objects.bulk_create(fresh, ignore_conflicts=True)
    if fresh:
        _post(ids - had, cause, now)
    return len(fresh)


def _post(ids: set[int], cause: str, now: datetime) -> None:
    """新发的几条，每条开着的通道各记一份；没有开着的，只多看一眼。"""
    channels = OPEN_CHANNELS.rows()
    if not channels:
        return
    made = Message.objects.filter(person__in=ids, cause=cause).values_list("pk", "person_id")
    rows = [
        Delivery(message_id=pk, channel_id=channel, person_id=person, next_try_at=now)
        for pk, person in made
        for channel in channels
    ]
    Delivery.objects.bulk_create(rows, 500, ignore_conflicts=True)


@transaction.atomic
def mark_read(person: Person, *, now: datetime, pk: int | None = None) -> int:
    """把此人的消息记为已读；给了 `pk` 只记这一条。"""
    rows = Message.objects.unread(person)
    if pk is not None:
        rows = rows.filter(pk=pk)
    return Message.objects.filter(pk__in=rows.values("pk")).update(read_at=now)
