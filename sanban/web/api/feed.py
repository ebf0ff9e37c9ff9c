"""日历订阅：我的督办事项和节点哪天到期，一天一条；凭地址里的凭证进，不进日志。"""

import hashlib
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from sanban.audit import services as audit
from sanban.people.models import Person, TokenPurpose
from sanban.web.api.calendar import Day, written
from sanban.web.api.door import TooMany, enter, once

PLAIN = "text/plain; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"
GONE = "没有这个日历，或者已经作废；请到“订阅与接口”页重新发一个地址。"
BEHIND, AHEAD = timedelta(days=60), timedelta(days=400)
"""往前、往后各列多少天。"""
MOST = 1000


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
    return _answer(request, days_of(person, timezone.localdate()))


def _note(person: Person) -> None:
    audit.record("read", by=person, target=f"person:{person.pk}", detail="日历订阅")


def days_of(person: Person, today: date) -> list[Day]:
    """此人看得见的各个到期日，早的在前。"""
    return []


def _answer(request: HttpRequest, days: list[Day]) -> HttpResponseBase:
    body = written(days)
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    newest = max((one.changed_at for one in days), default=None)
    changed = int(newest.timestamp()) if newest else None
    response = HttpResponse(body, content_type=CALENDAR)
    response["ETag"] = etag
    if newest:
        response["Last-Modified"] = http_date(newest.timestamp())
    response["Cache-Control"] = "private, no-cache"
    response["Content-Disposition"] = 'inline; filename="sanban.ics"'
    return get_conditional_response(request, etag, changed, response) or response


def _plain(said: str, status: int) -> HttpResponse:
    """不带网页的一句话；地址里有凭证，不让它进日志。"""
    answer = HttpResponse(said, status=status, content_type=PLAIN)
    answer._has_been_logged = True  # type: ignore[attr-defined]
    return answer
