"""命令行：一张表，动词对模块；用到哪个，才打开哪个。"""

import gc
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

DATA = "--data"
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "1")
"""numpy 一装进来就起几个线程，只为矩阵运算；用不着，不起。"""


@dataclass(frozen=True, slots=True)
class Verb:
    """一个动词。

    :param module: 有 `main(argv)` 的模块，返回退出码。
    :param on_site: 要用到数据库，先把框架立起来。
    :param rows: 要交给它的一张表，`模块:名字`，作为关键字 `entries`。
    :param hook: 要交给它的一个函数，`模块:名字`，也作为 `entries`；叫到才打开那个模块。
    """

    module: str
    on_site: bool = False
    rows: str = ""
    hook: str = ""


VERBS = {
    "init": Verb(
        "sanban.people.init",
        on_site=True,
        rows="sanban.matters.services.first_phrases:AT_FOUNDING",
    ),
    "serve": Verb("sanban.core.serve", on_site=True, rows="sanban.timetable:ENTRIES"),
    "migrate-to": Verb(
        "sanban.operations.commands.migrate_to",
        on_site=True,
        hook="sanban.operations.services.moving:move",
    ),
    "verify": Verb("sanban.operations.commands.verify", on_site=True),
    "move-files": Verb("sanban.operations.commands.move_files", on_site=True),
    "backup": Verb("sanban.operations.commands.backup", on_site=True),
    "restore": Verb("sanban.operations.commands.restore", on_site=True),
    "upgrade": Verb("sanban.operations.commands.upgrade", on_site=True),
    "reindex": Verb(
        "sanban.matters.commands.reindex", on_site=True, rows="sanban.timetable:ENTRIES"
    ),
    "extract": Verb("sanban.engine.extract.command"),
    "render": Verb("sanban.engine.render.command"),
    "check": Verb("sanban.engine.proof.command", hook="sanban.engine.check.running:joined"),
    "compare": Verb("sanban.engine.compare.command"),
    "fix": Verb("sanban.engine.fix.command"),
    "explain": Verb("sanban.engine.proof.manual", hook="sanban.engine.check.manual:explained"),
    "fonts": Verb("sanban.core.fonts.command"),
    "learn": Verb("sanban.engine.language.command"),
}


def main() -> int:
    """分派动词；数据目录要在框架立起来之前定下，所以 `--data` 在这里认。"""
    os.environ.setdefault(*ONE_THREAD)
    name, *rest = sys.argv[1:] or [""]
    verb = VERBS.get(name)
    if verb is None:
        print(f"用法：sanban <{'|'.join(VERBS)}> …")
        return 2
    return int(_open(verb, rest))


def _open(verb: Verb, rest: list[str]) -> Any:
    """装好再办；装的时候没有垃圾可收，不收，起得快一成。"""
    gc.disable()
    if verb.on_site:
        rest = _take_data(rest)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanban.settings")
        import_module("django").setup()
    given = {}
    if verb.rows:
        given["entries"] = _named(verb.rows)
    if verb.hook:
        given["entries"] = _late(verb.hook)
    act = import_module(verb.module).main
    gc.enable()
    return act(rest, **given)


def _named(place: str) -> Any:
    module, name = place.split(":")
    return getattr(import_module(module), name)


def _late(place: str) -> Callable[..., Any]:
    def call(*given: Any, **named: Any) -> Any:
        return _named(place)(*given, **named)

    return call


def _take_data(rest: list[str]) -> list[str]:
    if DATA not in rest[:-1]:
        return rest
    place = rest.index(DATA)
    os.environ["SANBAN_DATA"] = rest[place + 1]
    return rest[:place] + rest[place + 2 :]


if __name__ == "__main__":
    sys.exit(main())
