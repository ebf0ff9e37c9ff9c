"""成文要多久：1、8、40 页各种载体的中位数和 p95，旁边是 LibreOffice 转同一份 DOCX。

python -m bench.render            全量
python -m bench.render --quick    少做几份，看个大概
"""

import argparse
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.papers import paper
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.pages.office import convert
from sanban.engine.render.docx import to_docx
from sanban.engine.render.ofd import to_ofd
from sanban.engine.render.pdf import to_pdf, to_png, to_svg
from sanban.engine.render.result import Rendered

TIMES = {1: 30, 8: 30, 40: 8}
QUICK = {1: 5, 8: 5, 40: 2}
WARM = 2
# 几页的公文、末面几行，落款多半要挤、要带，得试排
FITTED = 8, 18
PEER = "LibreOffice DOCX→PDF"
TARGETS: dict[str, Callable[[Gongwen], Rendered]] = {
    "pdf": to_pdf, "docx": to_docx, "ofd": to_ofd, "svg": to_svg, "png": to_png,
}  # fmt: skip
Took = tuple[float, float]
IMPORT = "import time; a = time.perf_counter(); import sanban.engine.render.command; "
IMPORT += "print(time.perf_counter() - a)"


def main() -> None:
    """量一遍，打印成表。"""
    parser = argparse.ArgumentParser(description="量成文要多久")
    parser.add_argument("--quick", action="store_true", help="少做几份")
    counts = QUICK if parser.parse_args().quick else TIMES
    print(f"载入引擎（新进程）：{_import_seconds():.3f} 秒")
    print(f"{'载体':<22}{'页':>5}{'份':>5}{'中位 毫秒':>12}{'p95 毫秒':>12}{'CPU 中位':>12}")
    for pages, times in counts.items():
        papers = [paper(pages, seed) for seed in range(times + WARM)]
        for name, make in TARGETS.items():
            _row(name, pages, _measure(make, papers))
        if pages == FITTED[0]:
            _row("pdf（要试排）", pages, _measure(to_pdf, [
                paper(pages, seed, FITTED[1]) for seed in range(times + WARM)
            ]))  # fmt: skip
        _row(PEER, pages, _measure(_peer, papers[: WARM + max(2, times // 8)]))
    for name in TARGETS:
        print(f"新进程画一份 8 页的 {name}：内存 {_memory(name)} MB（PSS）")
    print(f"本进程内存最高：{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _measure(make: Callable[[Gongwen], Rendered], papers: Sequence[Gongwen]) -> list[Took]:
    """头几份热身不算；返回各份的毫秒数：墙上的钟、本进程和子进程的 CPU。"""
    found = []
    for one in papers:
        start, before = time.perf_counter(), _cpu()
        make(one)
        found.append(((time.perf_counter() - start) * 1000, (_cpu() - before) * 1000))
    return found[WARM:]


def _cpu() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def _peer(one: Gongwen) -> Rendered:
    return Rendered((convert(to_docx(one).data, source="docx", target="pdf"),))


def _row(name: str, pages: int, took: Sequence[Took]) -> None:
    walls = sorted(wall for wall, _ in took)
    p95 = walls[min(len(walls) - 1, round(len(walls) * 0.95))]
    middle, cpu = statistics.median(walls), statistics.median(cpu for _, cpu in took)
    print(f"{name:<22}{pages:>6}{len(took):>6}{middle:>14.1f}{p95:>12.1f}{cpu:>14.1f}", flush=True)


def _memory(target: str) -> int:
    """新进程里画一份 8 页的公文，画完时占的内存，MB；和别人共用的按份摊。"""
    code = f"from bench.render import *; TARGETS[{target!r}](paper(8, 1)); print(pss())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return int(done.stdout)


def pss() -> int:
    """本进程占的内存，MB。"""
    rows = Path("/proc/self/smaps_rollup").read_text("ascii").splitlines()
    return next(int(row.split()[1]) for row in rows if row.startswith("Pss:")) // 1024


def _import_seconds() -> float:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


if __name__ == "__main__":
    main()
