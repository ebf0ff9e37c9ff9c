"""管识读的进程：要用才起，限内存、限时间、断网，死了换一个，一次只认一页。"""

import base64
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from threading import RLock
from typing import Any

from sanban.engine.scan.page import ScannedPage, page_of

PAGE_SECONDS = 90
CPU_SECONDS = 3600
ROOT = Path(__file__).parents[3]
LIMITED = Path(__file__).parents[1] / "pages" / "limited.py"
NEEDED = ("rapidocr", "onnxruntime", "cv2")
# fmt: off
FAULTS = {
    "corrupt":         "图片已损坏或没有传完整，请重新扫描，或向来文单位重新要一份。",
    "encrypted":       "文件加了密码，读不了。请去掉密码后再传。",
    "too-many-pixels": "图片大得不正常，没有打开。请按 200 至 300 点每英寸重新扫描。",
    "no-page":         "没有这一页。请核对页码。",
    "slow":            "这一页识读太久，没有完成。请按 200 至 300 点每英寸重新扫描后再传。",
    "stopped":         "识读的程序中途停了，可能是内存不够。请稍后再试；还不行，请拆开来传。",
    "no-scanner":      "本机没有装识读的程序，读不了扫描件和图片。"
                       "请管理员执行 pip install rapidocr onnxruntime，或另传有文字的文件。",
}
# fmt: on


class ScanFailed(Exception):
    """没有识读成：`code` 是 `FAULTS` 里的代号，`message` 是说给人听的一句话。"""

    def __init__(self, code: str) -> None:
        self.code = code
        self.message = FAULTS[code]
        super().__init__(self.message)


def is_here() -> bool:
    """本机装没装识读的程序。"""
    return all(find_spec(name) is not None for name in NEEDED)


class Scan:
    """打开着的一份扫描件。"""

    def __init__(self, worker: "_Worker", pages: int) -> None:
        self._worker = worker
        self.pages = pages

    def page(self, number: int, *, share: float = 1.0) -> ScannedPage:
        """识读第 `number` 页（从 1 起）；`share` 小于 1 的，只认纸的上面几成。

        :raises ScanFailed: 认不成、太久、进程停了。
        """
        answer = self._worker.ask({"page": number, "share": share})
        return page_of(answer, number)

    def pdf(self) -> bytes:
        """把图片装成 PDF，一页一张，供翻看；至多前六十页。

        :raises ScanFailed: 图片打不开。
        """
        return base64.b64decode(self._worker.ask({"pdf": True})["pdf"])


@contextmanager
def open_scan(data: bytes, *, seconds: float = PAGE_SECONDS) -> Iterator[Scan]:
    """打开一份扫描件（PDF、PNG、JPEG、TIFF、BMP 的字节）；`seconds` 是一页的时限。

    同一个进程里一次只开一份，别的等着。

    :raises ScanFailed: 没装识读的程序、打不开。
    """
    if not is_here():
        raise ScanFailed("no-scanner")
    with _LOCK:
        worker, pages = _opened(data, seconds)
        yield Scan(worker, pages)


def _opened(data: bytes, seconds: float) -> tuple["_Worker", int]:
    """闲得自己退了的、用旧了的，换一个再开一次。"""
    try:
        return _start_on(_worker(seconds), data)
    except ScanFailed as failed:
        if failed.code != "stopped":
            raise
    return _start_on(_worker(seconds), data)


def _start_on(worker: "_Worker", data: bytes) -> tuple["_Worker", int]:
    return worker, int(worker.ask({"open": len(data)}, data)["pages"])


class _Worker:
    """一个识读的进程。"""

    def __init__(self) -> None:
        self.seconds: float = PAGE_SECONDS
        self._process = subprocess.Popen(
            [sys.executable, "-I", str(LIMITED), str(CPU_SECONDS),
             sys.executable, "-m", "sanban.engine.scan.worker"],
            cwd="/", start_new_session=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8",
                 "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
        )  # fmt: skip

    @property
    def is_alive(self) -> bool:
        """还活着没有。"""
        return self._process.poll() is None

    def ask(self, asked: dict[str, Any], data: bytes = b"") -> Any:
        """派一件活，等它的答话；没有答话的，结束这个进程。"""
        try:
            self._send(json.dumps(asked).encode() + b"\n" + data)
            answer = json.loads(self._answer())
        except (OSError, ValueError) as error:
            self.end()
            raise ScanFailed("stopped") from error
        except ScanFailed:
            self.end()
            raise
        if "error" in answer:
            raise ScanFailed(answer["error"])
        return answer

    def _send(self, data: bytes) -> None:
        assert self._process.stdin
        self._process.stdin.write(data)
        self._process.stdin.flush()

    def _answer(self) -> bytes:
        assert self._process.stdout
        handle, parts = self._process.stdout.fileno(), [b""]
        limit = time.monotonic() + self.seconds
        while not parts[-1].endswith(b"\n"):
            left = limit - time.monotonic()
            if left <= 0 or not select.select([handle], [], [], left)[0]:
                raise ScanFailed("slow")
            parts.append(os.read(handle, 1 << 16))
            if not parts[-1]:
                raise ScanFailed("stopped")
        return b"".join(parts)

    def end(self) -> None:
        """结束它，收走它的管子。"""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                pipe and pipe.close()


_LOCK = RLock()
_HELD: list[_Worker] = []


def _worker(seconds: float) -> _Worker:
    """现成的那个；没有、死了的，起一个。"""
    if not _HELD or not _HELD[0].is_alive:
        stop()
        _HELD.append(_Worker())
    _HELD[0].seconds = seconds
    return _HELD[0]


def stop() -> None:
    """结束识读的进程；没有的不管。"""
    while _HELD:
        _HELD.pop().end()
