"""种类：各室的流程表在这里登记，按代号取用；事项按它的那一版取用。"""

from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from django.db import IntegrityError, transaction

from sanban.core.prepared import Prepared
from sanban.matters.models import Matter, Route
from sanban.matters.routes import Kind, Stage, load

_known: dict[str, Kind] = {}
_ROUTES = Prepared(lambda code, digest: Route.objects.filter(kind=code, digest=digest)[:1])


def walk(package: ModuleType) -> None:
    """登记一个文件夹里的全部种类：一个文件一类，文件名就是代号。"""
    for found in iter_modules(package.__path__):
        add(import_module(f"{package.__name__}.{found.name}").KIND)


def add(kind: Kind) -> Kind:
    """登记一类。"""
    _known[kind.code] = kind
    return kind


def named(code: str) -> Kind:
    """现行的流程表。"""
    return _known[code]


def all_kinds() -> Iterator[Kind]:
    """登记过的全部种类。"""
    yield from _known.values()


@lru_cache(maxsize=256)
def _loaded(pk: int, body: str) -> Kind:
    return load(body)


def kind_of(matter: Matter) -> Kind:
    """这件事项跟着的那一版流程表。"""
    return _loaded(matter.route.pk, matter.route.body)


def stage_of(matter: Matter) -> Stage:
    """现在的环节。"""
    return kind_of(matter).by_code[matter.stage]


def current_route(code: str) -> Route:
    """现行流程表的那一行；表改了就添一版，两个进程同时添也只添一版。"""
    kind = named(code)
    found = _ROUTES.first(code, kind.digest)
    if found:
        return found
    version = Route.objects.filter(kind=code).count() + 1
    try:
        with transaction.atomic():
            return Route.objects.create(
                kind=code, version=version, digest=kind.digest, body=kind.body
            )
    except IntegrityError:
        return Route.objects.get(kind=code, digest=kind.digest)
