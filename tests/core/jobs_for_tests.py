"""给后台工作的测试用的几件工作。"""

from sanban.core.jobs import SLOW, job
from sanban.core.services import set_option


@job
def note(now: str) -> str:
    set_option("noted", now)
    return "记下了"


@job
def fail(now: str) -> str:
    raise ValueError("不成")


@job(lane=SLOW)
def slow_note(now: str) -> str:
    return note.func(now)


@job
def tell(words: str) -> str:
    """说一句话。"""
    raise ValueError(words)
