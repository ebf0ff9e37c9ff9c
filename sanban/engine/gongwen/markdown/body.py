"""正文：一行一段，读成段落、表、图、公式、分页。

写法见 docs/guide/render.md。段首段尾的空白是排版用的，不算字；其余的字一个不少。
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from sanban.engine.gongwen.blocks import (
    LEVELS,
    Block,
    Formula,
    PageBreak,
    Paragraph,
    Picture,
)
from sanban.engine.gongwen.markdown.inline import runs_of
from sanban.engine.gongwen.markdown.levels import (
    Numbering,
    is_heading,
    items_of,
    lead_of,
    mark_of,
)
from sanban.engine.gongwen.markdown.pictures import load_picture
from sanban.engine.gongwen.markdown.reading import Reading
from sanban.engine.gongwen.markdown.tables import (
    TITLE,
    UNIT,
    Caption,
    is_table,
    read_caption,
    read_table,
)

BREAKS = ("---", r"\newpage")
HEADING = re.compile(r"^(#{1,9})\s+(\S.*)$")
SECTION = re.compile(r"^#\s*附件\s*(\d{0,2})\s*[：:]\s*(\S.*)$")
IMAGE = re.compile(r"^!\[(?P<title>[^\]]*)\]\((?P<name>[^()]+)\)(?:\{(?P<options>[^{}]*)\})?$")
WIDTH = re.compile(r"^宽\s*=\s*(\d{1,4}(?:\.\d+)?)\s*(?:mm|毫米)?$")
ALIGNS = {"{居中}": "center", "{居右}": "right", "{顶格}": "left"}
FENCE = "$$"


@dataclass(frozen=True, slots=True)
class Section:
    """一个附件的正文：序号（没写是 0）、题名、行号、块。"""

    number: int
    title: str
    line: int
    blocks: tuple[Block, ...]


@dataclass(slots=True)
class Sheet:
    """正在读的几行：`first` 是第一行的行号。"""

    lines: list[str]
    first: int
    reading: Reading
    numbering: Numbering = field(default_factory=Numbering)

    def line(self, at: int) -> int:
        """第几行（从 1 起）。"""
        return self.first + at

    def text(self, at: int) -> str:
        """某一行去掉头尾空白；过了末行答空串。"""
        return self.lines[at].strip() if at < len(self.lines) else ""

    def is_hashed(self, paragraph: Paragraph) -> bool:
        """这一段前面写了 #。"""
        line = paragraph.source.line if paragraph.source else 0
        return self.text(line - self.first).startswith("#")


# 读出的块和读到了哪一行；不是这种写法答 None
Taken = tuple[list[Block], int] | None


def read_body(text: str, line: int, reading: Reading) -> tuple[tuple[Block, ...], list[Section]]:
    """把正文读成块，后面各个“# 附件1：题名”读成附件；`line` 是第一行的行号。"""
    lines = text.split("\n")
    starts = [at for at, one in enumerate(lines) if SECTION.match(one.strip())]
    edges = [*starts, len(lines)]
    main = read_blocks(lines[: edges[0]], line, reading)
    sections = [
        _section(lines[start:end], line + start, reading)
        for start, end in zip(starts, edges[1:], strict=True)
    ]
    return main, sections


def read_blocks(lines: list[str], first: int, reading: Reading) -> tuple[Block, ...]:
    """把几行读成块。"""
    sheet = Sheet(lines, first, reading)
    found: list[Block] = []
    at = 0
    while at < len(lines):
        taken, at = next(filter(None, (reader(sheet, at) for reader in READERS)))
        found += taken
    return tuple(_items(found, sheet))


def _items(found: list[Block], sheet: Sheet) -> list[Block]:
    """分条写的正文不当标题；前面写了 # 的，写的人说了是标题。"""
    marked = [one for one in found if isinstance(one, Paragraph) and one.level]
    firm = {id(one) for one in marked if sheet.is_hashed(one)}
    marks = [(one.level, id(one) in firm or is_heading(one.text)) for one in marked]
    items = {id(marked[place]) for place in items_of(marks)} - firm
    plain = (replace(one, level=0, lead=0) if id(one) in items else one for one in marked)
    swapped = dict(zip(map(id, marked), plain, strict=True))
    return [swapped.get(id(one), one) for one in found]


