"""命令 `sanban serve`：网页、后台进程和钟是一棵进程树，一起起，一起停。

总管把框架装好再分出各进程，装好的部分大家共用；总管死了，内核随即结束各进程。
"""

import argparse
import ctypes
import gc
import os
import shutil
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError
from django.urls import get_resolver
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from sanban.core import schema, services, tending, worker
from sanban.core.databases import close_all
from sanban.core.errors import Refused
from sanban.core.jobs import Entry
from sanban.core.turns import in_turn

HEARD = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD}
DEATH_SIGNAL = 1
ARENAS = -8
PATIENCE = 1.4
"""叫停之后等几秒，再不停就强行结束。"""
FIRST_PAGE = "/sign-in/"
FIRST_LOOK, STEADY_LOOK = 0.03, 60.0
STATIC_SECONDS = 3600
MOST_USUAL = 2
"""不说就起几个网页进程，至多：一个进程只用得满一个核；两个连后台在内，起动后不到二百兆。"""
HEAD_SECONDS = 30
"""连上来的，这么久还没有送齐一个头就断开：不说话的、一个字一个字送的、办完不走的都算。"""
YIELDING = 10
"""后台让着网页：转版式件、识读正忙的时候，点一下页面不必等它。"""
QUICKEST, SLOWEST = 0.1, 30.0
"""倒下的隔几秒再起：头一回 0.1 秒，接连倒的至多隔 30 秒。"""


@dataclass(slots=True)
class Child:
    """一个子进程：叫什么、做什么、进程号、何时起的、接连倒了几回、何时再起。"""

    name: str
    act: Callable[[], None]
    pid: int = 0
    born: float = 0.0
    falls: int = 0
    due: float = field(default=0.0)


def main(argv: list[str], *, entries: Sequence[Entry]) -> int:
    """起整棵进程树，直到叫停；返回退出码。"""
    options = _options(argv)
    try:
        _check(options)
    except Refused as refusal:
        sys.stderr.write(refusal.message + "\n")
        return 1
    _preload()
    return _oversee(_family(options, entries), options)


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="sanban serve", description="启动网页和后台")
    parser.add_argument("--host", default="127.0.0.1", help="听哪个地址，缺省只听本机")
    parser.add_argument("--port", type=int, default=8000, help="端口，缺省 8000")
    usual = min(MOST_USUAL, os.cpu_count() or 1)
    parser.add_argument(
        "--workers",
        type=int,
        default=usual,
        help=f"几个网页进程，缺省 {usual}（一核一个，至多两个）",
    )
    parser.add_argument("--threads", type=int, default=4, help="每个进程几条线程，缺省 4")
    parser.add_argument("--only", choices=("web", "worker"), help="只起网页，或只起后台")
    return parser.parse_args(argv)


def _check(options: argparse.Namespace) -> None:
    try:
        ready = "office_name" in services.options("office_name")
    except DatabaseError:
        ready = False
    if not ready:
        raise Refused("这里还没有办公室，请先运行 sanban init。", code="no-office")
    schema.check_ready()
    if settings.DATABASE and not settings.HAS_KEY:
        said = "这台机器没有密钥。请把头一台数据文件夹里的 secret.key 拷来，各台要一样。"
        raise Refused(said, code="no-key")
    if options.only != "worker" and not _is_free(options.host, options.port):
        said = f"端口 {options.port} 已被占用，请关掉占用它的程序，或用 --port 另选一个。"
        raise Refused(said, code="port-taken")


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _preload() -> None:
    """先把大家都要用的装好，再分进程；少占内存，也快。"""
    gc.disable()
    _sweep_metrics()
    get_wsgi_application()
    assert get_resolver().url_patterns is not None
    close_all()
    gc.collect()
    gc.freeze()


def _sweep_metrics() -> None:
    """度量一棵进程树一处，几台共用数据文件夹也不混；本机死了的树留下的收走。"""
    if not (settings.METRICS_FROM or settings.METRICS_TOKEN):
        return
    host = socket.gethostname()
    for left in settings.METRICS.glob(f"{host}-*"):
        if not Path(f"/proc/{left.name.rpartition('-')[2]}").exists():
            shutil.rmtree(left, ignore_errors=True)
    own = settings.METRICS / f"{host}-{os.getpid()}"
    own.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(own)


