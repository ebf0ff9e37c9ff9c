"""长跑：`make fuzz`，默认十分钟；轮着跑各个读的人，印出份数、结果、最久的一份和毛病。"""

import argparse
import time
from random import SystemRandom

from tests.fuzz.readers import READERS
from tests.fuzz.running import Tally, examine, running

BATCH, SLOW_BATCH = 60, 6


def main() -> int:
    """跑够分钟数；有毛病的退出代码是 1。"""
    parser = argparse.ArgumentParser(description="乱改各种文件，看读得怎样")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(10**6))
    parser.add_argument("--only", nargs="*", default=list(READERS), metavar="读的人")
    asked = parser.parse_args()
    began, rounds = time.monotonic(), 0
    with running() as runner:
        while time.monotonic() - began < asked.minutes * 60:
            for name in asked.only:
                many = SLOW_BATCH if READERS[name].is_slow else BATCH
                examine(runner, name, many=many, number=asked.seed + rounds)
            rounds += 1
    told(runner.tally, seconds=time.monotonic() - began, seed=asked.seed)
    return 1 if runner.tally.faults else 0


def told(tally: Tally, *, seconds: float, seed: int) -> None:
    """印出来。"""
    total = sum(sum(one.values()) for one in tally.kinds.values())
    print(f"种子 {seed}，{seconds / 60:.1f} 分钟，{total} 份，毛病 {len(tally.faults)} 种")
    print(f"{'读的人':<14}{'份':>7}{'读出':>7}{'拒绝':>7}{'毛病':>6}{'最久（CPU 秒）':>12}")
    for name, kinds in tally.kinds.items():
        fine = kinds["read"], kinds["refused"]
        bad = kinds.total() - sum(fine)
        row = f"{kinds.total():>9}{fine[0]:>9}{fine[1]:>9}{bad:>8}{tally.slowest[name]:>12.2f}"
        print(f"{name:<14}{row}")
    for (name, kind, said), how in tally.faults.items():
        print(f"毛病　{name}　{kind}　{said}　改法 {how}")


if __name__ == "__main__":
    raise SystemExit(main())
