"""量服务器的各页：查几次库、CPU、1、16、64 个来客时的快慢，一百万件比一万件贵几成。"""

import json
import os
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.server_load import Load, load
from bench.server_seed import Seed
from bench.server_tree import FLOOR, Server, inside, serving

CROWDS = (1, 4, 16, 64)
BATCHES = 5
"""一页的 CPU 分几批量，取最省的一批：别的程序忙的时候，同样的活要的 CPU 也多。"""
# 页，谁看，网址，CPU 至多几毫秒（0 为没有定）
PAGES = (
    ("改密码（近乎空页）", "director", "/password/", 0),
    ("待办　50 行", "director", "/?size=50", 5),
    ("工作台　已办", "clerk", "/?tab=done", 0),
    ("登记簿　今年", "clerk", "/register/", 8),
    ("登记簿　全部年度", "clerk", "/register/?year=", 8),
    ("登记簿　领导", "leader", "/register/?year=", 8),
    ("事项页　收文在办", "clerk", "/matters/{in_hand}/", 8),
    ("事项页　收文已归档", "clerk", "/matters/{archived}/", 8),
    ("事项页　督办在办", "supervisor", "/matters/{item}/", 8),
    ("督办台账　首页", "supervisor", "/supervision/", 8),
    ("督办台账　不分组", "supervisor", "/supervision/?group=none", 8),
    ("督办台账　一个单位", "supervisor", "/supervision/?lead={first_unit}", 8),
    ("承办任务　联络员", "liaison", "/tasks/", 0),
)
BARE = (("空视图", "/bare/"), ("查一句的视图", "/query/"))


@dataclass(frozen=True, slots=True)
class Page:
    """一页量得的：查几次库，一次几毫秒 CPU，几个来客 → 快慢。"""

    name: str
    goal: float
    queries: int
    cpu: float
    loads: dict[int, Load]

    def told(self) -> dict[str, Any]:
        """存成 JSON 的样子。"""
        return {**asdict(self), "rates": {many: one.rate for many, one in self.loads.items()}}


def pages(seed: Seed, folder: Path, *, seconds: float) -> list[Page]:
    """起一台服务器，逐页量。"""
    known = inside(folder, "counted")
    with serving(folder) as server:
        return [_page(server, one, asdict(seed), known, seconds) for one in PAGES]


def floor(folder: Path, *, seconds: float) -> list[Page]:
    """同一次里，光秃秃的 Django。"""
    with serving(folder, settings=FLOOR) as server:
        return [
            Page(name, 0, n, _cpu(server, url, "", seconds), _loads(server, url, "", seconds))
            for n, (name, url) in enumerate(BARE)
        ]


def _page(
    server: Server, one: tuple[str, str, str, int], seed: Any, known: Any, seconds: float
) -> Page:
    name, role, shape, goal = one
    url, cookie = shape.format_map(seed), known["cookies"][role]
    cpu = _cpu(server, url, cookie, seconds)
    return Page(name, goal, known["queries"][name], cpu, _loads(server, url, cookie, seconds))


def _cpu(server: Server, url: str, cookie: str, seconds: float) -> float:
    """一个来客，量几批，最省的一批；先热热身。"""
    load(server, url, cookie, many=1, seconds=1)
    found = [load(server, url, cookie, many=1, seconds=seconds / 2) for _ in range(BATCHES)]
    return min(one.cpu for one in found)


def _loads(server: Server, url: str, cookie: str, seconds: float) -> dict[int, Load]:
    return {many: load(server, url, cookie, many=many, seconds=seconds) for many in CROWDS}


def counted() -> dict[str, Any]:
    """登录各人，数各页查几次库。"""
    own = import_module("bench.pages")
    seed = json.loads((Path(os.environ["SANBAN_DATA"]) / "seed.json").read_text())
    cookies = {role: own.cookie(role) for role in {one[1] for one in PAGES}}
    found = {name: _queries(url.format_map(seed), cookies[role]) for name, role, url, _ in PAGES}
    return {"cookies": cookies, "queries": found}


def _queries(url: str, cookie: str) -> int:
    """要两回，数第二回查几次库。"""
    own = import_module("bench.pages")
    connection = import_module("django.db").connection
    own.cost(url, cookie)
    connection.force_debug_cursor = True
    connection.queries_log.clear()
    own.cost(url, cookie)
    connection.force_debug_cursor = False
    return len(connection.queries_log)
