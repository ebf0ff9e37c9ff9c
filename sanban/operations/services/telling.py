"""说进展：终端上改写一行，别处隔几秒说一行。"""

import sys
import time

OFTEN, SELDOM = 0.2, 5.0


class Telling:
    """把“几份之中的几份”说给看着的人听；当作函数来叫。"""

    def __init__(self, what: str) -> None:
        self.what = what
        self.told_at = 0.0

    def __call__(self, done: int, total: int) -> None:
        """到了第几份。"""
        at_terminal = sys.stderr.isatty()
        now = time.monotonic()
        if done < total and now - self.told_at < (OFTEN if at_terminal else SELDOM):
            return
        self.told_at = now
        start, end = ("\r", "\n" if done == total else "") if at_terminal else ("", "\n")
        sys.stderr.write(f"{start}{self.what}：{done}/{total}{end}")
        sys.stderr.flush()
