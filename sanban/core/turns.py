"""一个一个来：几条线程同时算，要抢同一把解释器锁，抢来抢去比挨个算还慢。

一次请求多半是算，几毫秒就完；所以前一个算完再算下一个。等得久了（前一个在导出、在等别的）
就不等了，各算各的。
"""

import threading
from collections.abc import Callable, Iterable
from typing import Any

PATIENCE = 0.05
"""至多等几秒。"""
Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def in_turn(application: Application, *, patience: float = PATIENCE) -> Application:
    """包在网页程序外面：一个进程里的各条线程轮着算。

    :param patience: 至多等几秒，到时不等，照样办。
    """
    turn = threading.Lock()

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        is_mine = turn.acquire(timeout=patience)
        try:
            return application(environ, start_response)
        finally:
            if is_mine:
                turn.release()

    return answer
