"""把一节节来稿织进公文的正文：原来的段一段不少、一字不改，只在节末添段。"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sanban.documents.services.materials.text import ORDINAL, bare
from sanban.engine.gongwen.blocks import Block, Paragraph, plain
from sanban.engine.gongwen.document import Gongwen, in_order
from sanban.engine.gongwen.elements import Body
from sanban.engine.gongwen.markdown.levels import is_heading, lead_of, mark_of, sequence


@dataclass(frozen=True, slots=True)
class Section:
    """要织进去的一节：提纲（没有提纲的为空）和各段。"""

    heading: str
    lines: tuple[str, ...]


def woven(gongwen: Gongwen, sections: Iterable[Section]) -> Gongwen:
    """织进几节的公文：有同名标题的接在那一节后面，没有的另起一节放在正文末尾。"""
    body = gongwen.first(Body) or Body(())
    blocks = list(body.blocks)
    for section in sections:
        _weave(blocks, section)
    others = [one for one in gongwen.elements if not isinstance(one, Body)]
    kept = replace(body, blocks=tuple(blocks))
    return replace(gongwen, elements=in_order([*others, kept]))


def _weave(blocks: list[Block], section: Section) -> None:
    added = [_paragraph(line, within=bool(section.heading)) for line in section.lines]
    if not section.heading:
        blocks += added
        return
    at = _end_of(blocks, bare(section.heading))
    if at is None:
        blocks += [plain(_numbered(blocks, section.heading), 1), *added]
    else:
        blocks[at:at] = added


def _paragraph(line: str, *, within: bool) -> Paragraph:
    """来稿的一段；写着下一层序号的是小标题，与提纲同层的序号当作普通的字。"""
    mark = mark_of(line)
    if mark is None or not is_heading(line) or (within and mark.level == 1):
        return plain(line)
    return replace(plain(line, mark.level), lead=lead_of(line))


def _end_of(blocks: Sequence[Block], heading: str) -> int | None:
    """同名标题那一节的末尾；没有的为空。"""
    for at, one in enumerate(blocks):
        if isinstance(one, Paragraph) and one.level and bare(one.text) == heading:
            return _next_heading(blocks, at + 1, one.level)
    return None


def _next_heading(blocks: Sequence[Block], start: int, level: int) -> int:
    for at in range(start, len(blocks)):
        one = blocks[at]
        if isinstance(one, Paragraph) and 0 < one.level <= level:
            return at
    return len(blocks)


def _numbered(blocks: Sequence[Block], heading: str) -> str:
    """另起一节的标题：接着正文里最后一个一级标题编号。"""
    heads = (one for one in blocks if isinstance(one, Paragraph) and one.level == 1)
    marks = [mark for one in heads if (mark := mark_of(one.text))]
    last = max((mark.number for mark in marks if mark.level == 1), default=0)
    return sequence(1, last + 1) + without_number(heading)


def without_number(heading: str) -> str:
    """提纲去掉自带的序号。"""
    return ORDINAL.sub("", heading).strip() or heading
