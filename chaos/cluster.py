"""自己的一个 PostgreSQL：建在小盘上，能说停就停、再起。"""

import os
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = Path("/usr/lib/postgresql")
OPTIONS = ("max_wal_size=192MB", "min_wal_size=32MB", "shared_buffers=64MB", "max_connections=60")
PATIENCE = 60


def free_port() -> int:
    """本机一个没人用的端口。"""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def programs() -> Path | None:
    """PostgreSQL 的程序在哪个文件夹；没有装为空。"""
    found = sorted(PROGRAMS.glob("*/bin"), key=lambda one: int(one.parent.name))
    return found[-1] if found else None


@dataclass(frozen=True, slots=True)
class Cluster:
    """一个库。"""

    home: Path
    bin: Path
    port: int

    @property
    def address(self) -> str:
        """连它的地址。"""
        return f"postgresql://sanban@127.0.0.1:{self.port}/sanban"

    def create(self) -> None:
        """建好，起来，建一个空库。"""
        self.log.touch()
        if os.getuid() == 0:
            subprocess.run(["chown", "postgres", str(self.home), str(self.log)], check=True)
        words = ["-U", "sanban", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        self._run("initdb", "-D", str(self.data), *words)
        self.start()
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "sanban", "sanban")

    @property
    def log(self) -> Path:
        """它说的话，不记在小盘上。"""
        return self.home.parent.parent / "postgresql.log"

    @property
    def data(self) -> Path:
        """数据在哪里。"""
        return self.home / "data"

    def start(self) -> bool:
        """起来；已经起着的不管。盘满着起不来，返回假。"""
        options = " ".join(f"-c {one}" for one in OPTIONS)
        started = f"-p {self.port} -h 127.0.0.1 -k /tmp {options}"
        words = [
            "-D",
            str(self.data),
            "-l",
            str(self.log),
            "-s",
            "-w",
            "-t",
            str(PATIENCE),
            "-o",
            started,
        ]
        return self._run("pg_ctl", *words, "start", check=False) == 0

    def stop(self, how: str = "immediate") -> None:
        """停下：`immediate` 像断电一样。"""
        self._run("pg_ctl", "-D", str(self.data), "-m", how, "-s", "-w", "stop", check=False)

    def is_up(self) -> bool:
        """答不答话。"""
        words = ["-h", "127.0.0.1", "-p", str(self.port), "-t", "2", "-q"]
        return self._run("pg_isready", *words, check=False) == 0

    def stay_up(self) -> None:
        """保证起着：塞满盘倒下的，腾出来再起。"""
        until = time.monotonic() + PATIENCE
        while not self.is_up() and time.monotonic() < until:
            self.start()

    def _run(self, name: str, *words: str, check: bool = True) -> int:
        as_other = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        done = subprocess.run(
            [*as_other, str(self.bin / name), *words],
            cwd="/tmp", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
        )  # fmt: skip
        if check and done.returncode:
            raise RuntimeError(f"{name} 没有办成，看 {self.log}")
        return done.returncode
