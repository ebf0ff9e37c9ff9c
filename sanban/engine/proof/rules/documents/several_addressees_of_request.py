"""请示只写一个主送机关，不抄送下级机关。

主送几个上级，谁来批、批得不一样听谁的，都说不清；需要别的上级知道的，用抄送。
请示的事还没有批，不抄送下级。
"""

from collections.abc import Iterator

from sanban.engine.proof.draft import draft
from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

MARK = Pattern("[、，]")
LOWER = Pattern("各(?:乡镇|镇|乡|街道|县区|县|区|村|社区|下属|所属)")


def check(text: Text) -> Iterator[Hit]:
    """标题的文种是请示的。"""
    paper = draft(text)
    if paper.kind != "请示":
        return
    line = paper.addressees
    if line and MARK.search(text.raw, line.start, line.end):
        yield Hit(line.start, line.end, "请示只主送一个机关，别的改为抄送。")
    found = LOWER.search(text.raw, *paper.copies) if paper.copies else None
    if found:
        yield Hit(*found.span(), "请示不抄送下级机关，删去。")


RULE = Rule(
    id="D07",
    name="several-addressees-of-request",
    level=Level.ERROR,
    strength=Strength.REGULATION,
    basis="《党政机关公文处理工作条例》第十五条第（一）项",
    check=check,
    wrong={
        "关于增加经费的请示\n市政府、市财政局：\n妥否，请批示。": None,
        "关于增加经费的请示\n市政府：\n妥否，请批示。\n抄送：各乡镇人民政府。": None,
    },
    right=("关于增加经费的请示\n市政府：\n妥否，请批示。\n抄送：市财政局。",),
    fix="C",
    needs=("请示",),
)
