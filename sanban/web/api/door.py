"""凭证进门：认人、限次数；错的凭证试多了，这个地址先不答。"""

from collections.abc import Callable
from urllib.parse import quote

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from sanban.audit import services as audit
from sanban.people import services as people
from sanban.people.models import Person, TokenPurpose

WRONG_MOST, WRONG_SECONDS = 30, 600
"""一个地址十分钟里至多试错几回。"""
ASKED_MOST, ASKED_SECONDS = 300, 60
"""一个人一分钟里至多问几回。"""
KNOWN_SECONDS = 86_400
READ_SECONDS = 600
"""同一人读同一样，多少秒内只留一次痕。"""


class TooMany(Exception):
    """次数太多，过一会儿再来。

    :param seconds: 多少秒以后。
    """

    def __init__(self, seconds: int) -> None:
        super().__init__(f"次数太多，请过 {seconds} 秒再来。")
        self.seconds = seconds


def enter(request: HttpRequest, secret: str, purpose: TokenPurpose) -> Person | None:
    """凭证认出的人；认不出的为空。

    :raises TooMany: 这个地址试错太多，或者此人问得太勤。
    """
    address = quote(f"wrong:{request.META.get('REMOTE_ADDR', '')}")
    known = f"token:{people.digest_of(secret)}"
    if cache.get(address, 0) >= WRONG_MOST and not cache.get(known):
        raise TooMany(WRONG_SECONDS)
    person = people.person_of(secret, purpose, now=timezone.now())
    if person is None:
        cache.delete(known)
        _note_wrong(address, purpose)
        return None
    cache.set(known, 1, KNOWN_SECONDS)
    if _count(f"asked:{person.pk}", ASKED_SECONDS) > ASKED_MOST:
        raise TooMany(ASKED_SECONDS)
    return person


def _note_wrong(address: str, purpose: TokenPurpose) -> None:
    if _count(address, WRONG_SECONDS) == WRONG_MOST:
        said = f"{purpose.label}　{WRONG_MOST} 回"
        audit.record("token.refused", by=None, detail=said, is_done=False)


def _count(key: str, seconds: int) -> int:
    """这段时间里的第几回。"""
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key)
    except ValueError:
        return 1


def once(person: Person, what: str, note: Callable[[], None]) -> None:
    """隔一阵才留一次痕：别的系统、日历软件几分钟就来一回。"""
    if cache.add(quote(f"api:{person.pk}:{what}"), 1, READ_SECONDS):
        note()
