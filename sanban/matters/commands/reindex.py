"""命令 `sanban reindex`：重建搜索的索引，办公不停。"""

import argparse
import sys
from collections.abc import Sequence
from typing import Any

from sanban.core.clock import shared_now
from sanban.matters.models import Matter
from sanban.matters.services import indexing
from sanban.search import services as search

BATCH = 2000


def main(argv: list[str], *, entries: Sequence[Any] = ()) -> int:
    """重建，印出编了几段；`entries` 是时刻表，有了它各室的种类才都认得。"""
    options = _options(argv)
    if not options.resume:
        search.begin_rebuild()
    total = search.left_to_rebuild()
    done = search.rebuild(lambda count: _tell(f"编了 {count} 段，共 {total} 段"))
    _say(f"索引重建好了：{done} 段。")
    if options.gather:
        _gather_all(resume=options.resume)
    return 0


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="sanban reindex", description="重建搜索的索引，办公不停")
    parser.add_argument("--resume", action="store_true", help="上回没编完的，接着编")
    parser.add_argument(
        "--gather", action="store_true", help="各件再收集一遍；没读过的文件也去读，慢"
    )
    return parser.parse_args(argv)


def _gather_all(*, resume: bool) -> None:
    """各件都记下要重编，再逐件编；断了的，记下的还在。"""
    if not resume:
        _mark_all()
    done = 0
    while count := search.index_pending(indexing.gather, now=shared_now(), most=BATCH):
        done += count
        _tell(f"收集了 {done} 件，还有 {search.count_waiting()} 件")
    left = search.count_waiting()
    _say(f"各件收集好了：{done} 件。" + (f"还有 {left} 件没收集成，后台会再试。" if left else ""))


def _mark_all() -> None:
    last = 0
    rows = Matter.objects.order_by("pk").values_list("pk", flat=True)
    while found := list(rows.filter(pk__gt=last)[:BATCH]):
        search.mark(found)
        last = found[-1]


def _tell(text: str) -> None:
    """做到哪里了；接着屏幕的改写一行，接着文件的一次一行。"""
    sys.stderr.write(f"\r{text}" if sys.stderr.isatty() else f"{text}\n")
    sys.stderr.flush()


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
