"""督办台账、看板、横道图、日历要多少 CPU：一万件和一百万件，一次请求的毫秒数。

python -m bench.supervision_ledger             一万件（两千件在办）
python -m bench.supervision_ledger --million   再量一百万件（二十万件在办）

量法同 `bench.pages`：不过网络，直接进网页程序，数本进程的 CPU；各种大小各在一个新进程、
一个用完就扔的文件夹里。同一张表里列“近乎空页”和收文登记簿，好比出机器当时的忙闲。
"""

import argparse
import json
import statistics
from importlib import import_module
from itertools import islice

from bench.pages import Cost, apart, cookie, cost, line, measure, told

SMALL, LARGE = 10_000, 1_000_000
SLOW, FEW_TIMES = 200, 5
BATCH = 5000
# 页，谁看，网址
PAGES = (
    ("改密码（近乎空页）", "supervisor", "/password/"),
    ("台账　首页", "supervisor", "/supervision/"),
    ("台账　不分组", "supervisor", "/supervision/?group=none"),
    ("台账　全部栏目", "supervisor", "/supervision/?columns=all"),
    ("台账　按时限", "supervisor", "/supervision/?sort=due&group=none"),
    ("台账　逾期的", "supervisor", "/supervision/?light=late&group=none"),
    ("台账　连已了结", "supervisor", "/supervision/?openness=all"),
    ("台账　一个单位", "supervisor", "/supervision/?lead={unit}"),
    ("台账　搜事项", "supervisor", "/supervision/?text=9999"),
    ("看板", "supervisor", "/supervision/board/"),
    ("横道图", "supervisor", "/supervision/gantt/"),
    ("日历　一个单位", "supervisor", "/supervision/agenda/?lead={unit}"),
    ("台账　主任", "director", "/supervision/"),
    ("台账　联络员", "liaison", "/supervision/"),
    ("台账　领导", "leader", "/supervision/"),
)


def main() -> None:
    """量一遍，打印成表。"""
    parser = argparse.ArgumentParser(description="量督办台账的 CPU")
    parser.add_argument("--million", action="store_true", help="再量一百万件")
    parser.add_argument("--count", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.count:
        print(json.dumps(_measure_all(asked.count)))
        return
    counts = (SMALL, LARGE) if asked.million else (SMALL,)
    _print(counts, [apart("bench.supervision_ledger", count) for count in counts])


def _measure_all(count: int) -> list[Cost]:
    """灌 `count` 件，逐页量。"""
    import_module("django").setup()
    now = import_module("django.utils.timezone").now()
    seeded = import_module("bench.supervision_seed").fill(count, now=now)
    _index()
    kept = {role: cookie(role) for role in {role for _, role, _ in PAGES}}
    urls = [(url.format(unit=seeded.first_unit), kept[role]) for _, role, url in PAGES]
    return [_measured(url, known) for url, known in urls]


def _index() -> None:
    """把各件的标题、编号编进搜索，按字筛选要照它找。"""
    search = import_module("sanban.search.models")
    engine = import_module("sanban.search.engines").engine()
    items = import_module("sanban.supervision.models").SupervisedItem.objects.order_by("pk")
    rows = items.select_related("matter").iterator(BATCH)
    while some := list(islice(rows, BATCH)):
        heads = [(one.pk, f"{one.matter.title}\x1e{one.number_text}") for one in some]
        pieces = [search.Passage(id=search.piece_id(pk, 0, 0), head=head) for pk, head in heads]
        engine.add(pieces)


def _measured(url: str, known: str) -> Cost:
    """量一页；慢的只量五次。"""
    if cost(url, known) < SLOW:
        return measure(url, known)
    costs = [cost(url, known) for _ in range(FEW_TIMES)]
    return min(costs), statistics.median(costs)


def _print(counts: tuple[int, ...], costs: list[list[Cost]]) -> None:
    print("每页 80 次（二百毫秒以上的 5 次），CPU 毫秒")
    heads = [f"{count // 10_000} 万件 {what}" for count in counts for what in ("最少", "中位")]
    line("页", [*heads, "倍数"] if len(counts) > 1 else heads)
    for (name, _, _), *found in zip(PAGES, *costs, strict=True):
        line(name, list(told(found)))


if __name__ == "__main__":
    main()
