"""扫描件上的各项：字认得有几成把握，写法对不对，在图上的哪里。"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from sanban.engine.extract.field import CHECK, Crop, Field
from sanban.engine.read import Physical
from sanban.engine.read.physical import Letter
from sanban.engine.roles import patterns

Fields = Mapping[str, Field]
DOUBT = 0.6
"""写法不对的，把握至多这么多：页面上写“请核对”。"""
CLEAR = 0.9
"""最没把握的一个字也有这么多，就不往下调。"""
LEVELS = ("绝密", "机密", "秘密")
URGENCIES = ("特急", "加急", "特提", "平急")
YEAR = re.compile(r"〔(\d{4})〕")
OLDEST = 1949


def doubted(fields: Fields, physical: Physical) -> dict[str, Field]:
    """各项加上图上的位置，把握往下调，调低了的仍留着，由人核对。"""
    return {name: _checked(name, _seen(field, physical), fields) for name, field in fields.items()}


def _seen(field: Field, physical: Physical) -> Field:
    letters = list(_letters(physical, field))
    if not letters:
        return field
    least = min(letter.sure for letter in letters)
    sure = field.confidence if least >= CLEAR else min(field.confidence, max(least, CHECK))
    return replace(field, confidence=round(sure, 2), crop=_crop(letters))


def _letters(physical: Physical, field: Field) -> Iterator[Letter]:
    """原文的各字。"""
    for one in physical.paragraphs:
        if one.letters and one.start < field.end and field.start < one.end:
            first = max(0, field.start - one.start)
            yield from filter(None, one.letters[first : field.end - one.start])


def _crop(letters: Iterable[Letter]) -> Crop:
    """各字并成一行一个框；跨页的只取头一页。"""
    held = list(letters)
    page = held[0].page
    rows: list[list[float]] = []
    for left, top, width, height in (one.box for one in held if one.page == page):
        if rows and abs(rows[-1][1] - top) < height / 2:
            row = rows[-1]
            row[0], row[1] = min(row[0], left), min(row[1], top)
            row[2], row[3] = max(row[2], left + width), max(row[3], top + height)
        else:
            rows.append([left, top, left + width, top + height])
    boxes = ((a, b, c - a, d - b) for a, b, c, d in rows)
    return Crop(page, tuple(_rounded(box) for box in boxes))


def _rounded(box: tuple[float, ...]) -> tuple[float, float, float, float]:
    left, top, width, height = (round(one, 2) for one in box)
    return left, top, width, height


def _checked(name: str, field: Field, fields: Fields) -> Field:
    """写法不对的，说哪里不对，请人核对。"""
    check = CHECKS.get(name)
    said = check(field, fields) if check else ""
    if not said:
        return field
    note = f"{field.note}{said}" if field.note else said
    return replace(field, confidence=min(field.confidence, DOUBT), note=note)


def _number(field: Field, fields: Fields) -> str:
    if patterns.SERIAL.fullmatch(field.value):
        return ""
    year = YEAR.search(field.value)
    if year is None or not patterns.DOC_NUMBER.fullmatch(field.value):
        return "字号的写法不合规范，请对着图核对。"
    return "" if int(year[1]) >= OLDEST else "字号里的年份不对，请对着图核对。"


def _day(field: Field, fields: Fields) -> str:
    """日期存在，读的时候已经看过；这里看与字号的年份合不合。"""
    number = fields.get("sender_number")
    year = YEAR.search(number.value) if number else None
    issued = date.fromisoformat(field.value)
    if issued.year < OLDEST or (year and abs(int(year[1]) - issued.year) > 1):
        return "日期与字号的年份对不上，请对着图核对。"
    return ""


def _listed(words: tuple[str, ...]) -> Callable[[Field, Fields], str]:
    said = f"不在“{'、'.join(words)}”之内，请对着图核对。"
    return lambda field, fields: "" if field.value.startswith(words) else said


CHECKS: dict[str, Callable[[Field, Fields], str]] = {
    "sender_number": _number,
    "issue_date": _day,
    "secrecy_level": _listed(LEVELS),
    "urgency": _listed(URGENCIES),
}
