"""拆长文、看任务、校任务各要多久。

python -m bench.tasks

记的是处理器时间；文字是测试里的几篇，接起来成长文。
"""

import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from sanban.engine.tasks import TaskText, break_down, check_task, four_elements, weigh

TEXTS = Path(__file__).parents[1] / "tests/engine/tasks/texts"
LONG, UNITS, TIMES = 100_000, 300, 300
TASK = TaskText(
    title="改造老旧小区12个",
    mission="6月30日前完成城关镇幸福、和平等12个老旧小区改造，惠及居民1200户。",
    standard="12个小区全部验收合格，交验收单和现场照片。",
    steps=("3月底前列出12个小区清单", "4月10日前完成招标，签订合同", "6月20日前完工验收"),
    milestones=((date(2026, 3, 31), "列出清单"), (date(2026, 6, 20), "完工验收")),
    owner="王建国",
    lead_org="县住建局",
    due=date(2026, 6, 30),
    today=date(2026, 3, 2),
)


def main() -> None:
    """各量一遍，打印。"""
    report = "\n".join(path.read_text("utf-8") for path in sorted(TEXTS.glob("*.txt")))
    orgs = [(number, (f"县第{number}局", f"第{number}局")) for number in range(UNITS)]
    long = report * (LONG // len(report) + 1)
    for name, text in (("几篇", report), ("长文", long)):
        break_down(text, year=2026, orgs=orgs)
        spent = _cost(partial(break_down, text, year=2026, orgs=orgs))
        print(f"拆解 {name} {len(text)} 字、{UNITS} 个单位：{spent * 1000:.0f} 毫秒")
    for name, act in (("五项质量", weigh), ("四要素", four_elements), ("校对", check_task)):
        act(TASK)
        spent = _cost(partial(_often, act))
        print(f"{name} 一件：{spent / TIMES * 1000:.2f} 毫秒")


def _often(act: Callable[[TaskText], object]) -> None:
    for _ in range(TIMES):
        act(TASK)


def _cost(act: Callable[[], object]) -> float:
    started = time.process_time()
    act()
    return time.process_time() - started


if __name__ == "__main__":
    main()
