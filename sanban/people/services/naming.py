"""名称的拼音首字母：选人、选单位时输首字母就能找到；字典头一次用到才装。"""

import os
from functools import cache
from importlib import import_module
from typing import Any

os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # 不装词组表，省四十多兆内存
os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")  # 字典不另抄一份

SURNAMES = {"单": "s", "解": "x", "曾": "z", "仇": "q", "区": "o", "查": "z", "朴": "p", "盖": "g"}
"""作姓时另有读音的字。"""


def initials_of(name: str) -> str:
    """名称的首字母，小写；字母数字照写，标点略去；多音字取常用的读音。"""
    read = _library()
    found = read.lazy_pinyin(name.strip(), style=read.Style.FIRST_LETTER, errors=_kept)
    return "".join(found).lower()


def person_initials_of(name: str) -> str:
    """姓名的首字母：姓是多音字的，取作姓的读音。"""
    found = initials_of(name)
    surname = name.strip()[:1]
    return SURNAMES[surname] + found[1:] if surname in SURNAMES else found


def _kept(rest: str) -> str:
    return "".join(one for one in rest if one.isalnum() and one.isascii())


@cache
def _library() -> Any:
    return import_module("pypinyin")
