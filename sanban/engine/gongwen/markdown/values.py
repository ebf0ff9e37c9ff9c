"""文件头里各项的值：打的是什么样，变成模型要的；写错的报 ValueError，话给人看。"""

import re
from datetime import date, datetime
from typing import Any

from sanban.engine.gongwen.elements import SEALED, SIGN_OFFS, SIGNATURE, DocNumber
from sanban.engine.gongwen.kinds import BY_NAME, DOWN, FORMATS, LEVEL, PUBLIC, UP

DATE = re.compile(r"(\d{4})(?:年|-|/|\.)(\d{1,2})(?:月|-|/|\.)(\d{1,2})日?")
NUMBER = re.compile(r"([一-龥A-Za-z]{1,12})〔((?:19|20)\d{2})〕([1-9]\d{0,4})号")
DIRECTIONS = (UP, DOWN, LEVEL, PUBLIC)
BREAK = "｜"
COMMA, PAUSE = "，", "、"
STYLE_NAMES = {name: code for code, name in SIGN_OFFS.items()} | {
    "签名章": SIGNATURE,
    "印章": SEALED,
    **{code: code for code in SIGN_OFFS},
}


def text(value: Any) -> str:
    """一行文字；头尾的空白不算。"""
    if not isinstance(value, str):
        raise ValueError("要写文字，用引号括起来。")
    if "\n" in value.strip():
        raise ValueError("只能写一行。")
    return value.strip()


def body(value: Any) -> str:
    """多行文字，照原样。"""
    if not isinstance(value, str):
        raise ValueError("要写文字，用三个引号括起来。")
    return value


def listed(value: Any) -> tuple[str, ...]:
    """一个名称或名称的列表。"""
    given = value if isinstance(value, list) else [value]
    return tuple(one for one in map(text, given) if one)


def names(value: Any) -> tuple[str, ...]:
    """名称的列表；写成一行的按顿号拆开。"""
    return listed(value.split(PAUSE) if isinstance(value, str) else value)


def joined(value: Any) -> str:
    """一行文字，或用逗号连起来的列表。"""
    return COMMA.join(listed(value))


def whole(value: Any) -> int:
    """一个整数；六位数字的文字也认。"""
    if isinstance(value, str) and value.strip().isdecimal():
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("要写一个整数。")
    return value


def yes(value: Any) -> bool:
    """是或否。"""
    if isinstance(value, bool):
        return value
    if value not in ("是", "否"):
        raise ValueError("只能写 是 或 否。")
    return bool(value == "是")


def day(value: Any) -> date:
    """一天：2026年9月11日、2026-09-11。"""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    found = DATE.fullmatch(value.strip()) if isinstance(value, str) else None
    if not found:
        raise ValueError("日期要写成 2026年9月11日 或 2026-09-11。")
    try:
        return date(*map(int, found.groups()))
    except ValueError as error:
        raise ValueError(f"没有 {value} 这一天。") from error


def kind(value: Any) -> str:
    """文种的代号；不是十五个文种的照写，由校核来说。"""
    name = text(value)
    return BY_NAME[name].code if name in BY_NAME else name


def layout(value: Any) -> str:
    """格式的代号。"""
    name = text(value)
    codes = {said: code for code, said in FORMATS.items()} | {"命令": "order", "令": "order"}
    return codes.get(name, name)


def direction(value: Any) -> str:
    """行文方向。"""
    name = text(value).removesuffix("文")
    if name not in DIRECTIONS:
        raise ValueError(f"只能写 {'、'.join(DIRECTIONS)}。")
    return name


def number(value: Any) -> DocNumber:
    """发文字号；不合写法的照写在 `text` 里，由校核来说。"""
    said = text(value)
    found = NUMBER.fullmatch(said)
    if not found:
        return DocNumber(text=said)
    return DocNumber(found[1], int(found[2]), int(found[3]))


def title(value: Any) -> tuple[str, tuple[int, ...]]:
    """标题和人定的回行处（第几个字之后）。"""
    parts = listed(value.split(BREAK) if isinstance(value, str) else value)
    whole_text = "".join(parts)
    edges = [len("".join(parts[:count])) for count in range(1, len(parts))]
    return whole_text, tuple(edges)


def style(value: Any) -> str:
    """署名方式的代号。"""
    name = text(value)
    if name not in STYLE_NAMES:
        raise ValueError("只能写 加盖印章、不加盖印章、签名章。")
    return STYLE_NAMES[name]


def attachments(value: Any) -> list[dict[str, Any]]:
    """附件：名称变成只有标题的一项；表照原样，里面的各项另外认。"""
    given = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str | dict) for one in given):
        raise ValueError("要写名称的列表，或者用 [[附件]] 一个一个写。")
    return [one if isinstance(one, dict) else {"标题": one} for one in given]


def signatories(value: Any) -> list[dict[str, Any]]:
    """署名：机关名变成只有机关的一项；表照原样，里面的各项另外认。"""
    if isinstance(value, list) and any(isinstance(one, dict) for one in value):
        return [one if isinstance(one, dict) else {"机关": text(one)} for one in value]
    given = [value] if isinstance(value, dict) else names(value)
    return [one if isinstance(one, dict) else {"机关": one} for one in given]
