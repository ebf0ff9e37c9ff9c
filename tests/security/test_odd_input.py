"""乱填网址和表单：各页认得的每一项，从源代码里找出来，一项一项地乱填，哪页都不出 500。"""

import inspect
import re
from functools import cache
from pathlib import Path

import pytest
from django.urls import get_resolver, reverse

from tests.security.pages import PAGES, body, kwargs_of, rows_of, signed, undone

ASKED = re.compile(r'(?:GET|POST|FILES)(?:\.get(?:list)?\(|\[)\s*"(\w+)"')
FIELD = re.compile(r"^ +(\w+) = (?:forms|widgets)\.", re.MULTILINE)
SHARED = ("forms.py", "filters.py")
ODD = ("9" * 30, "-1", "²", "2026-02-30", "0001-01-01", "[]", "长" * 3000, "' OR 1=1 --", "%")
RAW = ("%ED%A0%80", "%FF%FE", "%00", "%", "a%0D%0Ab", "%F0%9F%98%80" * 500)
TOGETHER = 25
"""表单一次乱填几项：先各项都填，再分几拨填。"""


def _callbacks(resolver=None):
    for one in (resolver or get_resolver()).url_patterns:
        if hasattr(one, "url_patterns"):
            yield from _callbacks(one)
        else:
            yield one.name, one.callback


CALLBACKS = dict(_callbacks())


@cache
def names_in(file):
    """一个文件的源代码里问到的各项。"""
    text = file.read_text() if file.is_file() else ""
    return {*ASKED.findall(text), *FIELD.findall(text)}


def names_on(name):
    """一页认得的各项：它那个文件和同一区共用的表。"""
    file = Path(inspect.getsourcefile(inspect.unwrap(CALLBACKS[name])))
    shared = [names_in(file.with_name(one)) for one in SHARED]
    return sorted(names_in(file).union(*shared, ("after", "before", "tab", "text")))


def faults(client, method, url, given):
    for one in given:
        with undone():
            answer = getattr(client, method)(url, one)
            body(answer)
        if answer.status_code >= 500:
            yield str(one)[:80]


def doors(method):
    """有这个方法的页，和进得去的人。"""
    found = {name: rows_of(name, method) for name in PAGES}
    return [(name, rows[0][2]) for name, rows in found.items() if rows and rows[0][2]]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "who"), doors("get"))
def test_no_asked_thing_breaks_a_page(cast, accounts, request, name, who):
    url = reverse(name, kwargs=kwargs_of(name, request))
    client = signed(accounts, getattr(cast, who))
    known = names_on(name)
    given = [dict.fromkeys(known, odd) for odd in ODD]
    given += [{one: odd} for one in known for odd in ODD[:1]]
    raw = [f"{url}?" + "&".join(f"{one}={odd}" for one in known) for odd in RAW]
    assert list(faults(client, "get", url, given)) == []
    assert [one[:80] for one in raw if list(faults(client, "get", one, [{}]))] == []


@pytest.mark.slow
@pytest.mark.parametrize(("name", "who"), doors("post"))
def test_no_filled_thing_breaks_a_form(cast, accounts, request, name, who):
    url = reverse(name, kwargs=kwargs_of(name, request))
    client = signed(accounts, getattr(cast, who))
    known = names_on(name)
    parts = [known[n : n + TOGETHER] for n in range(0, len(known), TOGETHER)]
    given = [dict.fromkeys(some, odd) for some in (known, *parts) for odd in ODD]
    assert list(faults(client, "post", url, given)) == []
