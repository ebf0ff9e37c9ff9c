"""全部网址：从网站地图里取，逐个配上能打开的参数；新添的页自然在内。"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import RoutePattern

from tests.web.test_pages import ROWS

BACKEND = "sanban.people.backends.AccountBackend"
DUMMIES = {
    "IntConverter": 1,
    "StringConverter": "x",
    "SlugConverter": "x",
    "UUIDConverter": UUID(int=1),
}


@dataclass(frozen=True)
class Page:
    """一个网址。

    :param converters: 参数名 → 它的种类。
    """

    name: str
    converters: dict[str, str]
    is_csrf_exempt: bool

    @property
    def numbers(self) -> list[str]:
        """是编号的参数。"""
        return [name for name, kind in self.converters.items() if kind == "IntConverter"]

    def dummy(self, **given: object) -> str:
        """随便填上参数的网址。"""
        kwargs = {name: DUMMIES[kind] for name, kind in self.converters.items()}
        return reverse(self.name, kwargs={**kwargs, **given})


def _walk(resolver, before: dict[str, str]) -> Iterator[Page]:
    for one in resolver.url_patterns:
        route = one.pattern
        found = getattr(route, "converters", {}) if isinstance(route, RoutePattern) else {}
        kinds = before | {name: type(kind).__name__ for name, kind in found.items()}
        if hasattr(one, "url_patterns"):
            yield from _walk(one, kinds)
        else:
            yield Page(one.name, kinds, getattr(one.callback, "csrf_exempt", False))


PAGES = {page.name: page for page in _walk(get_resolver(), {})}


def rows_of(name: str, method: str = "get") -> list[tuple]:
    """权限表里某页的各行，开得开的在前。"""
    found = [row for row in ROWS if row[0] == name and row[1] == method]
    return sorted(found, key=lambda row: (row[2] is None, row[3]))


def row_of(name: str) -> tuple:
    """某页最顺当的一行：先看 GET。"""
    return next(iter((*rows_of(name), *rows_of(name, "post"), *_others(name))))


def _others(name: str) -> list[tuple]:
    return [row for row in ROWS if row[0] == name]


def kwargs_of(name: str, request) -> dict[str, object]:
    """某页的参数，连同它要的东西。"""
    given = row_of(name)[4]
    return given(request.getfixturevalue) if given else {}


def signed(accounts, person) -> Client:
    """以某人登录的一个客户端；出错不往外抛，答 500。"""
    client = Client(raise_request_exception=False)
    client.force_login(accounts[person.pk], backend=BACKEND)
    return client


@contextmanager
def undone() -> Iterator[None]:
    """里面做的，一概退回去。"""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def body(answer) -> bytes:
    """答的全部字节；不是流的不去关，关了连库也断开。"""
    return b"".join(answer) if answer.streaming else answer.content
