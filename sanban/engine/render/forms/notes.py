"""画表单之前要告诉人的话：代用了什么字体、哪个字没有、哪里不合惯例。"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from sanban.engine.fonts import Face, FontSet
from sanban.engine.forms import Form
from sanban.engine.forms.sheet import Ends, Label, Lead, Sheet, Signed, SignOff, Slip, Text
from sanban.engine.forms.styles import FORM_STYLES
from sanban.engine.gongwen.problems import WARN, Problem
from sanban.engine.render.forms.words import is_unknown, printable

BLANK_MARK = "〓"
"""缺的字印这个（出版界的缺字符号），免得印成方框。"""
Words = Mapping[str, str]


def notes_of(form: Form, sheet: Sheet, found: FontSet) -> Iterator[Problem]:
    """一张表的全部提醒。"""
    yield from (one for one in form.problems() if one.level == WARN)
    words = words_of(sheet)
    said = [one.message for one in found.substitutions if one.role in words]
    said += [found.face(role).caution for role in words if role in found.chains]
    for message in dict.fromkeys(filter(None, said)):
        yield Problem("字体", message, level=WARN)
    absent = missing(words, found)
    if absent:
        several = "”“".join(absent)
        message = f"哪个字体里都没有“{several}”，印成了{BLANK_MARK}，请装上有这些字的字体。"
        yield Problem("字体", message, level=WARN)


def missing(words: Words, found: FontSet) -> tuple[str, ...]:
    """本机哪个字体里都没有的字。"""
    unsure = dict.fromkeys(
        char for role, text in words.items() for char in found.missing(text, _role(role, found))
    )
    unsure |= dict.fromkeys(char for text in words.values() for char in text if is_unknown(char))
    if not unsure or found.book is None:
        return tuple(unsure)
    spare = [Face(one.family, one.path or "", one.index, one.weight) for one in found.book.fonts()]
    return tuple(char for char in unsure if not any(face.has(char) for face in spare))


def words_of(sheet: Sheet) -> Words:
    """字体用途 → 用它印的字，每字一次。"""
    said: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for style, text in _said(sheet):
        said[FORM_STYLES[style].face].update(dict.fromkeys(printable(text)))
    return {role: "".join(chars) for role, chars in said.items() if chars}


def _role(role: str, found: FontSet) -> str:
    """西文的号码里夹了汉字，用仿宋补。"""
    return role if role in found.chains and role != "latin" else "fang"


def _said(part: Any) -> Iterator[tuple[str, str]]:
    """版面里的每段字，和它的样式。"""
    if isinstance(part, tuple):
        for one in part:
            yield from _said(one)
    elif is_dataclass(part):
        yield from _own(part)
        for one in fields(part):
            yield from _said(getattr(part, one.name))


def _own(part: Any) -> Iterator[tuple[str, str]]:
    if isinstance(part, Text | Label):
        yield part.style, part.text
    elif isinstance(part, Ends):
        yield part.style, part.left + part.right
    elif isinstance(part, Signed):
        yield "signed_name", part.name
        yield "signed", part.post + part.time + part.note
    elif isinstance(part, Lead):
        yield "heading", part.lead
        yield "body", part.text
    elif isinstance(part, SignOff):
        yield "sign_off", part.office + part.day
    elif isinstance(part, Slip):
        yield "slip_title", part.title
    elif isinstance(part, Sheet):
        yield "foot", part.left + part.right
