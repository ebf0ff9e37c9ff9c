"""写日历：RFC 5545 的全天事件；写法、折行由 icalendar 管，用到才打开（decisions/0013）。"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib import import_module
from typing import Any

HEAD = {
    "prodid": "-//sanban//supervision//ZH",
    "version": "2.0",
    "method": "PUBLISH",
    "x-wr-calname": "三办·督办期限",
    "x-published-ttl": "PT1H",
}


@dataclass(frozen=True, slots=True)
class Day:
    """一个到期日。

    :param uid: 不变的代号，同一件事改了期限仍是它。
    :param made_at: 何时有的；不变，没有改动时写出来的就一字不变。
    :param edition: 改过几回。
    """

    uid: str
    day: date
    title: str
    made_at: datetime
    edition: int = 0
    link: str = ""


def written(days: Iterable[Day]) -> bytes:
    """写成一份日历，UTF-8。"""
    library = _library()
    made = library.Calendar()
    for name, value in HEAD.items():
        made.add(name, value)
    for one in days:
        made.add_component(_event(library, one))
    data: bytes = made.to_ical()
    return data


def _event(library: Any, one: Day) -> Any:
    event = library.Event()
    event.add("uid", one.uid)
    event.add("sequence", one.edition)
    event.add("summary", one.title)
    event.add("dtstamp", one.made_at)
    event.add("dtstart", one.day)
    event.add("dtend", one.day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("url", one.link)
    return event


@cache
def _library() -> Any:
    return import_module("icalendar")
