"""量服务器时的搜索：四种问法、两种人（看得见全部的、看得见一点的），权限在同一句里；毫秒。"""

import time
from importlib import import_module
from typing import Any

from bench.search import questions
from bench.server_load import percentile

PEOPLE = ("clerk", "liaison")


def searching() -> dict[str, Any]:
    """各种人、各种问法的 p50、p95，找到几件的中位数。"""
    people = import_module("sanban.people.models").Account.objects
    sight = import_module("sanban.matters.services").sight_of
    return {
        role: {
            kind: _timed(asked, sight(people.get(username=role).person))
            for kind, asked in questions().items()
        }
        for role in PEOPLE
    }


def _timed(asked: list[str], sight: Any) -> dict[str, float]:
    find = import_module("sanban.search.finding").find
    times, totals = [], []
    for one in asked:
        began = time.perf_counter()
        totals.append(find(one, visible=sight).total)
        times.append((time.perf_counter() - began) * 1000)
    ordered = sorted(times)
    marks = {f"p{share}": percentile(ordered, share) for share in (50, 95)}
    return {**marks, "total": sorted(totals)[len(totals) // 2]}


def say(found: dict[str, Any]) -> None:
    """印成几行。"""
    for role, kinds in found.items():
        for kind, one in kinds.items():
            print(
                f"搜索　{role}　{kind}：p50 {one['p50']:.1f}、p95 {one['p95']:.1f} ms，"
                f"找到的中位数 {one['total']:.0f} 件"
            )
