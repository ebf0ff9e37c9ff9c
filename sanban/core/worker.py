"""后台进程：一边看钟派活，一边分几条道逐件办；办不成隔一阵再办，死了的接着办。"""

import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import Error, close_old_connections, connection
from django.utils import timezone

from sanban.core import leases, slow
from sanban.core.clock import drift, shared_now
from sanban.core.dead import label_of
from sanban.core.jobs import LONG, QUICK, SLOW, Entry, beat, open_up, tick

logger = logging.getLogger(__name__)

LANES = {QUICK: 0.5, SLOW: 1.0, LONG: 2.0}
"""各条道隔几秒看一眼有没有活。"""
CLOCK_SECONDS, BEAT_SECONDS = 2.0, 15.0
LONGEST_WAIT = 30.0
GROWTH = 80 * 1024 * 1024
"""比开办时多占了这么多内存，就在空闲时退出，由总管换一个新的。"""
STUCK = 4
"""活卡死了，进程自己退出时的退出码。"""


@dataclass(slots=True)
class Hand:
    """一双手：一条线程，只办一条道上的活。"""

    name: str
    lane: str
    doing: str = ""
    since: float = 0.0
    most: float = 0.0
    done: int = 0

    def is_stuck(self, at: float) -> bool:
        """手上的活办得太久。"""
        return bool(self.doing) and at - self.since > self.most


@dataclass(slots=True)
class Crew:
    """一个后台进程：名字、几双手、看别人心跳的。"""

    name: str
    hands: list[Hand]
    started_at: datetime
    watch: leases.Watch = field(default_factory=leases.Watch)
    beats: int = 0

    def is_idle(self) -> bool:
        """手上都没有活。"""
        return not any(hand.doing for hand in self.hands)


def run(entries: Sequence[Entry], *, stopped: threading.Event) -> None:
    """办到叫停为止；占内存多了就在空闲时退出，由总管换一个新的。"""
    name, limit = leases.own_name("worker"), memory() + GROWTH
    crew = Crew(name, [Hand(name, lane) for lane in LANES], timezone.now())
    _quietly(lambda: _open(crew, entries))
    started = [(_clock, (entries, crew, stopped))]
    for hand in crew.hands[1:]:
        started.append((_work, (hand, stopped)))  # type: ignore[arg-type]
    for act, given in started:
        threading.Thread(target=act, args=given, daemon=True).start()
    first = crew.hands[0]
    while not stopped.is_set():
        if not _quietly(lambda: work_one(first, stopped=stopped)):
            if memory() > limit and crew.is_idle():
                return
            stopped.wait(LANES[first.lane])


def _open(crew: Crew, entries: Sequence[Entry]) -> bool:
    report(crew, now=timezone.now())
    tick(entries, now=shared_now())
    return bool(open_up(entries, now=shared_now()))


def _work(hand: Hand, stopped: threading.Event) -> None:
    while not stopped.is_set():
        if not _quietly(lambda: work_one(hand, stopped=stopped)):
            stopped.wait(LANES[hand.lane])


def _clock(entries: Sequence[Entry], crew: Crew, stopped: threading.Event) -> None:
    last = 0.0
    while not stopped.wait(CLOCK_SECONDS if last else 0):
        _leave_if_stuck(crew)
        if time.monotonic() - last > BEAT_SECONDS:
            last = time.monotonic()
            _quietly(lambda: report(crew, now=timezone.now()))
            _quietly(slow.flush)
        _quietly(lambda: tick(entries, now=shared_now()))


def _leave_if_stuck(crew: Crew) -> None:
    """有卡死的活：整个进程退出，由总管换一个新的，活按没办成放回去。"""
    stuck = [hand for hand in crew.hands if hand.is_stuck(time.monotonic())]
    if stuck:
        logger.error("后台工作 %s 办得太久，换一个进程", stuck[0].doing)
        os._exit(STUCK)


def report(crew: Crew, *, now: datetime) -> int:
    """报一次平安，顺便把没了的进程手上的活放回去，返回几件。"""
    crew.beats += 1
    beat(
        crew.name,
        now=now,
        started_at=crew.started_at,
        beats=crew.beats,
        doing="、".join(hand.doing for hand in crew.hands if hand.doing)[:200],
        done_count=sum(hand.done for hand in crew.hands),
        memory_mb=memory() // 1024 // 1024,
        drift_seconds=drift(),
    )
    return leases.put_back(crew.watch, now=now, at=time.monotonic())


def _quietly(act: Callable[[], int | bool]) -> int | bool:
    """一时不成（多半是数据库忙），下一轮再来；线程不许死。"""
    close_old_connections()
    try:
        return act()
    except Exception as fault:
        logger.error("后台进程这一轮不成，稍后再试：%s", type(fault).__name__)
        return False


def work_one(
    hand: Hand, *, now: datetime | None = None, stopped: threading.Event | None = None
) -> bool:
    """领一件办一件；没有可办的返回假。

    :param now: 落账时写的时刻；不给就看钟。
    """
    row = leases.claim(hand.name, hand.lane)
    if row is None:
        return False
    settle = _do(hand, row)
    _insist(lambda: settle(now or shared_now()), stopped or threading.Event())
    hand.doing, hand.done = "", hand.done + 1
    return True


def _do(hand: Hand, row: Any) -> Callable[[datetime], bool]:
    """办，返回怎样落账。"""
    try:
        work = row.task
        hand.most, hand.since = work.func.most_seconds, time.monotonic()
        hand.doing = label_of(row)
        note = _timed(row.task_path.rpartition(".")[2], work, row.args_kwargs)
    except Exception as fault:
        logger.warning("后台工作 %s 没办成：%s", row.task_path, type(fault).__name__)
        kept = fault
        return lambda at: leases.put_off(row, kept, now=at)
    return lambda at: leases.finish(row, note, now=at)


def _timed(name: str, work: Any, given: dict[str, Any]) -> object:
    timer = slow.Timer(f"job:{name}")
    try:
        with connection.execute_wrapper(timer):
            return work.call(*given["args"], **given["kwargs"])
    finally:
        timer.keep()


def _insist(settle: Callable[[], bool], stopped: threading.Event) -> None:
    """落账：数据库一时断了，隔一阵再落，直到落上或者叫停；叫停的由别的进程重办。"""
    wait = 0.5
    while True:
        try:
            settle()
            return
        except Error as fault:
            logger.error("后台工作办完了，还没记上：%s", type(fault).__name__)
        if stopped.wait(wait):
            return
        wait = min(wait * 2, LONGEST_WAIT)
        close_old_connections()


def memory() -> int:
    """本进程占的内存，字节；看不到的系统上为 0。"""
    if sys.platform != "linux":
        return 0
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
