"""热着的排版进程：Typst 装一回整套字体要上百兆内存，常驻的进程里不留，也不每次重来。

排版在一个子进程里，排完不退，下一份只要几十毫秒；排够份数、闲够时间、超时都退，要用再起。
子进程就是本模块：`python -m sanban.engine.render.warm`，一问一答，长度在前。
"""

import atexit
import json
import os
import select
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from sanban.engine.fonts import NoFont
from sanban.engine.gongwen.blocks import plain
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import Body, Title
from sanban.engine.gongwen.problems import Problem
from sanban.engine.gongwen.serialise import from_json, to_json
from sanban.engine.render.docx import to_docx
from sanban.engine.render.ofd import to_ofd
from sanban.engine.render.pdf import to_pdf, to_svg
from sanban.engine.render.result import Rendered
from sanban.engine.render.typesetting import TypesettingFailed

ROOT = Path(__file__).parents[3]
SECONDS = 20.0
"""一份至多排多久。"""
MOST = 300
"""排够这么多份就换一个进程：Typst 的缓存只长不退。"""
IDLE = 600.0
"""闲够这么多秒就退。"""
LENGTH = struct.Struct(">Q")
TOO_SLOW = "排版超过 {:.0f} 秒没有完成，请减少大表、大图再试。"
STOPPED = "排版的程序意外停下了，请再试一次。"
TARGETS: dict[str, Callable[[Gongwen], Rendered]] = {
    "svg": to_svg, "pdf": to_pdf, "docx": to_docx, "ofd": to_ofd,
}  # fmt: skip


@dataclass(slots=True)
class Helper:
    """一个子进程和它排过几份。"""

    process: subprocess.Popen[bytes]
    done: int = 0


class Press:
    """一台印机：一次排一份，几条线程同时来的排队。"""

    def __init__(self, *, seconds: float = SECONDS, most: int = MOST) -> None:
        self.seconds, self.most = seconds, most
        self._helper: Helper | None = None
        self._lock = threading.Lock()
        atexit.register(self.stop)

    def render(self, gongwen: Gongwen, target: str) -> Rendered:
        """排一份；`target` 取 svg、pdf、docx、ofd，不校核。

        :raises NoFont: 本机没有中文字体。
        :raises TypesettingFailed: 没有排成，或者超过限时。
        """
        job = json.dumps({"target": target, "gongwen": to_json(gongwen)}).encode()
        with self._lock:
            answer = self._ask(job)
        return _rendered(answer)

    def start(self) -> None:
        """先把进程起好，免得第一个人等。"""
        with self._lock:
            self._ready()

    def stop(self) -> None:
        """叫子进程退。"""
        with self._lock:
            self._drop()

    @property
    def pid(self) -> int:
        """子进程号；没有起是 0。"""
        return self._helper.process.pid if self._helper else 0

    def _ask(self, job: bytes) -> list[bytes]:
        for attempt in (1, 2):
            helper = self._ready()
            try:
                return self._exchange(helper, job)
            except (BrokenPipeError, EOFError):
                self._drop()
                # 闲久了自己退的，另起一个再排；接连两次就是真的坏了
                if attempt == 2:
                    raise TypesettingFailed(STOPPED) from None
        raise TypesettingFailed(STOPPED)

    def _exchange(self, helper: Helper, job: bytes) -> list[bytes]:
        process = helper.process
        assert process.stdin is not None
        assert process.stdout is not None
        late = threading.Event()

        def give_up() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self.seconds, give_up)
        timer.start()
        try:
            _send(process.stdin, [job])
            answer = _take(process.stdout)
        except (BrokenPipeError, EOFError):
            if not late.is_set():
                raise
            self._drop()
            raise TypesettingFailed(TOO_SLOW.format(self.seconds)) from None
        finally:
            timer.cancel()
        helper.done += 1
        return answer

    def _ready(self) -> Helper:
        helper = self._helper
        if helper and (helper.done >= self.most or helper.process.poll() is not None):
            self._drop()
        if self._helper is None:
            self._helper = Helper(_started())
        return self._helper

    def _drop(self) -> None:
        helper, self._helper = self._helper, None
        if helper is None:
            return
        process = helper.process
        for stream in (process.stdin, process.stdout):
            if stream:
                _close(stream)
        try:
            process.wait(1)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _close(stream: IO[bytes]) -> None:
    with suppress(BrokenPipeError):
        stream.close()


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "sanban.engine.render.warm"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def _send(stream: IO[bytes], parts: list[bytes]) -> None:
    stream.write(LENGTH.pack(len(parts)))
    for part in parts:
        stream.write(LENGTH.pack(len(part)))
        stream.write(part)
    stream.flush()


def _take(stream: IO[bytes]) -> list[bytes]:
    count = LENGTH.unpack(_exactly(stream, LENGTH.size))[0]
    return [_exactly(stream, LENGTH.unpack(_exactly(stream, LENGTH.size))[0]) for _ in range(count)]


def _exactly(stream: IO[bytes], count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise EOFError
    return data


def _rendered(answer: list[bytes]) -> Rendered:
    head, *parts = answer
    told = json.loads(head)
    if "no_font" in told:
        raise NoFont
    if "failed" in told:
        raise TypesettingFailed(told["failed"])
    notes = tuple(Problem(**row) for row in told["notes"])
    return Rendered(tuple(parts), told["pages"], notes, told["passes"])


def _answer(job: bytes) -> list[bytes]:
    given = json.loads(job)
    try:
        done = TARGETS[given["target"]](from_json(given["gongwen"]))
    except NoFont:
        return [json.dumps({"no_font": True}).encode()]
    except TypesettingFailed as failed:
        return [json.dumps({"failed": str(failed)}).encode()]
    except Exception as error:  # 一份坏稿不能连累后面的
        said = f"版面没有排成（{type(error).__name__}），请把这份稿子交给维护人员。"
        return [json.dumps({"failed": said}).encode()]
    told = {
        "pages": done.pages,
        "passes": done.passes,
        "notes": [asdict(one) for one in done.notes],
    }
    return [json.dumps(told).encode(), *done.parts]


def _warm_up() -> None:
    """先排一份小的，把字体装好；装不好的，等有人问再说。"""
    with suppress(NoFont, TypesettingFailed):
        to_svg(Gongwen("notice", (Title("热身"), Body((plain("热身。"),)))))


def main() -> int:
    """一问一答，直到没有人问。"""
    _warm_up()
    source, out = sys.stdin.buffer, sys.stdout.buffer
    while select.select([source], [], [], IDLE)[0]:
        try:
            (job,) = _take(source)
        except EOFError:
            break
        _send(out, _answer(job))
    return 0


if __name__ == "__main__":
    sys.exit(main())
