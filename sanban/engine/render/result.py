"""画出来的结果：字节、页数，和要告诉人的话（代用字体、缺的字、改不了的落款）。"""

from dataclasses import dataclass

from sanban.engine.gongwen.problems import Problem


@dataclass(frozen=True, slots=True)
class Rendered:
    """一次成文的结果。

    `parts` 是文件的字节：pdf、docx、ofd 只有一个，svg、png 一页一个；`pages` 是页数，不知道的为空；
    `notes` 都是提醒，一条也不能吞掉；`passes` 是为排好版面试排了几遍。
    """

    parts: tuple[bytes, ...]
    pages: int | None = None
    notes: tuple[Problem, ...] = ()
    passes: int = 1

    @property
    def data(self) -> bytes:
        """只有一个文件时的字节。"""
        return self.parts[0]