def _section(lines: list[str], first: int, reading: Reading) -> Section:
    number, title = SECTION.match(lines[0].strip()).groups()  # type: ignore[union-attr]
    return Section(int(number or 0), title, first, read_blocks(lines[1:], first + 1, reading))


def _nothing(sheet: Sheet, at: int) -> Taken:
    return None if sheet.text(at) else ([], at + 1)


def _page_break(sheet: Sheet, at: int) -> Taken:
    if sheet.text(at) not in BREAKS:
        return None
    return [PageBreak(sheet.reading.source(sheet.line(at)))], at + 1


def _formula(sheet: Sheet, at: int) -> Taken:
    text = sheet.text(at)
    source = sheet.reading.source(sheet.line(at))
    if text.startswith(FENCE) and text.endswith(FENCE) and len(text) > 2 * len(FENCE):
        return [Formula(text[2:-2].strip(), source)], at + 1
    if text != FENCE:
        return None
    end = next((one for one in range(at + 1, len(sheet.lines)) if sheet.text(one) == FENCE), 0)
    if not end:
        sheet.reading.refuse("公式", "只有开头的 $$，没有收尾的 $$。", line=sheet.line(at))
        return [], at + 1
    inner = [one for one in range(at + 1, end) if sheet.text(one)]
    place = sheet.reading.source
    return [Formula(sheet.text(one), place(sheet.line(one))) for one in inner], end + 1


def _heading(sheet: Sheet, at: int) -> Taken:
    found = HEADING.match(sheet.text(at))
    if not found:
        return None
    level, text = len(found[1]), found[2]
    if level > LEVELS:
        message = f"写了 {level} 级标题，公文的层次最多四级，请并入上一级。"
        sheet.reading.refuse("正文", message, line=sheet.line(at), clause="GB/T 9704-2012 7.3.3")
    level = min(level, LEVELS)
    if mark_of(text) is None:
        text = sheet.numbering.following(level) + text
    return [_paragraph_of(text, sheet, at)], at + 1


def _picture(sheet: Sheet, at: int) -> Taken:
    found = IMAGE.match(sheet.text(at))
    if not found:
        return None
    line = sheet.line(at)
    width = _width(found["options"] or "", line, sheet.reading)
    data = load_picture(found["name"].strip(), line, sheet.reading)
    if data is None:
        return [], at + 1
    source = sheet.reading.source(line)
    return [Picture(data, found["name"].strip(), width, found["title"], source)], at + 1


def _width(options: str, line: int, reading: Reading) -> float:
    found = WIDTH.match(options.strip())
    if options.strip() and not found:
        reading.refuse("图", f"不认得“{options}”，可以写 宽=80mm。", line=line)
    return float(found[1]) if found else 0


def _table(sheet: Sheet, at: int) -> Taken:
    start = at
    while start - at < 2 and (TITLE.match(sheet.text(start)) or UNIT.match(sheet.text(start))):
        start = _next_text(sheet, start + 1)
    if not is_table(sheet.text(start), sheet.text(start + 1)):
        return None
    said = [sheet.text(one) for one in range(at, start) if sheet.text(one)]
    caption = read_caption(said, sheet.line(at), sheet.reading) if said else Caption()
    end = start + 2
    while "|" in sheet.text(end):
        end += 1
    rows = [sheet.text(one) for one in range(start, end)]
    return [read_table(rows, caption, sheet.line(start), sheet.reading)], end


def _next_text(sheet: Sheet, at: int) -> int:
    """跳过至多一个空行。"""
    return at if sheet.text(at) else at + 1


def _paragraph(sheet: Sheet, at: int) -> Taken:
    return [_paragraph_of(sheet.text(at), sheet, at)], at + 1


def _paragraph_of(text: str, sheet: Sheet, at: int) -> Paragraph:
    ending = next((one for one in ALIGNS if text.endswith(one) and text != one), "")
    align = ALIGNS.get(ending, "")
    runs = runs_of(text.removesuffix(ending).rstrip())
    whole = "".join(run.text for run in runs)
    source = sheet.reading.source(sheet.line(at))
    mark = None if align else mark_of(whole)
    if mark is None:
        return Paragraph(runs, align=align, source=source)
    sheet.numbering.typed(mark.level, mark.number)
    return Paragraph(runs, mark.level, lead_of(whole), source=source)


READERS: tuple[Callable[[Sheet, int], Taken], ...] = (
    _nothing, _page_break, _formula, _heading, _picture, _table, _paragraph,
)  # fmt: skip
