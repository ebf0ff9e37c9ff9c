"""把版面变成排版模板认得的普通数据（JSON）：每样东西带一个 kind，说它是什么。"""

from base64 import b64encode
from dataclasses import fields, is_dataclass, replace
from typing import Any

from sanban.engine.forms.sheet import (
    Board,
    Cell,
    Drawing,
    Ends,
    Frame,
    Grid,
    Label,
    Lead,
    Row,
    Sheet,
    Signed,
    SignOff,
    Slip,
    Text,
    Whole,
)
from sanban.engine.render.forms.words import printable, words

KINDS: dict[type, str] = {
    Board: "board", Cell: "cell", Drawing: "drawing", Ends: "ends", Frame: "frame",
    Grid: "grid", Label: "label", Lead: "lead", Row: "row", Sheet: "sheet", Signed: "signed",
    SignOff: "sign_off", Slip: "slip", Text: "text", Whole: "whole",
}  # fmt: skip


def plain(part: Any) -> Any:
    """版面里的一样东西 → 字典、列表、字、数；控制符去掉，换行留着。"""
    if isinstance(part, str):
        return printable(part)
    if isinstance(part, bytes):
        return _as_svg(part)
    if isinstance(part, tuple):
        return [plain(one) for one in part]
    if isinstance(part, Text):
        part = replace(part, text=words(part))
    if is_dataclass(part):
        values = {one.name: plain(getattr(part, one.name)) for one in fields(part)}
        return {"kind": KINDS[type(part)], **values}
    return part


def _as_svg(png: bytes) -> str:
    """PNG 包成 SVG：交给模板的只能是字，模板又不认 Base64。"""
    data = b64encode(png).decode()
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" preserveAspectRatio="none">'
        '<image width="100" height="100" preserveAspectRatio="none" '
        f'href="data:image/png;base64,{data}"/></svg>'
    )
