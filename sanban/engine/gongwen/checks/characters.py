"""字：控制字符、乱码不能成文；私用区和看不见的字要提醒。"""

import re
import unicodedata
from collections.abc import Iterator

from sanban.engine.gongwen.checks.common import words_of
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.office_rules import Rules
from sanban.engine.gongwen.problems import REFUSE, WARN, Problem

LAST_IN_PLANE = "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
# 怎么认、是什么、怎么办、拒绝还是提醒
RULES = (
    (re.compile("\t"), "制表符", "请删去；要对齐请用表格。", REFUSE),
    (re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]"), "控制字符", "请删去。", REFUSE),
    (re.compile("[\ud800-\udfff]"), "半个字（代理码）", "请删去，重新输入这个字。", REFUSE),
    (re.compile(f"[\ufdd0-\ufdef\ufffc\ufffd{LAST_IN_PLANE}]"), "乱码", "请重新输入这个字。",
     REFUSE),
    (re.compile("[\u202a-\u202e\u2066-\u2069]"), "改变书写方向的字符", "请删去。", REFUSE),
    (re.compile("[\xad\u200b-\u200f\u2060-\u2064\ufeff]"), "看不见的字符", "请删去。", WARN),
    (re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]"), "私用区的字",
     "换一台计算机就可能变样，请换成标准的字。", WARN),
)  # fmt: skip


def readable(gongwen: Gongwen, rules: Rules) -> Iterator[Problem]:
    """每处文字里第一个不该有的字，说出它的编码。"""
    for words in words_of(gongwen):
        for pattern, what, way, level in RULES:
            found = pattern.search(words.text)
            if found:
                message = f"有{what} {_code(found[0])}，{way}"
                yield Problem(words.element, message, words.line, level=level)
                break


def _code(char: str) -> str:
    name = unicodedata.name(char, "")
    return f"U+{ord(char):04X}" + (f"（{name}）" if name else "")
