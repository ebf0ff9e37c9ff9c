"""层次：认出“一、”“（一）”“1.”“（1）”，没写序号的标题补上序号（7.3.3）。"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

DIGITS = "〇一二三四五六七八九"
CHINESE = "一二三四五六七八九十百零〇"
# 第几层、怎么认、怎么写；半角括号也认，字照写
PATTERNS = (
    (1, re.compile(rf"([{CHINESE}]{{1,5}})、")),
    (2, re.compile(rf"[（(]([{CHINESE}]{{1,5}})[）)]")),
    (3, re.compile(r"(\d{1,3})[.．](?!\d)")),
    (4, re.compile(r"[（(](\d{1,3})[）)]")),
)
STOP = "。"
LONGEST_HEADING = 30


@dataclass(slots=True)
class Numbering:
    """各层编到几号；一份正文、一个附件各用一个。"""

    last: list[int] = field(default_factory=lambda: [0] * 5)

    def typed(self, level: int, number: int) -> None:
        """写明了序号：从它接着编，下面各层重新编。"""
        self.last[level] = number
        self.last[level + 1 :] = [0] * (4 - level)

    def following(self, level: int) -> str:
        """下一个序号的写法。"""
        self.typed(level, self.last[level] + 1)
        return sequence(level, self.last[level])


@dataclass(frozen=True, slots=True)
class Mark:
    """一处写明的序号：第几层、几号。"""

    level: int
    number: int


def mark_of(text: str) -> Mark | None:
    """段首的序号；没有答 None。小数（3.5）、年份不算。"""
    for level, pattern in PATTERNS:
        found = pattern.match(text)
        if found:
            return Mark(level, value_of(found.group(1)))
    return None


def is_heading(text: str) -> bool:
    """带序号的一段是不是（以）标题（开头）；第一句很长、以分号收尾的，是分条写的正文。"""
    sentence = text.find(STOP) + 1
    return not text.endswith("；") and sentence <= LONGEST_HEADING


def items_of(marks: Sequence[tuple[int, bool]]) -> set[int]:
    """一串（层次，是不是标题）里，哪几个是分条写的正文。

    同一层并列的要一样：有一个是分条，并列的都是，免得一条楷体一条仿宋。
    """
    found: set[int] = set()
    groups: dict[int, list[int]] = {}
    for place, (level, _) in enumerate([*marks, (0, True)]):
        for deeper in [one for one in groups if one > level]:
            group = groups.pop(deeper)
            if not all(marks[one][1] for one in group):
                found.update(group)
        groups.setdefault(level, []).append(place)
    return found


def lead_of(text: str) -> int:
    """层次标题占开头几个字：到第一个句号为止；后面没有别的字，整段都是标题，答 0。"""
    end = text.find(STOP) + 1
    return end if 0 < end < len(text) else 0


def sequence(level: int, number: int) -> str:
    """第几层第几号的写法。"""
    shapes = {1: "{0}、", 2: "（{0}）", 3: "{1}.", 4: "（{1}）"}
    return shapes[level].format(chinese(number), number)


def chinese(number: int) -> str:
    """1 到 99 的汉字写法，再大的照写数字。"""
    tens, ones = divmod(number, 10)
    if tens > 9:
        return str(number)
    head = "" if not tens else ("" if tens == 1 else DIGITS[tens]) + "十"
    return head + (DIGITS[ones] if ones else "")


def value_of(text: str) -> int:
    """序号的数：阿拉伯数字，或者一到九十九的汉字；认不出答 0。"""
    if text.isdecimal():
        return int(text)
    head, ten, tail = text.rpartition("十")
    if not ten:
        return max(DIGITS.find(tail), 0) if len(tail) == 1 else 0
    tens = DIGITS.find(head) if head else 1
    ones = DIGITS.find(tail) if tail else 0
    return tens * 10 + ones if tens > 0 and ones >= 0 else 0
