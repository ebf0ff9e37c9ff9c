"""字体里没有的字，没有嵌入的字体。

仿宋_GB2312、楷体_GB2312、方正小标宋简体只收六千多个常用字，人名、地名里的生僻字（如“镕”“堃”）
由 Word 另找字体代替，印出来粗细、大小都不一样；私用区的字换一台电脑就变样。
PDF、OFD 没有嵌入字体的，到别的电脑上也会换字体。
"""

import re
from collections.abc import Iterator

from sanban.engine.check.aspects import inked
from sanban.engine.check.document import Document
from sanban.engine.check.paragraphs import Para, Piece
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.check.seen.document import SeenDocument
from sanban.engine.proof.rule import Level, Strength

SMALL = re.compile(r"_GB2312$|^方正.*简体$|^FZ.*--GB1-0$", re.IGNORECASE)
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
RARE = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
SHOWN = 3


def check(document: Document) -> Iterator[Fault]:
    """逐截看字在不在字体里。"""
    for para in document.paras:
        yield from _private(para)
        for piece in inked(para):
            yield from _rare(para, piece)


def _private(para: Para) -> Iterator[Fault]:
    for found in PRIVATE.finditer(para.text):
        message = "这是私用区的字，换一台电脑就变样，请换成标准的字。"
        yield Fault(message, para, found.start(), found.end(), level=Level.WARNING)


def _rare(para: Para, piece: Piece) -> Iterator[Fault]:
    if not SMALL.search(piece.look.east) or _fits_gb2312(piece.text):
        return
    for found in RARE.finditer(piece.text):
        if not _fits_gb2312(found[0]):
            message = (
                f"{piece.look.east}里没有“{found[0]}”字，会换成别的字体，"
                "请把这个字改用收字多的字体（名字里带 GBK、GB18030 的）。"
            )
            start = piece.start + found.start()
            yield Fault(message, para, start, start + 1, level=Level.HINT)


def _fits_gb2312(text: str) -> bool:
    return all(map(_in_gb2312, RARE.findall(text)))


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def seen(document: SeenDocument) -> Iterator[Fault]:
    """私用区的字，和没有嵌入的字体。"""
    for para in document.paras:
        yield from _private(para)
    loose = sorted({name for sheet in document.sheets for name in sheet.loose if name})
    if loose:
        names = "、".join(loose[:SHOWN]) + ("等" if len(loose) > SHOWN else "")
        message = f"没有嵌入字体{names}，换一台电脑看会变样，导出时请选嵌入字体。"
        yield Fault(message, level=Level.HINT)


RULE = FormatRule(
    id="FT-04", name="glyph-without-font", clause="公文版面的通行做法", check=check, seen=seen,
    strength=Strength.PRACTICE, fix="C",
)  # fmt: skip
