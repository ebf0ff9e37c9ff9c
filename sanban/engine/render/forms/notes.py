"""画表单之前要告诉人的话：代用了什么字体、哪个字没有、哪里不合惯例。"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from sanban.engine.fonts import FontSet
from sanban.engine.forms import Form
from sanban.engine.forms.sheet import Ends, Label, Lead, Sheet, Signed, SignOff, Slip, Text
from sanban.engine.forms.styles import FORM_STYLES
from sanban.engine.gongwen.problems import WARN, Problem

Said = tuple[str, str]


def notes_of(form: Form, sheet: Sheet, found: FontSet) -> Iterator[Problem]:
    """一张表的全部提醒，重复的只说一次。"""
    yield from (one for one in form.problems() if one.level == WARN)
    words: dict[str, str] = {}
    for role, text in _said(sheet):
        words[role] = words.get(role, "") + text
    for one in found.substitutions:
        if one.role in words:
            yield Problem("字体", one.message, level=WARN)
    missing = {char: role for role, text in words.items() for char in found.missing(text, role)}
    for char in missing:
        said = f"本机的字体里没有“{char}”（U+{ord(char):04X}），印不出来，请装上有这个字的字体。"
        yield Problem("缺字", said, level=WARN)


def _said(part: Any) -> Iterator[Said]:
    """版面里的每段字，和它用的字体用途。"""
    if isinstance(part, tuple):
        for one in part:
            yield from _said(one)
    elif is_dataclass(part):
        yield from _own(part)
        for one in fields(part):
            yield from _said(getattr(part, one.name))


def _own(part: Any) -> Iterator[Said]:
    if isinstance(part, Text | Label):
        yield _face(part.style), part.text
    elif isinstance(part, Ends):
        yield _face(part.style), part.left + part.right
    elif isinstance(part, Signed):
        yield _face("signed_name"), part.name
        yield _face("signed"), part.post + part.time + part.note
    elif isinstance(part, Lead):
        yield _face("heading"), part.lead
        yield _face("body"), part.text
    elif isinstance(part, SignOff):
        yield _face("sign_off"), part.office + part.day
    elif isinstance(part, Slip):
        yield _face("slip_title"), part.title


def _face(style: str) -> str:
    return FORM_STYLES[style].face
