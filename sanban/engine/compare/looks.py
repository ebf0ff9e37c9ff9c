"""样子：同一段前后的字体、字号、对齐改了什么。"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from sanban.engine.compare.blocks import Block
from sanban.engine.compare.changes import Category, Change
from sanban.engine.read import Look

SIZES = {
    42.0: "初号", 36.0: "小初", 26.0: "一号", 24.0: "小一", 22.0: "二号", 18.0: "小二",
    16.0: "三号", 15.0: "小三", 14.0: "四号", 12.0: "小四", 10.5: "五号", 9.0: "小五",
}  # fmt: skip
ALIGNS = {"left": "左对齐", "center": "居中", "right": "右对齐", "both": "两端对齐"}


def _size(look: Look) -> str:
    if look.size is None:
        return "未定"
    return SIZES.get(look.size, f"{look.size:g}磅")


# fmt: off
#  叫什么      怎么说
ASPECTS = (
    ("字体",     lambda look: look.font or "未定"),
    ("字号",     _size),
    ("加粗",     lambda look: "加粗" if look.bold else "不加粗"),
    ("颜色",     lambda look: "红色" if look.red else "不是红色"),
    ("对齐",     lambda look: ALIGNS.get(look.align, look.align or "未定")),
    ("首行缩进", lambda look: f"{look.indent:g}字"),
)
# fmt: on


def look_change(old: Look, new: Look) -> str:
    """两种样子的不同，写成半句；一样答空。"""
    said = ((name, tell(old), tell(new)) for name, tell in ASPECTS)
    return "，".join(f"{name}由{there}改为{here}" for name, there, here in said if there != here)


def look_changes(pairs: Iterable[tuple[Block, Block]]) -> Iterator[Change]:
    """各对段落的格式改动；挨着的几段改得一样，合成一条。"""
    told = ((look_change(old.look, new.look), new.place) for old, new in pairs)
    for sentence, group in groupby(told, key=lambda pair: pair[0]):
        places = [place for _, place in group]
        if sentence:
            yield Change(Category.FORMAT, _span(places), sentence)


def _span(places: list[str]) -> str:
    return places[0] if len(places) == 1 else f"{places[0]}到{places[-1]}"
