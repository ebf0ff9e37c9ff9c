"""把版面变成排版模板认得的普通数据（JSON）：每样东西带一个 kind，说它是什么。"""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from sanban.engine.forms.loading import is_control
from sanban.engine.forms.sheet import (
    Board,
    Cell,
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
from sanban.engine.gongwen.elements import Title
from sanban.engine.render.titles import title_breaks

TITLE = "notice_title"
TITLE_CHARS = 20  # 2 号字，版心宽 156 毫米
KINDS: dict[type, str] = {
    Board: "board", Cell: "cell", Ends: "ends", Frame: "frame", Grid: "grid", Label: "label",
    Lead: "lead", Row: "row", Sheet: "sheet", Signed: "signed", SignOff: "sign_off",
    Slip: "slip", Text: "text", Whole: "whole",
}  # fmt: skip


def plain(part: Any) -> Any:
    """版面里的一样东西 → 字典、列表、字、数；控制符去掉，换行留着。"""
    if isinstance(part, str):
        return printable(part)
    if isinstance(part, tuple):
        return [plain(one) for one in part]
    if isinstance(part, Text) and part.style == TITLE:
        part = replace(part, text=broken(part.text))
    if is_dataclass(part):
        values = {one.name: plain(getattr(part, one.name)) for one in fields(part)}
        return {"kind": KINDS[type(part)], **values}
    return part


def broken(title: str) -> str:
    """通知标题回行：按词断，排成梯形或菱形（7.3.1）；人写了换行的照写。"""
    if "\n" in title:
        return title
    return "\n".join(Title(title).lines(title_breaks(title, TITLE_CHARS)))


def printable(text: str) -> str:
    """去掉控制符的字。"""
    if text.isprintable():
        return text
    return "".join(char for char in text if not is_control(char))
