"""成文后要告诉人的话：代用字体、缺的字、与标准不同的单位规定。"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sanban.engine.fonts import FontSet
from sanban.engine.gongwen.office_rules import FACES
from sanban.engine.gongwen.problems import WARN, Problem
from sanban.engine.render.layout import Layout
from sanban.engine.render.layout_metrics import FontKey
from sanban.engine.render.layout_primitives import Span
from sanban.engine.render.layout_sheet import Sheet

STAND_IN = "〓"
"""排版行话叫“鱼尾号”：字库里没有这个字，先占着位置。"""


@dataclass(frozen=True, slots=True)
class Glyphs:
    """一份公文里缺的字：`filled` 是用别的字体补的，`missing` 是哪个字体里都没有的；都按用途分。"""

    filled: tuple[tuple[str, str], ...] = ()
    missing: tuple[tuple[str, str], ...] = ()

    def without_missing(self, data: str) -> str:
        """交给模板的数据里，把哪个字体里都没有的字换成〓：缺字要说出来，不能是空框。"""
        lacking = {ord(char) for _, text in self.missing for char in text}
        return data.translate(dict.fromkeys(lacking, STAND_IN)) if lacking else data


def glyphs(sheet: Sheet, layout: Layout, data: str) -> Glyphs:
    """查一份公文里缺的字；`data` 是交给模板的数据，里面的字各种用途都有的，就不必细查。"""
    if not _odd(set(data), sheet.fonts):
        return Glyphs()
    fonts, texts = sheet.fonts, _texts(sheet, layout).items()
    filled = ((role, "".join(fonts.fallbacks(text, role))) for role, text in texts)
    missing = ((role, "".join(fonts.missing(text, role))) for role, text in texts)
    return Glyphs(tuple(one for one in filled if one[1]), tuple(one for one in missing if one[1]))


def _odd(chars: set[str], fonts: FontSet) -> set[str]:
    """不是每种用途的主用字体都有的字；都有的记下来，下次不再查。"""
    common = _common(FontKey(fonts))
    fresh = chars - common
    odd = {char for char in fresh for role in FACES if fonts.fallbacks(char, role)}
    odd |= {char for char in fresh for role in FACES if fonts.missing(char, role)}
    common |= fresh - odd
    return odd


@lru_cache(maxsize=16)
def _common(_key: FontKey) -> set[str]:
    return set()


def notes(sheet: Sheet, found: Glyphs) -> Iterator[Problem]:
    """字体和单位规定的提醒。"""
    said = (
        *(each.message for each in sheet.fonts.substitutions),
        *sheet.fonts.cautions,
        *_said(sheet, found),
    )
    yield from (Problem("字体", message, level=WARN) for message in said)
    for deviation in sheet.rules.deviations:
        yield Problem("单位规定", f"{deviation}。", level=WARN)


def _said(sheet: Sheet, found: Glyphs) -> Iterator[str]:
    for role, text in found.filled:
        family = sheet.fonts.face(role).family
        yield f"{family} 里没有“{'”“'.join(text)}”，用别的字体补上了。"
    for _, text in found.missing:
        lacking = "”“".join(text)
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
