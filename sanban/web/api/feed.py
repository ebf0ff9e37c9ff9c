"""日历订阅：我的督办事项和节点哪天到期，一天一条；凭地址里的凭证进，不进日志。"""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import chain

from django.core.cache import cache
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from sanban.audit import services as audit
from sanban.people.models import Person, TokenPurpose
from sanban.supervision.models import Milestone, SupervisedItem
from sanban.web.api.calendar import Day, written
from sanban.web.api.door import TooMany, enter, once
from sanban.web.request import matter_url, whole

PLAIN = "text/plain; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"
GONE = "没有这个日历，或者已经作废；请到“订阅与接口”页重新发一个地址。"
BEHIND, AHEAD = timedelta(days=60), timedelta(days=400)
"""往前、往后各列多少天。"""
MOST = 1000
"""事项、节点各至多列几条。"""
KEPT_SECONDS = 30 * 86_400


@sensitive_variables("secret")
@require_safe
def show(request: HttpRequest, secret: str) -> HttpResponseBase:
    """一份日历；没有变的只答 304。"""
    try:
        person = enter(request, secret, TokenPurpose.CALENDAR)
    except TooMany as fault:
        answer = _plain(str(fault), 429)
        answer["Retry-After"] = str(fault.seconds)
        return answer
    if person is None:
        return _plain(GONE, 404)
    once(person, "calendar", lambda: _note(person))
    days = days_of(person, timezone.localdate(), whole(request, "/"))
    return _answer(request, person, days)


def _note(person: Person) -> None:
    audit.record("read", by=person, target=f"person:{person.pk}", detail="日历订阅")


def days_of(person: Person, today: date, home: str) -> list[Day]:
    """此人看得见的、没有办完的各个到期日，早的在前；`home` 是网站的地址。"""
    seen = SupervisedItem.objects.visible_to(person).filter(is_open=True)
    found = chain(_items(seen, today, home), _milestones(seen, today, home))
    return sorted(found, key=lambda one: (one.day, one.uid))


def _items(seen: QuerySet[SupervisedItem], today: date, home: str) -> Iterator[Day]:
    span = (_midnight(today - BEHIND), _midnight(today + AHEAD))
    rows = seen.filter(due_at__range=span).select_related("matter").order_by("due_at", "pk")
    for one in rows[:MOST]:
        day = timezone.localtime(one.due_at).date()
        title = _said("督办", day, today) + one.matter.title
        yield _day(one, f"item-{one.pk}", day, title, home)


def _milestones(seen: QuerySet[SupervisedItem], today: date, home: str) -> Iterator[Day]:
    rows = Milestone.objects.filter(item__in=seen.values("pk"), done_on=None)
    rows = rows.filter(due_on__range=(today - BEHIND, today + AHEAD)).order_by("due_on", "pk")
    for one in rows.select_related("item__matter")[:MOST]:
        title = f"{_said('节点', one.due_on, today)}{one.name}（{one.item.matter.title}）"
        yield _day(one.item, f"milestone-{one.pk}", one.due_on, title, home)


def _said(what: str, day: date, today: date) -> str:
    return f"{what}逾期：" if day < today else f"{what}到期："


def _day(item: SupervisedItem, code: str, day: date, title: str, home: str) -> Day:
    return Day(
        f"{code}@sanban",
        day,
        title,
        item.initiated_at or item.matter.started_at,
        item.edition,
        home.rstrip("/") + matter_url(item.pk),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_default_timezone())


def _answer(request: HttpRequest, person: Person, days: list[Day]) -> HttpResponseBase:
    """没有变的不必写出来：先比各天，再写。"""
    etag = f'"{hashlib.sha256(repr(days).encode()).hexdigest()[:32]}"'
    changed = _changed(person, etag)
    answer = get_conditional_response(request, etag, changed)
    response = answer or HttpResponse(written(days), content_type=CALENDAR)
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed)
    response["Cache-Control"] = "private, no-cache"
    response["Content-Disposition"] = 'inline; filename="sanban.ics"'
    return response


def _changed(person: Person, etag: str) -> int:
    """这一份是何时变成这样的：头一回见到它的时刻；不记得的，当作刚变。"""
    kept: tuple[str, int] | None = cache.get(f"calendar:{person.pk}")
    if kept is None or kept[0] != etag:
        kept = (etag, int(timezone.now().timestamp()))
    cache.set(f"calendar:{person.pk}", kept, KEPT_SECONDS)
    return kept[1]


def _plain(said: str, status: int) -> HttpResponse:
    """不带网页的一句话；地址里有凭证，不让它进日志。"""
    answer = HttpResponse(said, status=status, content_type=PLAIN)
    answer._has_been_logged = True  # type: ignore[attr-defined]
    return answer
