"""备份有多快：同一批文件，一遍用 cp 拷、一遍做备份，都落到盘上才算完，比两样用的时间。

用法：python -m bench.backup [--gigabytes 10] [--rounds 1] [--encrypted]
文件大小照办公室的样子：多数几十到几百 KB，少数几 MB，零星几十 MB；内容是随机的，压不动。
每一遍以前都请系统丢掉缓存（要 root；不许的照印“没有丢缓存”）。
"""

import argparse
import hashlib
import json
import os
import platform
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
# fmt: off
SIZES = (
    # 几成    从多大      到多大
    (0.70,    20_000,     500_000),
    (0.25,    1_000_000,  5_000_000),
    (0.05,    10_000_000, 60_000_000),
)
# fmt: on
SECRET = b"bench-passphrase"


def main() -> int:
    """灌文件，交替量几遍，印表和 JSON。"""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="bench-backup-", dir=options.place) as made:
        place = Path(made)
        _begin(place / "data")
        count, total = _pour(place / "data", int(options.gigabytes * 1e9))
        told = _measured(place, options)
    told |= {"files": count, "bytes": total, **_machine()}
    print(_table(told))
    print(json.dumps(told, ensure_ascii=False))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="备份与 cp 比快慢")
    parser.add_argument("--gigabytes", type=float, default=10.0)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--encrypted", action="store_true", help="再量一遍加密的")
    parser.add_argument("--place", type=Path, default=Path("/tmp"), help="在哪个盘上量")
    return parser.parse_args()


def _surroundings(data: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SANBAN_")}
    return {**kept, "SANBAN_DATA": str(data), "SANBAN_DATABASE": ""}


def _sanban(data: Path, *words: str) -> None:
    command = [sys.executable, "-m", "sanban.command", *words]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(command, cwd=ROOT, env=_surroundings(data), check=True, **quiet)  # type: ignore[call-overload]


def _begin(data: Path) -> None:
    _sanban(data, "init", "--office", "演示县人民政府办公室")


def _pour(data: Path, total: int) -> tuple[int, int]:
    """写下文件，再一起登记；返回几份、几字节。"""
    chance = random.Random(7)
    rows, done = [], 0
    while done < total:
        size = _size(chance)
        content = os.urandom(size)
        digest = hashlib.sha256(content).hexdigest()
        folder = data / "files" / digest[:2] / digest[2:4]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / digest).write_bytes(content)
        rows.append((digest, size))
        done += size
    _register(data, rows)
    return len(rows), done


def _size(chance: random.Random) -> int:
    _, low, high = chance.choices(SIZES, [one[0] for one in SIZES])[0]
    return chance.randint(low, high)


def _register(data: Path, rows: list[tuple[str, int]]) -> None:
    moment = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime())
    with closing(sqlite3.connect(data / "sanban.sqlite3")) as link, link:
        link.executemany(
            "INSERT INTO files_stored_file (digest, length, media, stored_at)"
            " VALUES (?, ?, 'pdf', ?)",
            ((digest, size, moment) for digest, size in rows),
        )


def _measured(place: Path, options: argparse.Namespace) -> dict[str, object]:
    secret = place / "secret"
    secret.write_bytes(SECRET)
    ways = {"cp": lambda: _cp(place), "backup": lambda: _backup(place)}
    if options.encrypted:
        ways["encrypted"] = lambda: _backup(place, "--passphrase-file", str(secret))
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    dropped = True
    for turn in range(options.rounds):
        names = list(ways) if turn % 2 == 0 else list(ways)[::-1]
        for name in names:
            dropped = _drop_caches() and dropped
            seconds[name].append(ways[name]())
    return {"seconds": seconds, "caches_dropped": dropped}


def _drop_caches() -> bool:
    os.sync()
    try:
        Path("/proc/sys/vm/drop_caches").write_text("3")
    except OSError:
        return False
    return True


def _cp(place: Path) -> float:
    began = time.perf_counter()
    subprocess.run(["cp", "-r", place / "data/files", place / "copied"], check=True)
    os.sync()
    spent = time.perf_counter() - began
    shutil.rmtree(place / "copied")
    return spent


def _backup(place: Path, *words: str) -> float:
    began = time.perf_counter()
    _sanban(place / "data", "backup", "-o", str(place / "one.backup"), *words)
    spent = time.perf_counter() - began
    (place / "one.backup").unlink()
    return spent


def _machine() -> dict[str, object]:
    head = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return {
        "commit": head.stdout.strip(), "cpus": os.cpu_count(), "kernel": platform.release(),
        "python": platform.python_version(), "date": time.strftime("%Y-%m-%d %H:%M"),
    }  # fmt: skip


def _table(told: dict[str, object]) -> str:
    seconds: dict[str, list[float]] = told["seconds"]  # type: ignore[assignment]
    total = int(told["bytes"])  # type: ignore[call-overload]
    base = median(seconds["cp"])
    note = "" if told["caches_dropped"] else "（没有丢缓存）"
    lines = [f"{told['files']} 份文件，{total / 1e9:.2f} GB{note}", "怎样　　秒　　MB/s　　比 cp"]
    for name, spent in seconds.items():
        one = median(spent)
        lines.append(f"{name:<10} {one:7.1f} {total / 1e6 / one:8.0f} {base / one:8.0%}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
