"""读表格（XLSX、XLS、ET、ODS）：各张表一格格的字，在单独的、限量的进程里读。"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SECONDS = 40
WORKER = Path(__file__).with_name("sheet_worker.py")

Place = tuple[int, int]
"""第几行、第几列，从 0 数。"""


class SheetUnread(Exception):
    """表格没有读成：`code` 是 unreadable（打不开）或 too-big（太大）。"""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Sheet:
    """一张表：名字，一行行的字，合并的格（左上、右下）。"""

    name: str
    rows: list[list[str]]
    merged: tuple[tuple[Place, Place], ...]


def read_sheets(
    data: bytes, *, rows: int | None = None, is_first_only: bool = False
) -> tuple[Sheet, ...]:
    """读一份表格的字节；`rows` 是各表只读前几行。

    :raises SheetUnread: 打不开，或者大得不像台账。
    """
    asked = json.dumps({"rows": rows, "is_first_only": is_first_only}).encode()
    answer = _ask(asked + b"\n" + data)
    if "error" in answer:
        raise SheetUnread(answer["error"])
    return tuple(_sheet(one) for one in answer["sheets"])


def _ask(given: bytes) -> dict[str, Any]:
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(WORKER)],
            input=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd="/",
            timeout=SECONDS, check=True, start_new_session=True,
            env={"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8"},
        )  # fmt: skip
    except (subprocess.SubprocessError, OSError) as error:
        raise SheetUnread("too-big") from error
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _sheet(given: dict[str, Any]) -> Sheet:
    merged = tuple((tuple(first), tuple(last)) for first, last in given["merged"])
    return Sheet(given["name"], given["rows"], merged)
