"""拨了钟的那台先装这个：Debian 的 libfaketime 0.9.10 弄坏 `time.sleep`，改用 select 来等。"""

import select
import time


def _sleep(seconds: float) -> None:
    select.select([], [], [], seconds)


time.sleep = _sleep
