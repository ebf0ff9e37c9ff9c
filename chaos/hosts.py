"""两台“机器”：同一个库、同一个文件夹，各有端口；其中一台的钟可以拨。"""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

LIBRARIES = ("/usr/lib/x86_64-linux-gnu/faketime", "/usr/lib/aarch64-linux-gnu/faketime")
SHIFTED = Path(__file__).parent / "shifted"
ANSWER_SECONDS = 60
TRUE_TIME = "+0"


def faker() -> str:
    """拨钟的部件在哪里；没有装为空。"""
    found = (Path(one) / "libfaketimeMT.so.1" for one in LIBRARIES)
    return next((str(one) for one in found if one.is_file()), "")


@dataclass(slots=True)
class Host:
    """一台：名字、端口、环境、记差错的文件；`clock` 是写着快慢几秒的文件，空的不能拨。

    `is_shifted` 以后才装拨钟的部件：装了，问一次时间要多费许多 CPU，平静的时候量快慢就不公道。
    """

    name: str
    port: int
    environment: dict[str, str]
    log: Path
    clock: Path | None = None
    is_shifted: bool = False
    process: subprocess.Popen[bytes] | None = field(default=None)

    def start(self) -> None:
        """起来，不等它答话。"""
        run = [sys.executable, "-m", "sanban.command", "serve", "--port", str(self.port)]
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                run, env=self._with_clock(), stdout=out, stderr=out, start_new_session=True
            )

    def _with_clock(self) -> dict[str, str]:
        if self.clock is None or not self.is_shifted:
            return self.environment
        self.clock.write_text(TRUE_TIME)
        return {
            **self.environment, "LD_PRELOAD": faker(), "FAKETIME_TIMESTAMP_FILE": str(self.clock),
            "FAKETIME_CACHE_DURATION": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "NO_FAKE_STAT": "1", "PYTHONPATH": str(SHIFTED),
        }  # fmt: skip

    def restart_shifted(self) -> bool:
        """停下，装上拨钟的部件再起；没有那个部件的不动。答话了为真。"""
        if self.clock is None:
            return True
        self.stop()
        self.is_shifted = True
        self.start()
        return self.answers()

    def shift(self, seconds: int) -> None:
        """把这台的钟拨快、拨慢几秒。"""
        if self.clock is not None:
            self.clock.write_text(f"{seconds:+d}")

    def answers(self, *, within: float = ANSWER_SECONDS) -> bool:
        """多久以内答了话。"""
        until = time.monotonic() + within
        while time.monotonic() < until:
            asked = HTTPConnection("127.0.0.1", self.port, timeout=5)
            try:
                asked.request("GET", "/sign-in/")
                if asked.getresponse().status < 500:
                    return True
            except OSError:
                time.sleep(0.2)
            finally:
                asked.close()
        return False

    def family(self) -> list[int]:
        """总管手下的进程。"""
        return descendants(self.process.pid) if self.process else []

    def kill(self) -> None:
        """连总管一起强杀；内核随即结束它手下的。"""
        if self.process:
            self.process.kill()
            self.process.wait()

    def stay_up(self) -> None:
        """总管没了就再起一个。"""
        if self.process is None or self.process.poll() is not None:
            self.start()

    def stop(self) -> None:
        """好好地停下。"""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()


def descendants(pid: int) -> list[int]:
    """一个进程手下的各代进程。"""
    parents: dict[int, list[int]] = {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = place.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(words[1]), []).append(int(place.parent.name))
    found, level = [], [pid]
    while level:
        level = [child for one in level for child in parents.get(one, [])]
        found += level
    return found


def kill_one(pid: int) -> None:
    """强杀一个；已经走了的不管。"""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return
