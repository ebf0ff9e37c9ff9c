"""同样两核、一万份的机器上量过的同行，印在我们的旁边；他们的数是另一回量的，只列不算。"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from bench.pages import line

DESK, BOOK = "待办　50 行", "登记簿　全部年度"
GROWTH = "信呼的待办一万件 75 次/秒、十万件 12.2（一个来客），慢了六倍。"


def say(found: dict[str, Any]) -> None:
    """印成一张表；没有量的那一样不印。"""
    print("\n# 与同行（同样两核、一万份，他们的数见 docs/performance.md）")
    for name, peer, own in rows(found):
        line(name, [own, peer])
    print(GROWTH)


def rows(found: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """量的什么，同行的，我们的。"""
    for name, peer, read in PEERS:
        try:
            yield name, peer, read(found)
        except KeyError:
            continue


def _page(found: dict[str, Any], name: str) -> Any:
    return next(one for one in found["pages"] if one["name"] == name)


def _rate(found: dict[str, Any], name: str) -> str:
    return f"{_page(found, name)['rates'][4]:.0f}"


def _cpu(found: dict[str, Any], name: str) -> str:
    return f"{_page(found, name)['cpu']:.1f}"


def _search(found: dict[str, Any]) -> str:
    kinds = found["search"]["clerk"].values()
    return f"{max(one['p50'] for one in kinds):.1f}/{max(one['p95'] for one in kinds):.1f}"


def _taken(found: dict[str, Any]) -> str:
    return "，".join(f"{one['kind']} {one['rate']:.1f}" for one in found["taken"])


def _taken_cpu(found: dict[str, Any]) -> str:
    return "，".join(f"{one['kind']} {one['cpu']:.0f}" for one in found["taken"])


def _memory(found: dict[str, Any]) -> str:
    return f"{found['memory_mb']:.0f}"


def _start(found: dict[str, Any]) -> str:
    return f"{found['started_s']:.2f}"


def _step(found: dict[str, Any]) -> str:
    return f"{found['move']['p95']:.1f}"


# 量的什么，同行量得的，我们的从哪里来
PEERS: tuple[tuple[str, str, Callable[[dict[str, Any]], str]], ...] = (
    ("待办 50 行　四人 次/秒", "信呼 71（接口，不是整页）", partial(_rate, name=DESK)),
    ("一页列表　四人 次/秒", "Paperless 18，Mayan 6，Indico 8", partial(_rate, name=BOOK)),
    ("一页列表　CPU 毫秒", "Paperless 48，Mayan 327，Indico 242", partial(_cpu, name=BOOK)),
    ("搜索　最慢的一种 p50/p95", "Paperless 68/158，Mayan 171/364", _search),
    ("收进来　份/秒", "Paperless 1.9，Mayan 0.40", _taken),
    ("收一份　CPU 毫秒", "Paperless 500，Mayan 4200", _taken_cpu),
    ("走一步　p95 毫秒", "Mayan 40", _step),
    ("起动后　内存 MB", "信呼 149，Indico 427，Paperless 589，Mayan 733", _memory),
    ("起动　秒", "信呼 ≤1，Paperless 3.2，Indico 5.4，Mayan 7.2", _start),
)
