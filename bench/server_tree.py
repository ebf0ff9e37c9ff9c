"""量服务器：在一份库的复本上起 `sanban serve`，看这棵进程树用了多少 CPU、多少内存。

复本和进程用完都收走；只听本机的一个空端口。
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.server_seed import HERE, KEPT

READY = 30.0
NANO = 1_000_000_000
FLOOR = "bench.server_floor"
"""光秃秃的 Django：没有中间件，两个页面。"""


@dataclass(frozen=True, slots=True)
class Server:
    """起好的一台：总管的进程号、端口、数据在哪里、起动用了几秒。"""

    pid: int
    port: int
    folder: Path
    started_in: float

    @property
    def base(self) -> str:
        """网址的开头。"""
        return f"http://127.0.0.1:{self.port}"

    def family(self) -> list[int]:
        """整棵树的进程号。"""
        known = dict(_parents())
        found = [self.pid]
        for one in found:
            found += [pid for pid, parent in known.items() if parent == one]
        return found

    def cpu(self) -> float:
        """整棵树用过的 CPU，秒；精到纳秒。"""
        return sum(_cpu(pid) for pid in self.family())

    def memory(self) -> float:
        """整棵树按比例摊的内存（PSS），MB。"""
        return sum(_pss(pid) for pid in self.family()) / 1024


@contextmanager
def serving(
    folder: Path, *, only_web: bool = True, settings: str = "sanban.settings"
) -> Iterator[Server]:
    """起一台，用完停下。"""
    port = _free_port()
    told = {"SANBAN_DATA": str(folder), "DJANGO_SETTINGS_MODULE": settings, "SANBAN_DATABASE": ""}
    more = ("--only", "web") if only_web else ()
    run = (sys.executable, "-m", "sanban.command", "serve", "--port", str(port), *more)
    began = time.monotonic()
    with subprocess.Popen(
        run, cwd=HERE, env={**os.environ, **told}, stdout=subprocess.PIPE, text=True
    ) as program:
        try:
            assert program.stdout is not None
            if "http" not in program.stdout.readline():
                raise RuntimeError("没有起动")
            yield Server(program.pid, port, folder, time.monotonic() - began)
        finally:
            program.terminate()
            program.wait(timeout=READY)


@contextmanager
def copied(folder: Path) -> Iterator[Path]:
    """一份库的复本，用完删去；量的时候写不进灌好的库。"""
    place = KEPT / f"run-{os.getpid()}"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(folder, place)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def inside(folder: Path, what: str) -> Any:
    """在新进程里，照这份库做一件事（`bench.server_inside` 的一项），取回它说的。"""
    told = {"SANBAN_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "sanban.settings"}
    environment = {**os.environ, **told, "SANBAN_DATABASE": ""}
    run = (sys.executable, "-m", "bench.server_inside", what)
    done = subprocess.run(run, cwd=HERE, env=environment, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout.decode().strip().splitlines()[-1])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _parents() -> Iterator[tuple[int, int]]:
    """每个进程和它的上级。"""
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = place.read_text()
        except OSError:
            continue
        yield int(place.parent.name), int(told.rpartition(")")[2].split()[1])


def _cpu(pid: int) -> float:
    total = 0
    for place in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        try:
            total += int(place.read_text().split()[0])
        except OSError:
            continue
    return total / NANO


def _pss(pid: int) -> int:
    """一个进程的 PSS，KB；进程没了算 0。"""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:"))