def _family(options: argparse.Namespace, entries: Sequence[Entry]) -> list[Child]:
    found = [
        Child("web", lambda: _web(options)),
        Child("worker", lambda: _worker(entries)),
    ]
    return [child for child in found if options.only in (None, child.name)]


def _web(options: argparse.Namespace) -> None:
    Granian(
        "sanban.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEAD_SECONDS * 1000),
        workers=options.workers,
        blocking_threads=options.threads,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=1,
        static_path_route=["/static"],
        static_path_mount=[settings.STATICFILES_DIRS[0]],
        static_path_expires=STATIC_SECONDS,
    ).serve(target_loader=_application, wrap_loader=False)


def _application() -> Any:
    _bind_to_parent()
    tending.start()
    return in_turn(get_wsgi_application())


def _worker(entries: Sequence[Entry]) -> None:
    os.nice(YIELDING)
    stopped = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        stopped.set()

    signal.signal(signal.SIGTERM, stop)
    worker.run(entries, stopped=stopped)


def _oversee(family: list[Child], options: argparse.Namespace) -> int:
    """守着各进程：倒了的再起，叫停就一起停。"""
    signal.pthread_sigmask(signal.SIG_BLOCK, HEARD)
    for child in family:
        _start(child)
    announced = options.only == "worker"
    while True:
        found = signal.sigtimedwait(HEARD, _pause(family) if announced else FIRST_LOOK)
        if found is not None and found.si_signo != signal.SIGCHLD:
            return _end(family)
        _mend(family)
        if not announced and _answers(options):
            announced = True
            sys.stdout.write(f"http://{_shown(options.host)}:{options.port}\n")
            sys.stdout.flush()


def _pause(family: list[Child]) -> float:
    """到下一个要再起的还有多久。"""
    waits = [child.due - time.monotonic() for child in family if not child.pid]
    return max(FIRST_LOOK, min([*waits, STEADY_LOOK]))


def _start(child: Child) -> None:
    child.born, child.due = time.monotonic(), 0.0
    child.pid = os.fork()
    if child.pid == 0:
        _be(child)


def _be(child: Child) -> None:
    """子进程的一生；不回到总管的路上去。"""
    code = 1
    try:
        os.setsid()
        _bind_to_parent()
        gc.enable()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, HEARD)
        child.act()
        code = 0
    except SystemExit as leaving:
        code = int(leaving.code or 0)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _bind_to_parent() -> None:
    """上级进程一死，本进程随即结束；线程少占些内存。"""
    if sys.platform != "linux":
        return
    library = ctypes.CDLL(None)
    library.prctl(DEATH_SIGNAL, signal.SIGKILL)
    if hasattr(library, "mallopt"):
        library.mallopt(ARENAS, 2)
    if os.getppid() == 1:
        os._exit(1)


def _mend(family: list[Child]) -> None:
    """收走倒下的，到时候再起；接连倒的，越隔越久。"""
    for child in family:
        if child.pid and _has_left(child):
            _sweep_group(child)
            child.pid = 0
            child.due = time.monotonic() + min(QUICKEST * 4.0**child.falls, SLOWEST)
        if not child.pid and time.monotonic() >= child.due:
            _start(child)


def _has_left(child: Child) -> bool:
    """走了没有；自己办完走的不算倒。"""
    pid, status = os.waitpid(child.pid, os.WNOHANG)
    if pid:
        is_quick = time.monotonic() - child.born < SLOWEST
        child.falls = child.falls + 1 if status and is_quick else 0
    return bool(pid)


def _sweep_group(child: Child) -> None:
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _end(family: list[Child]) -> int:
    """请各进程停下；等一会儿，再不停就强行结束。"""
    living = [child for child in family if child.pid]
    for child in living:
        os.kill(child.pid, signal.SIGTERM)
    limit = time.monotonic() + PATIENCE
    while living and time.monotonic() < limit:
        living = [one for one in living if not os.waitpid(one.pid, os.WNOHANG)[0]]
        time.sleep(0.02)
    for child in family:
        if child.pid:
            _sweep_group(child)
    return 0


def _answers(options: argparse.Namespace) -> bool:
    """首页真的答话了没有。"""
    asked = HTTPConnection(_shown(options.host), options.port, timeout=5)
    try:
        asked.request("GET", FIRST_PAGE)
        return asked.getresponse().status < 500
    except OSError:
        return False
    finally:
        asked.close()


def _shown(host: str) -> str:
    return "127.0.0.1" if host in ("0.0.0.0", "::") else host
