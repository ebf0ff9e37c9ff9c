"""派活：把改过的文件送给读的进程，看着它的 CPU 时间，死了、太久了换一个。"""

import json
import os
import select
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.fuzz.mutations import mutated, recipes
from tests.fuzz.readers import READERS
from tests.fuzz.seeds import seeds

ROOT = Path(__file__).parents[2]
CPU_SECONDS = 20
WALL_SECONDS = 150
TICK = os.sysconf("SC_CLK_TCK")
FINE = ("read", "refused")


@dataclass
class Tally:
    """数：各读的人读了几份、各是什么结果，毛病，最久的一份。"""

    kinds: dict[str, Counter[str]] = field(default_factory=dict)
    faults: dict[tuple[str, str, str], tuple[int, list[tuple[str, int]]]] = field(
        default_factory=dict
    )
    slowest: dict[str, float] = field(default_factory=dict)

    def add(self, name: str, answer: tuple[str, str, float], how: tuple[int, list]) -> None:
        """记一份。"""
        kind, said, seconds = answer
        self.kinds.setdefault(name, Counter())[kind] += 1
        self.slowest[name] = max(self.slowest.get(name, 0.0), seconds)
        if kind not in FINE:
            self.faults.setdefault((name, kind, said), how)


class Process:
    """一个读的进程。"""

    def __init__(self, is_slow: bool) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.fuzz.worker", *(["slow"] if is_slow else [])],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def ask(self, name: str, data: bytes) -> tuple[str, str, float]:
        """读一份：结果、说了什么、用了几秒 CPU。"""
        before = self._cpu()
        try:
            self._process.stdin.write(f"{name} {len(data)}\n".encode() + data)
            self._process.stdin.flush()
        except BrokenPipeError:
            return self._dead()
        limit = time.monotonic() + WALL_SECONDS
        while not select.select([self._process.stdout], [], [], 0.2)[0]:
            if self._process.poll() is not None:
                return self._dead()
            if self._cpu() - before > CPU_SECONDS or time.monotonic() > limit:
                self.end()
                return "slow", f"超过 {CPU_SECONDS} 秒", float(CPU_SECONDS)
        line = self._process.stdout.readline()
        if not line:
            return self._dead()
        answer = json.loads(line)
        return answer["kind"], answer["said"], self._cpu() - before

    @property
    def is_alive(self) -> bool:
        """还活着没有。"""
        return self._process.poll() is None

    def _cpu(self) -> float:
        try:
            text = Path(f"/proc/{self._process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            return 0.0
        return (int(text[11]) + int(text[12])) / TICK

    def _dead(self) -> tuple[str, str, float]:
        self._process.wait()
        return "died", f"退出 {self._process.returncode}", 0.0

    def end(self) -> None:
        """结束它。"""
        self._process.kill()
        self._process.wait()
        self._process.stdin.close()
        self._process.stdout.close()


class Runner:
    """换着进程读。"""

    def __init__(self) -> None:
        self._held: dict[bool, Process] = {}
        self.tally = Tally()

    def read(self, name: str, how: tuple[int, list[tuple[str, int]]]) -> tuple[str, str, float]:
        """照改法改一份种子，送去读，记下。"""
        reader = READERS[name]
        data = mutated(seeds(reader.seed)[how[0]], reader.family, how[1])
        answer = self._process(reader.is_slow).ask(name, data)
        self.tally.add(name, answer, how)
        return answer

    def _process(self, is_slow: bool) -> Process:
        held = self._held.get(is_slow)
        if held is None or not held.is_alive:
            self._held[is_slow] = held = Process(is_slow)
        return held

    def stop(self) -> None:
        """都结束。"""
        for one in self._held.values():
            one.end()


@contextmanager
def running() -> Iterator[Runner]:
    """用完都结束。"""
    runner = Runner()
    try:
        yield runner
    finally:
        runner.stop()


def examine(runner: Runner, name: str, *, many: int, number: int) -> None:
    """一个读的人，读 `many` 份；`number` 是种子数，同一个数改出同样的。"""
    reader = READERS[name]
    count = len(seeds(reader.seed))
    if not count:
        return

    @seed(number)
    @settings(
        max_examples=many,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.tuples(st.integers(0, count - 1), recipes(reader.family)))
    def one(how: tuple[int, list[tuple[str, int]]]) -> None:
        runner.read(name, how)

    one()
