"""发消息、读消息；开着提醒通道的，同一事务里记下要往外送哪几条。"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from sanban.inbox.models import OPEN_CHANNELS, Delivery, Message
from sanban.people.models import Person


@dataclass(frozen=True, slots=True)
class Note:
    """要发的一条：给谁、说什么、由头、去处。"""

    person: Person
    title: str
    cause: str
    link: str = ""


def send(
    people: Iterable[Person], *, kind: str, title: str, cause: str, now: datetime, link: str = ""
) -> int:
    """给若干人各发一条；由头相同的不重发，返回新发几条。"""
    return send_many([Note(one, title, cause, link) for one in people], kind=kind, now=now)


@transaction.atomic
def send_many(notes: Sequence[Note], *, kind: str, now: datetime) -> int:
    """各人各发各的；一个人一个由头只发头一条，发过的不重发，返回新发几条。"""
    wanted = {(one.person.pk, one.cause): one for one in reversed(notes)}
    people, causes = {pk for pk, _ in wanted}, {cause for _, cause in wanted}
    known = Message.objects.filter(person__in=people, cause__in=causes)
    had = set(known.values_list("person", "cause"))
    fresh = {key: one for key, one in wanted.items() if key not in had}
    Message.objects.bulk_create(
        [
            Message(
                person_id=pk, kind=kind, title=one.title[:300], cause=cause, sent_at=now,
                link=one.link,
            )
            for (pk, cause), one in reversed(fresh.items())
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    if fresh:
        _post(set(fresh), now)
    return len(fresh)


def _post(keys: set[tuple[int, str]], now: datetime) -> None:
    """新发的几条，每条开着的通道各记一份；没有开着的，只多看一眼。"""
    channels = OPEN_CHANNELS.rows()
    if not channels:
        return
    people, causes = {pk for pk, _ in keys}, {cause for _, cause in keys}
    found = Message.objects.filter(person__in=people, cause__in=causes)
    made = found.values_list("pk", "person_id", "cause")
    rows = [
        Delivery(message_id=pk, channel_id=channel, person_id=person, next_try_at=now)
        for pk, person, cause in made
        if (person, cause) in keys
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
