"""日期：认出成文日期和正文里的时限，化成 ISO 日期。"""

import re
from calendar import monthrange
from datetime import date, timedelta

CHINESE = {char: place for place, char in enumerate("〇一二三四五六七八九")}
CHINESE |= {"零": 0, "○": 0, "O": 0, "0": 0}
FULL_WIDTH = {0xFF10 + place: str(place) for place in range(10)}
DIGITS = r"[\d０-９〇○零O一二三四五六七八九十]"
FULL = re.compile(
    rf"({DIGITS}\s*{DIGITS}\s*{DIGITS}\s*{DIGITS})\s*年\s*({DIGITS}{{1,3}})\s*月\s*({DIGITS}{{1,3}})\s*日"
)
SOON = timedelta(days=60)


def number(text: str) -> int:
    """把“2026”“二〇二六”“十二”“二十一”化成数；认不出抛 ValueError。"""
    clean = re.sub(r"\s", "", text).translate(FULL_WIDTH)
    if clean.isdigit() and clean.isascii():
        return int(clean)
    if "十" in clean:
        tens, ones = clean.split("十", 1)
        return (number(tens) if tens else 1) * 10 + (number(ones) if ones else 0)
    return int("".join(str(CHINESE[char]) if char in CHINESE else char for char in clean))


def full_date(text: str) -> date | None:
    """文字里第一个年月日俱全的日期；没有或不存在的日子答 None。"""
    found = FULL.search(text)
    if not found:
        return None
    try:
        return date(*(number(part) for part in found.groups()))
    except ValueError:
        return None


def complete(year: int | None, month: int, day: int | None, *, issued: date | None) -> date | None:
    """补全时限：没有年份的按成文日期推，早于成文日期两个月以上的算次年；没有日子的算月底。"""
    if year is None and issued is None:
        return None
    guess = year or (issued.year if issued else 0)
    try:
        due = date(guess, month, day or monthrange(guess, month)[1])
    except ValueError:
        return None
    if year is None and issued and due < issued - SOON:
        return complete(guess + 1, month, day, issued=None)
    return due
