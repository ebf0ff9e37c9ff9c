"""记号：修订的编号、署名，和 ins、del、属性改动的写法。"""

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

from lxml import etree

from sanban.engine.compare.names import SPACE, R, W, local, w

TEXT_OF = {w("t"): w("delText"), w("instrText"): w("delInstrText")}
MATHS = frozenset(("oMath", "oMathPara"))
INS, DEL, KEEP = "ins", "del", ""
MOVED = {INS: "moveTo", DEL: "moveFrom"}


def moment_text(moment: datetime) -> str:
    """修订上的时间：协调世界时，到秒，末尾是 Z（ISO/IEC 29500-1 17.13）。

    :raises ValueError: 时刻不带时区，不知道是哪里的几点。
    """
    if moment.tzinfo is None:
        raise ValueError("修订的时间要带时区。")
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


@dataclass(slots=True)
class Pen:
    """写修订的笔：署谁的名、什么时候、编号数到几；`formatting` 是写不写样子的修订。

    :param when: 带时区的时刻，写出来是协调世界时；为空不记时间。
    :raises ValueError: 时刻不带时区。
    """

    author: str
    when: datetime | None = None
    formatting: bool = True
    plain_new: bool = False
    ids: "count[int]" = field(default_factory=lambda: count(1))
    near_run: Any | None = None
    near_paragraph: Any | None = None
    dated: str = field(init=False, default="")

    def __post_init__(self) -> None:
        """时间只换算一次。"""
        self.dated = moment_text(self.when) if self.when else ""

    def near(self, paragraph: Any) -> None:
        """记着旧稿这一段的样子，给没有样子的新文字用。"""
        if not self.plain_new:
            return
        shape = paragraph.find(w("pPr"))
        self.near_paragraph = None if shape is None else etree.Element(w("pPr"))
        if shape is not None and self.near_paragraph is not None:
            held = HELD["pPr"]
            self.near_paragraph.extend(deepcopy(one) for one in shape if one.tag not in held)
        look = paragraph.find(f"{W}r/{W}rPr")
        self.near_run = look if look is not None else self.near_run

    def mark(self, name: str) -> Any:
        """一个修订记号。"""
        node = etree.Element(w(name))
        node.set(w("id"), str(next(self.ids)))
        node.set(w("author"), self.author)
        if self.dated:
            node.set(w("date"), self.dated)
        return node

    def changed(self, node: Any, old: Any | None) -> Any:
        """属性 `node`（已经照新的写）添上原来是什么。"""
        name = node.tag[len(W) :]
        record = self.mark(f"{name}Change")
        before = etree.SubElement(record, node.tag)
        held = HELD.get(name, frozenset())
        before.extend(
            deepcopy(child) for child in (() if old is None else old) if child.tag not in held
        )
        node.append(record)
        return node


HELD = {
    "pPr": frozenset((w("rPr"), w("sectPr"), w("pPrChange"))),
    "sectPr": frozenset((w("headerReference"), w("footerReference"), w("sectPrChange"))),
    "trPr": frozenset((w("ins"), w("del"), w("trPrChange"))),
    "tcPr": frozenset((w("cellIns"), w("cellDel"), w("cellMerge"), w("tcPrChange"))),
    "rPr": frozenset((w("ins"), w("del"), w("moveFrom"), w("moveTo"), w("rPrChange"))),
}
"""各种属性里不归“样子”管的下级。"""
FIRST = frozenset((w("headerReference"), w("footerReference")))


def blend(name: str, old: Any | None, new: Any | None, pen: Pen) -> Any:
    """新的样子，记着旧的样子；不归样子管的（节、段落标记）留旧的。"""
    held = HELD.get(name, frozenset())
    node = etree.Element(w(name))
    mine = [deepcopy(child) for child in (() if old is None else old) if child.tag in held]
    node.extend(child for child in mine if child.tag in FIRST)
    node.extend(deepcopy(child) for child in (() if new is None else new) if child.tag not in held)
    node.extend(child for child in mine if child.tag not in FIRST and "Change" not in child.tag)
    return pen.changed(node, old)


def run(properties: Any | None, content: Any, *, state: str) -> Any:
    """一截：文字或者一个东西，删去的写成删去的样子。"""
    node = etree.Element(w("r"))
    if properties is not None and len(properties):
        node.append(deepcopy(properties))
    if isinstance(content, str):
        text = etree.SubElement(node, w("delText" if state == DEL else "t"))
        text.text = content
        text.set(SPACE, "preserve")
        return node
    copied = deepcopy(content)
    copied.tail = None
    if state == DEL:
        copied.tag = TEXT_OF.get(copied.tag, copied.tag)
    node.append(copied)
    return node


def whole(node: Any, pen: Pen, *, state: str) -> Any:
    """段里的整件（链接、控件）：里面的各截逐一标上增删。"""
    copied = deepcopy(node)
    copied.tail = None
    if state == KEEP:
        return copied
    if local(copied.tag) in MATHS:
        holder = pen.mark(state)
        holder.append(copied)
        return holder
    for one in [one for one in copied.iter(w("r")) if _direct(one, copied)]:
        holder = pen.mark(state)
        one.getparent().replace(one, holder)
        holder.append(one)
        if state == DEL:
            for text in list(one):
                text.tag = TEXT_OF.get(text.tag, text.tag)
    return copied


def _direct(one: Any, top: Any) -> bool:
    """不在图形、文本框里面的一截。"""
    above = one.getparent()
    while above is not top:
        if above.tag in {w("r"), w("txbxContent")}:
            return False
        above = above.getparent()
    return True


def stamp(paragraph: Any, state: str, pen: Pen, *, moved: bool = False) -> None:
    """给段落标记标上增删。"""
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        paragraph.insert(0, properties)
    look = properties.find(w("rPr"))
    if look is None:
        look = etree.Element(w("rPr"))
        ends = [properties.find(w("sectPr")), properties.find(w("pPrChange"))]
        place = next((properties.index(one) for one in ends if one is not None), len(properties))
        properties.insert(place, look)
    look.insert(0, pen.mark(MOVED[state] if moved else state))


def relation_attributes(root: Any) -> list[tuple[Any, str, str]]:
    """指到别的部件的属性：（元素，属性名，编号）。"""
    found = root.xpath(f"descendant-or-self::*/@*[namespace-uri()='{R[1:-1]}']")
    return [(one.getparent(), one.attrname, str(one)) for one in found]
