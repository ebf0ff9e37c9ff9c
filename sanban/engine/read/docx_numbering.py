"""DOCX 的自动编号：数出每段开头那几个看得见、却不在正文里的字。"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sanban.engine.read.docx_styles import W

DIGITS = "〇一二三四五六七八九"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
SUFFIX = {"space": " ", "nothing": ""}


@dataclass(frozen=True, slots=True)
class Rung:
    """编号的一级。"""

    form: str
    pattern: str
    first: int
    suffix: str


@dataclass
class Numbering:
    """一份文档的编号表和数到哪里了。"""

    root: Any | None
    _rungs: dict[str, dict[int, Rung]] = field(default_factory=dict)
    _owner: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.root is None:
            return
        plans = {node.get(W + "abstractNumId"): node for node in self.root.iter(W + "abstractNum")}
        for node in self.root.iterfind(W + "num"):
            plan = node.find(W + "abstractNumId")
            key = "" if plan is None else plan.get(W + "val")
            number = node.get(W + "numId")
            self._owner[number] = key if node.find(W + "lvlOverride") is None else number
            self._rungs[number] = _rungs(plans.get(key))

    def next(self, number: str | None, depth: int) -> str:
        """下一个编号的文字（含后面的间隔）；没有编号答空。"""
        rung = self._rungs.get(number or "", {}).get(depth)
        if rung is None or number is None:
            return ""
        counts = self._counts.setdefault(self._owner[number], {})
        counts[depth] = counts.get(depth, rung.first - 1) + 1
        for deeper in [key for key in counts if key > depth]:
            del counts[deeper]
        if rung.form == "bullet" or not rung.pattern:
            return ""
        shown = re.sub(r"%(\d)", lambda hit: self._shown(number, int(hit[1]) - 1), rung.pattern)
        return shown + rung.suffix

    def _shown(self, number: str, depth: int) -> str:
        rung = self._rungs[number].get(depth)
        count = self._counts[self._owner[number]].get(depth, rung.first if rung else 1)
        write = FORMS.get(rung.form if rung else "")
        return write(count) if write else str(count)


Writer = Callable[[int], str]


def chinese(count: int) -> str:
    """一到九百九十九的汉字数。"""
    if not 0 < count < 1000:
        return str(count)
    hundreds, tens, ones = count // 100, count // 10 % 10, count % 10
    text = DIGITS[hundreds] + "百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (DIGITS[ones] if ones else "")


def _letters(count: int) -> str:
    return chr(64 + (count - 1) % 26 + 1) * ((count - 1) // 26 + 1)


def _roman(count: int) -> str:
    text = ""
    for value, sign in ROMAN:
        text, count = text + sign * (count // value), count % value
    return text


def _circled(count: int) -> str:
    return CIRCLED[count - 1] if 0 < count <= len(CIRCLED) else f"({count})"


FORMS: dict[str, Writer] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "chineseLegalSimplified": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "ideographDigital": chinese,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "upperLetter": _letters,
    "lowerLetter": lambda count: _letters(count).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "decimalZero": lambda count: f"{count:02d}",
}


def _rungs(plan: Any | None) -> dict[int, Rung]:
    if plan is None:
        return {}
    levels = ((node.get(W + "ilvl", "0"), node) for node in plan.iterfind(W + "lvl"))
    return {int(depth): _rung(node) for depth, node in levels if depth.isdecimal()}


def _rung(node: Any) -> Rung:
    def value(tag: str, default: str) -> str:
        found = node.find(W + tag)
        return default if found is None else str(found.get(W + "val", default))

    first = value("start", "1")
    return Rung(
        form=value("numFmt", "decimal"),
        pattern=value("lvlText", ""),
        first=int(first) if first.isdecimal() else 1,
        suffix=SUFFIX.get(value("suff", "tab"), "\t" if value("suff", "tab") == "tab" else ""),
    )
