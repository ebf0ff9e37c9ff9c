"""试恢复：另起一个进程，把备份真的恢复到一处临时的地方，查一遍，再全部扔掉。

临时的库总是 SQLite，所以用 PostgreSQL 的也不必另给建库的权；文件逐份核对摘要，不另占地方。
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

HOURS = 6 * 3600


@dataclass(frozen=True, slots=True)
class Proof:
    """试恢复的结果：好不好用，一句话。"""

    is_good: bool
    note: str


def prove(place: Path, *, passphrase_file: Path | None) -> Proof:
    """试恢复一份备份；不动本处的库和文件。"""
    if not place.is_file():
        return Proof(is_good=False, note="备份文件不见了")
    with tempfile.TemporaryDirectory(prefix=".trial-", dir=place.parent) as scratch:
        ran = _run(place, Path(scratch), passphrase_file)
        shutil.rmtree(scratch, ignore_errors=True)
    return judged(ran)


def _run(place: Path, scratch: Path, secret: Path | None) -> "subprocess.CompletedProcess[str]":
    words = [sys.executable, "-m", "sanban.command", "restore", str(place), "--trial"]
    words += ["--data", str(scratch)]
    words += ["--passphrase-file", str(secret)] if secret else []
    return subprocess.run(
        words, env=surroundings(scratch), capture_output=True, text=True, check=False,
        timeout=HOURS, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def surroundings(scratch: Path, *, database: str = "") -> dict[str, str]:
    """临时的一处的环境：自己的文件夹，自己的库（不给就是 SQLite），本机的存处。"""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SANBAN_")}
    kept.pop("PROMETHEUS_MULTIPROC_DIR", None)
    home = str(settings.HERE.parent)
    path = os.pathsep.join(one for one in (home, kept.get("PYTHONPATH", "")) if one)
    return {**kept, "PYTHONPATH": path, "SANBAN_DATA": str(scratch), "SANBAN_DATABASE": database}


def judged(ran: "subprocess.CompletedProcess[str]") -> Proof:
    """试的那个进程办完以后，照它印的断好不好用。"""
    if ran.returncode:
        lines = ran.stderr.strip().splitlines() or [f"退出码 {ran.returncode}"]
        return Proof(is_good=False, note=lines[-1][:300])
    told = json.loads(ran.stdout.strip().splitlines()[-1])
    if told["faults"]:
        return Proof(is_good=False, note="；".join(told["faults"])[:300])
    said = (
        f"{told['rows']} 行、{told['files']} 份文件逐一相符，"
        f"{told['matters']} 件事项，审计封存的 {told['sealed']} 行相接，页面打得开"
    )
    return Proof(is_good=True, note=said)
