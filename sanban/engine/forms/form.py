"""表单的共同样子：有代号、有名称，会检查自己，会排成版面。"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, field
from typing import Any, ClassVar

from sanban.engine.forms.sheet import Sheet
from sanban.engine.gongwen.problems import Problem

SHORT, LINE, LONG = 60, 300, 20_000
MOST_ROWS = 1000
LONG_DAY, EIGHT_DIGITS = "long", "digits"
REQUIRED = MISSING


@dataclass(frozen=True, slots=True)
class About:
    """一种表单是什么：代号、名称、出处（条文，或者“惯例”）。"""

    code: str
    name: str
    basis: str


class Form(ABC):
    """一种表单；子类是冻结的数据类，字段都用 `entry` 写明中文栏名。"""

    about: ClassVar[About]

    @abstractmethod
    def sheet(self) -> Sheet:
        """排成版面。"""

    def problems(self) -> Iterator[Problem]:
        """缺什么、哪里不合规定：拒绝的和提醒的都在内；没有就空着。"""
        yield from ()


def entry(key: str, *, most: float = LINE, default: Any = "", day: str = LONG_DAY) -> Any:
    """一栏：`key` 是 TOML 里的中文栏名，`most` 最多多少字（数字栏是最大的数），`day` 日期怎么写。

    `default` 给 `REQUIRED` 的栏必须写。
    """
    return field(default=default, metadata={"key": key, "most": most, "day": day})
