"""量服务器：一万件、一百万件的办公室，真服务器，各页、登记、五十人同写、走一步、内存、搜索；连垫底的。

python -m bench.server                     一万件和一百万件；头一回要灌库，十几分钟
python -m bench.server --small             只量一万件，每样短些，看个大概
python -m bench.server --only pages        只量一样：pages、writes、search，可以写几样

印一张表，另存 .cache/bench/results-日期.json，连着机器、提交。来客用 wrk；没有就用自己的几条线程。
CPU 是整棵进程树的；别的程序忙的时候，同样的活 CPU 也多，所以分几批取最省的一批。
"""

import argparse
import json
import os
import platform
import subprocess
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench import server_peers, server_search
from bench.pages import line
from bench.server_load import CALLER, Load
from bench.server_pages import CROWDS, Page, floor, pages
from bench.server_seed import HERE, KEPT, Seed, seeded
from bench.server_tree import copied, inside, serving
from bench.server_writes import WRITERS, crowd, moves, take_in

SMALL, LARGE = 10_000, 1_000_000
SECONDS, QUICK = 3.0, 1.0
"""一页一批来客要几秒。"""
CROWD_SECONDS, QUICK_CROWD = 60.0, 10.0
TAKING, QUICK_TAKING = 20.0, 5.0
PARTS = ("pages", "writes", "search")
SETTLE = 3.0


def main() -> None:
    """灌好、量好、印好、存好。"""
    asked = _asked()
    counts = (SMALL,) if asked.small else (SMALL, LARGE)
    found: dict[str, Any] = {"machine": _machine(), "seconds": asked.seconds, "sizes": {}}
    _say_machine(found["machine"])
    for count in counts:
        with copied(Path((seed := seeded(count)).folder)) as folder:
            found["sizes"][count] = _measure(seed, folder, asked)
    server_peers.say(found["sizes"][SMALL])
    _compare(found["sizes"])
    place = KEPT / f"results-{time.strftime('%Y-%m-%d-%H%M')}.json"
    place.write_text(json.dumps(found, ensure_ascii=False, indent=1))
    print(f"存在 {place.relative_to(HERE)}")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="量服务器")
    parser.add_argument("--small", action="store_true", help="只量一万件，每样短些")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="只量哪几样")
    asked = parser.parse_args()
    asked.seconds = QUICK if asked.small else SECONDS
    return asked


def _machine() -> dict[str, Any]:
    """什么机器、哪个提交、哪一天、当时忙不忙。"""
    info = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    models = [one.partition(":")[2].strip() for one in info.splitlines() if "model name" in one]
    memory = Path("/proc/meminfo").read_text(encoding="utf-8").split()[1]
    asking = ("git", "rev-parse", "--short", "HEAD")
    commit = subprocess.run(asking, cwd=HERE, capture_output=True, text=True, check=False)
    return {
        "date": time.strftime("%Y-%m-%d %H:%M"), "cores": os.cpu_count(), "cpu": models[0],
        "memory_gb": round(int(memory) / 1024**2), "kernel": platform.release(),
        "python": platform.python_version(), "caller": CALLER, "load": os.getloadavg()[0],
        "commit": commit.stdout.strip(),
    }  # fmt: skip


def _say_machine(told: dict[str, Any]) -> None:
    print(
        f"{told['date']}　提交 {told['commit']}　{told['cores']} 核 {told['cpu']}　"
        f"{told['memory_gb']} GB　Linux {told['kernel']}　Python {told['python']}　"
        f"来客 {told['caller']}　开始时负载 {told['load']:.1f}"
    )


def _measure(seed: Seed, folder: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """一种大小的各样。"""
    print(f"\n# {seed.count} 件（收文 {seed.incoming}，督办 {seed.count - seed.incoming}）")
    found: dict[str, Any] = {}
    if "pages" in asked.only:
        found |= _measure_pages(seed, folder, asked.seconds)
    if "search" in asked.only:
        found["search"] = inside(folder, "searching")
        server_search.say(found["search"])
    if "writes" in asked.only:
        found |= _measure_writes(folder, small=asked.small)
    return found


def _measure_pages(seed: Seed, folder: Path, seconds: float) -> dict[str, Any]:
    with serving(folder, only_web=False) as server:
        time.sleep(SETTLE)
        memory, started = server.memory(), server.started_in
    print(f"起动 {started:.2f} 秒（≤2）；整棵进程树起动后占 {memory:.0f} MB（PSS，≤200）")
    heads = ["查库", "CPU ms", "目标", *(f"{many} 人 p50/p95" for many in CROWDS), "4 人 次/秒"]
    line("页", heads)
    found = [*floor(folder, seconds=seconds), *pages(seed, folder, seconds=seconds)]
    for one in found:
        line(one.name, list(_cells(one)))
    return {"pages": [one.told() for one in found], "memory_mb": memory, "started_s": started}


def _cells(page: Page) -> Any:
    yield str(page.queries)
    yield f"{page.cpu:.2f}"
    yield f"≤{page.goal:g}" if page.goal else ""
    yield from (f"{one.p50:.1f}/{one.p95:.1f}" for one in page.loads.values())
    faults = sum(one.faults for one in page.loads.values())
    yield f"{page.loads[4].rate:.0f}" + (f"，{faults} 次不成" if faults else "")


def _measure_writes(folder: Path, *, small: bool) -> dict[str, Any]:
    step = moves(folder)
    _say_load("走一步（不过网络，连审计一行；p95 ≤15）", step)
    taken = take_in(folder, seconds=QUICK_TAKING if small else TAKING)
    for one in taken:
        print(
            f"登记 {one.kind}：{one.rate:.1f} 份/秒，一份 {one.cpu:.1f} ms CPU，一核 "
            f"{1000 / one.cpu:.1f} 份/秒（≥{one.goal}）；进程里一份 {one.inside:.1f} ms，"
            f"一核 {1000 / one.inside:.1f} 份/秒；{one.faults} 份不成；"
            f"登记完，{'搜得到' if one.indexed else '搜不到！'}"
        )
    together = crowd(folder, seconds=QUICK_CROWD if small else CROWD_SECONDS)
    _say_load(f"{WRITERS} 人一起走，{together.rate:.0f} 步/秒，{together.faults} 步不成", together)
    writes = {"move": asdict(step), "taken": [asdict(one) for one in taken]}
    return {**writes, "crowd": asdict(together)}


def _say_load(name: str, found: Load) -> None:
    print(
        f"{name}：{found.count} 步，p50 {found.p50:.1f}、p95 {found.p95:.1f}、"
        f"p99 {found.p99:.1f} ms，一步 {found.cpu:.1f} ms CPU"
    )


def _compare(sizes: dict[int, Any]) -> None:
    """一百万件比一万件贵几成。"""
    if LARGE not in sizes or "pages" not in sizes[LARGE]:
        return
    print("\n# 一百万件的 CPU 比一万件（≤1.2）")
    small = {one["name"]: one["cpu"] for one in sizes[SMALL]["pages"]}
    for one in sizes[LARGE]["pages"]:
        line(one["name"], [f"{one['cpu'] / small[one['name']]:.2f}"])


if __name__ == "__main__":
    main()
