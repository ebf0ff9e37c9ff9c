"""快慢、内存：每秒几个字、十倍的字几倍的时间、起动、三百段的 DOCX 从命令行校一遍。

python -m bench.costs

每秒几个字按进程用的处理器时间算，一个核；从命令行的按钟表算，括号里是处理器时间：机器忙的时候
看括号里的。命令行的先空跑一遍，让字节码编译好，装好的软件就是这样。
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.alarms import CORPUS, sample
from bench.three_hundred import FAULTS, document, right_paragraphs, wrong_paragraphs
from sanban.engine.proof import Settings, check

MILLION = 1_000_000
TIMES = 7
SHORT = "县委（扩大）会议要求，各级人民政府应当加强领导。"
WHOLE = "各乡镇人民政府,要抓好(落实)，“三抓三促”行动；一是学习、"
"""一整段不断的文字，处处可疑。"""
CHILD = """
import re, sys
from sanban.engine.proof import check
raw = open(sys.argv[1], encoding="utf-8", newline="").read()
check(raw)
print(int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) // 1024)
"""
Row = Callable[[str, str, str], None]
Told = list[dict[str, Any]]


def costs(row: Row) -> None:
    """量一遍，一样一行。"""
    raw = "\n".join(sample(CORPUS))[:MILLION]
    _rates(row, raw)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "short.txt"
        path.write_text(SHORT, "utf-8")
        row("起动（校一句话）", "≤0.5 秒", _shell(path)[0])
        _docx(row, Path(folder))
        path = Path(folder) / "long.txt"
        path.write_text(raw[: MILLION // 5], "utf-8")
        done = subprocess.run(
            [sys.executable, "-c", CHILD, str(path)], capture_output=True, text=True, check=True
        )
        row("内存（校二十万字）", "≤200 MB", f"{int(done.stdout)} MB")


def _rates(row: Row, raw: str) -> None:
    check(raw[:1000])
    for name, target, settings in (
        ("规则", "≥1,000,000 字/秒", Settings(rules_only=True)),
        ("全部", "≥50,000 字/秒", Settings()),
    ):
        small, large = (_spent(raw[:size], settings) for size in (MILLION // 10, MILLION))
        row(f"快慢（{name}）", target, f"{MILLION / large:,.0f} 字/秒")
        row(f"十倍的字（{name}）", "≤12 倍的时间", f"{large / small:.1f} 倍")
    whole = WHOLE * (3_600_000 // len(WHOLE))
    row("10 MB 一整段", "不卡住", f"{_spent(whole, Settings(), times=1):.0f} 秒")


def _spent(raw: str, settings: Settings, times: int = 5) -> float:
    spent = []
    for _ in range(times):
        start = time.process_time()
        check(raw, settings=settings)
        spent.append(time.process_time() - start)
    return min(spent)


def _docx(row: Row, folder: Path) -> None:
    """对的一份不许有错误和警告，造错的一份八处都要说中。"""
    right, wrong = folder / "right.docx", folder / "wrong.docx"
    right.write_bytes(document(right_paragraphs()))
    wrong.write_bytes(document(wrong_paragraphs()))
    seconds, told = _shell(right)
    row("300 段 DOCX 从命令行", "≤0.5 秒", seconds)
    row("300 段 DOCX 从命令行，只用规则", "≤0.5 秒", _shell(right, "--rules-only")[0])
    loud = [one for one in told[0]["findings"] if one["level"] != "hint"]
    row("300 段 DOCX：对的一份报错", "0 处", f"{len(loud)} 处（提示另有 {_hints(told)} 处）")
    found = _shell(wrong)[1][0]["findings"]
    named = sum(any(_touches(one, place) for one in found) for place in _places(wrong))
    row("300 段 DOCX：造的错说中", f"{len(FAULTS)}/{len(FAULTS)}", f"{named}/{len(FAULTS)}")


def _hints(told: Told) -> int:
    return sum(one["level"] == "hint" for one in told[0]["findings"])


def _places(path: Path) -> list[tuple[int, int]]:
    """各处造的错在全文的起讫。"""
    command = [sys.executable, "-m", "sanban.command", "check", "--text", str(path)]
    text = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    starts = [text.index(written) + written.index(part) for written, part in FAULTS]
    return [(start, start + len(part)) for start, (_, part) in zip(starts, FAULTS, strict=True)]


def _touches(one: dict[str, Any], place: tuple[int, int]) -> bool:
    return int(one["start"]) < place[1] and place[0] < int(one["end"])


def _shell(path: Path, *options: str) -> tuple[str, Told]:
    """从命令行校一个文件：用了多久，最快的和居中的；校出什么。"""
    command = [sys.executable, "-m", "sanban.command", "check", "--json", *options, str(path)]
    compiled = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    walls, busy, told = [], [], ""
    for _ in range(TIMES + 1):
        start, before = time.perf_counter(), _children()
        told = subprocess.run(
            command, capture_output=True, text=True, check=False, env=compiled
        ).stdout
        walls.append(time.perf_counter() - start)
        busy.append(_children() - before)
    best, middle = min(walls[1:]), sorted(walls[1:])[TIMES // 2]
    return f"{best:.2f} 秒，居中 {middle:.2f}（处理器 {min(busy[1:]):.2f}）", json.loads(told)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    costs(lambda name, target, reached: print(f"{name}　目标 {target}　量得 {reached}", flush=True))
