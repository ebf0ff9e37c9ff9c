"""看不见的事：文种、格式、署名方式等，写成人看得懂的文档属性，读回时用。

文字从不写进这里：正文改了、删了，这里不会留着旧的。
"""

import json
from dataclasses import dataclass

from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import (
    SIGN_OFFS,
    SIGNATURE,
    IssuerMark,
    Signatory,
    SignOff,
    Title,
)
from sanban.engine.gongwen.kinds import BY_NAME, FORMATS, LETTER

VERSION = 1
KEY = "三办公文版本"
KIND, FORMAT, DIRECTION, STYLE = "公文文种", "公文格式", "公文行文方向", "公文署名方式"
GIVEN, CHOSEN = "公文标题指定回行", "公文标题排版回行"
UNDRAWN, OTHERS = "公文未排出的署名", "公文未排出的机关"
MOVED, YES = "公文主送移到版记", "是"
NO_STYLE = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """读回来的事；没有的空着。`given`、`chosen` 是人定的和排版定的标题回行处。"""

    kind: str = ""
    format: str = ""
    direction: str = ""
    style: str = NO_STYLE
    given: tuple[int, ...] = ()
    chosen: tuple[int, ...] = ()
    undrawn: tuple[Signatory, ...] = ()
    others: tuple[str, ...] = ()
    moved: bool = False


def facts_of(
    gongwen: Gongwen, breaks: tuple[int, ...] = (), *, moved: bool = False
) -> dict[str, str]:
    """写进文档属性的名目和值，都是文字。"""
    title, sign = gongwen.first(Title), gongwen.first(SignOff)
    given = title.breaks if title else ()
    found = {
        KEY: str(VERSION),
        KIND: gongwen.doc_kind.name,
        FORMAT: FORMATS[gongwen.format],
        DIRECTION: gongwen.direction,
        STYLE: SIGN_OFFS[sign.style] if sign else "",
        GIVEN: _numbers(given),
        CHOSEN: "" if given else _numbers(breaks),
        UNDRAWN: _undrawn(sign) if sign else "",
        OTHERS: _others(gongwen),
        MOVED: YES if moved else "",
    }
    return {name: value for name, value in found.items() if value}


def read_facts(given: dict[str, str]) -> Facts | None:
    """从文档属性读回；不是本系统写的返回 None，写坏了的那一项当没有。"""
    if KEY not in given:
        return None
    kind = BY_NAME.get(given.get(KIND, ""))
    return Facts(
        kind.code if kind else "",
        _code(FORMATS, given.get(FORMAT, "")),
        given.get(DIRECTION, ""),
        _code(SIGN_OFFS, given.get(STYLE, "")),
        _read_numbers(given.get(GIVEN, "")),
        _read_numbers(given.get(CHOSEN, "")),
        tuple(Signatory(*row[:3]) for row in _strings(given.get(UNDRAWN, ""))),
        tuple(row[0] for row in _strings(given.get(OTHERS, ""))),
        given.get(MOVED) == YES,
    )


def _undrawn(sign: SignOff) -> str:
    """版面上没有的：签名章不写机关，别的不写职务姓名。"""
    if sign.style == SIGNATURE:
        rows = [[one.organ, "", ""] for one in sign.organs]
    else:
        rows = [["", one.post, one.name] for one in sign.organs]
    return json.dumps(rows, ensure_ascii=False) if any(map(any, rows)) else ""


def _others(gongwen: Gongwen) -> str:
    mark = gongwen.first(IssuerMark)
    if gongwen.format != LETTER or mark is None or len(mark.organs) < 2:
        return ""
    return json.dumps([[name] for name in mark.organs[1:]], ensure_ascii=False)


def _numbers(breaks: tuple[int, ...]) -> str:
    return "，".join(map(str, breaks))


def _read_numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("，") if part.isdecimal())


def _code(table: dict[str, str], name: str) -> str:
    return next((code for code, each in table.items() if each == name), "")


def _strings(text: str) -> list[list[str]]:
    try:
        rows = json.loads(text or "[]")
    except (ValueError, RecursionError):
        return []
    ok = isinstance(rows, list) and all(isinstance(row, list) and row for row in rows)
    return [[str(each) for each in row] for row in rows] if ok else []
