"""督办的钟点跑一遍要多久：二十万件在办，今天该催的约两千件；跑两遍、杀掉再跑，都查有没有重。

python -m bench.supervision_clock             SQLite、PostgreSQL 各量一遍
python -m bench.supervision_clock --quick     两万件在办，看个大概

另量一次最坏的：停了很久头一回跑，逾期的全都没有催过。单子（PDF）在后台另排，只量头十份各要多久。
墙上的钟带着机器当时的忙闲，CPU 是本进程的。PostgreSQL 没有装就不量。
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

COUNT, QUICK, GOAL, PAPERS = 200_000, 20_000, 60, 10
HERE = Path(__file__).parent.parent
NOW = "2026-09-16T06:30:00+08:00"
# 今天该催的：占几成，时限在几天前（负的）后（正的）；其余的时限还远
NEEDING = ((0.0070, 2), (0.0020, -1), (0.0009, -3), (0.0001, -14))
FAR_OFF = 60


def main() -> None:
    """两种库各在新进程里量，打印成表。"""
    parser = argparse.ArgumentParser(description="量督办的钟点")
    parser.add_argument("--quick", action="store_true", help="两万件在办")
    parser.add_argument("--here", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--climb", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.climb:
        _climb_here()
    elif asked.here:
        _measure(asked.here)
    else:
        count = QUICK if asked.quick else COUNT
        for name, before in (("SQLite", ()), ("PostgreSQL", ("tools/with-postgres",))):
            _run(name, before, count)


def _run(name: str, before: tuple[str, ...], count: int) -> None:
    print(f"{name}，{count} 件在办", flush=True)
    with tempfile.TemporaryDirectory(prefix="sanban-bench-") as folder:
        settings = {"SANBAN_DATA": folder, "DJANGO_SETTINGS_MODULE": "sanban.settings"}
        environment = {**os.environ, "SANBAN_DATABASE": "", **settings}
        run = (*before, sys.executable, "-m", "bench.supervision_clock", "--here", str(count))
        done = subprocess.run(run, env=environment, cwd=HERE, check=False)
    if done.returncode and before:
        print("  没有装，没有量")


def _climb_here() -> None:
    """在另一个进程里跑阶梯，供杀掉。"""
    import_module("django").setup()
    jobs = import_module("sanban.supervision.jobs")
    print("开始", flush=True)
    print(jobs.chase.call(_day(4)), flush=True)


def _measure(count: int) -> None:
    import_module("django").setup()
    import_module("django.core.management").call_command("migrate", verbosity=0)
    seed = import_module("bench.supervision_seed")
    seed.fill(count, now=datetime.fromisoformat(NOW), open_count=count)
    bench = _Bench(count)
    bench.spread()
    print(f"{'　':<26}{'墙上 秒':>10}{'CPU 秒':>10}{'目标':>8}")
    jobs = import_module("sanban.supervision.jobs")
    bench.take("催办阶梯，平常一天", jobs.chase, NOW, goal=GOAL)
    bench.take("再跑一遍", jobs.chase, NOW, goal=GOAL)
    bench.take("该报的", jobs.remind_reports, NOW)
    bench.take("该裁定的", jobs.remind_rulings, NOW)
    bench.take("回头看", jobs.wake_follow_ups, NOW)
    matters = import_module("sanban.matters.jobs")
    bench.take("事项室的临期逾期提醒", matters.remind_due, NOW)
    bench.draw()
    bench.worsen()
    bench.kill()
    bench.take("杀掉以后接着跑（积压）", jobs.chase, _day(4))
    bench.take("积压的再跑一遍", jobs.chase, _day(4), goal=GOAL)
    bench.check()


def _day(more: int) -> str:
    return (datetime.fromisoformat(NOW) + timedelta(days=more)).isoformat()


class _Bench:
    """灌好的一个督查室。"""

    def __init__(self, count: int) -> None:
        self.count = count
        self.models = import_module("sanban.supervision.models")
        self.dates = import_module("sanban.supervision.services.dates")

    def spread(self) -> None:
        """时限都放远，只有 `NEEDING` 那几成今天该催。"""
        today = datetime.fromisoformat(NOW).date()
        first = 1
        self._due(today + timedelta(FAR_OFF), 1, self.count + 1)
        for share, days in NEEDING:
            after = first + int(self.count * share)
            self._due(today + timedelta(days), first, after)
            first = after

    def worsen(self) -> None:
        """十件里有一件早就逾期，从来没有催过。"""
        today = datetime.fromisoformat(NOW).date()
        start = self.count // 2
        self._due(today - timedelta(5), start, start + self.count // 10)

    def _due(self, day: Any, first: int, after: int) -> None:
        at = self.dates.closing(day)
        rows = self.models.SupervisedItem.objects.filter(pk__gte=first, pk__lt=after)
        values = {"due_at": at, "red_at": at, "amber_at": at - timedelta(days=5)}
        rows.update(**values, milestone_on=self.models.NEVER)

    def take(self, name: str, job: Any, now: str, *, goal: int = 0) -> None:
        """跑一项，印墙上、CPU 各几秒和它说的话。"""
        clock, cpu = time.perf_counter(), time.process_time()
        said = job.call(now)
        self._say(name, time.perf_counter() - clock, time.process_time() - cpu, goal)
        print(f"    {said}")

    def draw(self) -> None:
        """排头几份催办单。"""
        papers = import_module("sanban.supervision.services.papers")
        rows = self.models.Pressing.objects.filter(rung__in=("slip", "report"), file=None)
        pks = list(rows.order_by("id").values_list("pk", flat=True)[:PAPERS])
        clock, cpu = time.perf_counter(), time.process_time()
        for pk in pks:
            papers.draw_paper.call(pk)
        spent = (time.perf_counter() - clock, time.process_time() - cpu)
        each = [one / max(len(pks), 1) for one in spent]
        self._say(f"单子一份（{len(pks)} 份平均）", each[0], each[1], 0)

    def kill(self) -> None:
        """另一个进程跑到一半杀掉，印已经催了几次。"""
        run = (sys.executable, "-m", "bench.supervision_clock", "--climb")
        with subprocess.Popen(run, cwd=HERE, stdout=subprocess.PIPE, text=True) as program:
            assert program.stdout is not None
            program.stdout.readline()
            before = self._total()
            _wait(lambda: self._total() > before + self.count // 100)
            program.send_signal(signal.SIGKILL)
        print(f"    跑到一半杀掉：已经催了 {self._total() - before} 次")

    def _total(self) -> int:
        return int(self.models.Pressing.objects.count())

    def check(self) -> None:
        """有没有重的、漏的：同一件同一单位同一由头同一级只一次；单号不跳不重。"""
        rows = self.models.Pressing.objects
        keys = list(rows.values_list("item", "org", "rung", "cause"))
        numbers = sorted(rows.filter(rung="slip").values_list("number", flat=True))
        inbox = import_module("sanban.inbox.models").Message.objects.filter(kind="press")
        told = list(inbox.values_list("person", "link", "sent_at"))
        whole = numbers == list(range(1, len(numbers) + 1))
        print(f"    催办 {len(keys)} 次，重的 {len(keys) - len(set(keys))} 次")
        print(f"    催办单 {len(numbers)} 份，{'不跳不重' if whole else '有跳号或重号！'}")
        print(f"    消息 {len(told)} 条，同一人同一件一天重的 {_twice(told)} 条")

    @staticmethod
    def _say(name: str, wall: float, cpu: float, goal: int) -> None:
        wanted = f"≤{goal}" if goal else ""
        print(f"  {name:<26}{wall:>10.2f}{cpu:>10.2f}{wanted:>8}", flush=True)


def _twice(told: list[Any]) -> int:
    """给人看事项的消息里，同一人、同一件、同一天有几条是多的。"""
    items = [(person, link, sent.date()) for person, link, sent in told if "/matters/" in link]
    return len(items) - len(set(items))


def _wait(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not done() and time.monotonic() < deadline:
        time.sleep(0.05)


if __name__ == "__main__":
    main()
