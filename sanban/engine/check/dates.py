"""日期的写法：各种写法都认，给出公文该用的那一种（7.3.5.4）。"""

import re
from datetime import date

from sanban.engine.gongwen.notation import long_date

DATE = re.compile(r"(.{4})\s*年\s*(.{1,3}?)\s*月\s*(.{1,3}?)\s*日")
DIGITS = {char: number for number, char in enumerate("〇一二三四五六七八九")}
DIGITS |= {"零": 0, "○": 0, "O": 0, "0": 0}
TEN = "十"


def plain_date(text: str) -> str:
    """写成“2026年9月1日”；认不出的答空。"""
    found = DATE.fullmatch(text.strip())
    if found is None:
        return ""
    year, month, day = _year(found[1]), _number(found[2]), _number(found[3])
    try:
        return long_date(date(year, month, day))
    except ValueError:
        return ""


def _year(text: str) -> int:
    if text.isascii() and text.isdecimal():
        return int(text)
    digits = [DIGITS.get(char, -1) for char in text]
    return 0 if -1 in digits else int("".join(map(str, digits)))


def _number(text: str) -> int:
    if text.isascii() and text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition(TEN)
    if not ten:
        return DIGITS.get(text, 0)
    return DIGITS.get(tens, 1) * 10 + DIGITS.get(ones, 0)
