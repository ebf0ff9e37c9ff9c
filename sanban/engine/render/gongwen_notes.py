"""成文后要告诉人的话：代用字体、缺的字、与标准不同的单位规定。"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sanban.engine.gongwen.problems import WARN, Problem
from sanban.engine.render.layout import Layout
from sanban.engine.render.layout_primitives import Span
from sanban.engine.render.layout_sheet import Sheet

STAND_IN = "〓"
"""排版行话叫“鱼尾号”：字库里没有这个字，先占着位置。"""


def notes(sheet: Sheet, layout: Layout) -> Iterator[Problem]:
    """字体和单位规定的提醒。"""
    said = (
        *(each.message for each in sheet.fonts.substitutions),
        *sheet.fonts.cautions,
        *_glyphs(sheet, layout),
    )
    yield from (Problem("字体", message, level=WARN) for message in said)
    for deviation in sheet.rules.deviations:
        yield Problem("单位规定", f"{deviation}。", level=WARN)


def without_missing(data: str, sheet: Sheet, layout: Layout) -> str:
    """交给模板的数据里，把哪个字体里都没有的字换成〓：缺字要说出来，不能是空框。"""
    lacking = {
        char
        for role, text in _texts(sheet, layout).items()
        for char in sheet.fonts.missing(text, role)
    }
    return data.translate(dict.fromkeys(map(ord, lacking), STAND_IN)) if lacking else data


def _glyphs(sheet: Sheet, layout: Layout) -> Iterator[str]:
    """哪些字用别的字体补，哪些字哪里都没有。"""
    for role, text in _texts(sheet, layout).items():
        family = sheet.fonts.face(role).family
        filled, missing = sheet.fonts.fallbacks(text, role), sheet.fonts.missing(text, role)
        if filled:
            yield f"{family} 里没有“{'”“'.join(filled)}”，用别的字体补上了。"
        if missing:
            lacking = "”“".join(missing)
            yield f"哪个字体里都没有“{lacking}”，先用{STAND_IN}占着，请装上有这些字的字体。"


def _texts(sheet: Sheet, layout: Layout) -> Mapping[str, str]:
    """用途 → 用它排的字，每字一次。"""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for span in _spans((layout.flow, layout.foot)):
        found[sheet.style(span.look).face].update(dict.fromkeys(span.text))
    return {role: "".join(chars) for role, chars in found.items()}


def _spans(value: Any) -> Iterator[Span]:
    """原件里的每一小段字。"""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for each in value:
            yield from _spans(each)
    elif hasattr(value, "__slots__"):
        for name in value.__slots__:
            yield from _spans(getattr(value, name))
