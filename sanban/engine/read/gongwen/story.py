"""从正文里依次读出段落、表和图，每段带着样式代号；改过的字按看得见的读。"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sanban.engine.gongwen.blocks import SUB, SUPER, Cell, Run, Table
from sanban.engine.read.docx_styles import W
from sanban.engine.read.gongwen.parts import Parts
from sanban.engine.read.gongwen.tables import read_table
from sanban.engine.render.docx.pictures import NATURAL

SIGNS = {W + "tab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-", W + "ptab": "\t"}
UNSEEN = frozenset(
    W + name
    for name in (
        "pPr", "rPr", "sdtPr", "del", "moveFrom", "instrText", "delText", "txbxContent",
    )
)  # fmt: skip
NEW_PAGE = "\f"  # XML 里不会有这个字符，借来记人手分页
BREAKS = {"page": NEW_PAGE, "column": ""}
SCRIPTS = {"subscript": SUB, "superscript": SUPER}
ALIGNS = {"center": "center", "right": "right", "end": "right"}
FIRST_LINE = ("firstLineChars", "firstLine", "hangingChars", "hanging")
OFF = ("0", "false", "off", "none")
BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
NAMED = "{http://schemas.openxmlformats.org/drawingml/2006/picture}cNvPr"
# 这些样式的段落在表里，表只是为了摆位置，不是正文的表
PLACED = frozenset(
    ("issuer_mark", "issuer_signature", "issue_date", "post", "signer_name", "cc_main",
     "cc_recipient", "print_line", "doc_number", "doc_number_up", "signer_label")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Styled:
    """一段里样子相同的一截：`code` 是文字样式的代号。"""

    text: str
    code: str = ""
    strong: bool = False
    script: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """嵌在段落里的一幅图：字节、名字、宽（EMU）；`is_natural` 是画的时候没有指定宽。"""

    data: bytes
    name: str
    wide: int
    is_natural: bool


@dataclass(frozen=True, slots=True)
class Line:
    """读出的一段。`breaks` 是另起一面；`number` 是自动编号的字，已并进文字里。"""

    code: str
    runs: tuple[Styled, ...]
    align: str = ""
    breaks: bool = False
    pictures: tuple[Drawn, ...] = ()

    @property
    def text(self) -> str:
        """整段的字。"""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Grid:
    """读出的一张表。"""

    table: Table


Item = Line | Grid


def read_story(parts: Parts, root: Any) -> list[Item]:
    """一个容器里的全部，按次序；横排的节里的表标成横排。"""
    items: list[Item] = []
    section: list[Item] = []
    for node in _blocks(root):
        properties = node if node.tag == W + "sectPr" else node.find(f"{W}pPr/{W}sectPr")
        if node.tag != W + "sectPr":
            section.extend(_items(node, parts))
        if properties is not None:
            items.extend(_turned(section, properties))
            section = []
    return items + section


def _blocks(root: Any) -> Iterator[Any]:
    """段落、表和节；隔着内容控件、接受了的修订的也算。"""
    for node in root:
        if node.tag in (W + "p", W + "tbl", W + "sectPr"):
            yield node
        elif isinstance(node.tag, str) and node.tag not in UNSEEN:
            yield from _blocks(node)


def _turned(section: list[Item], properties: Any) -> Iterator[Item]:
    page = properties.find(W + "pgSz")
    if page is None or page.get(W + "orient") != "landscape":
        yield from section
        return
    for item in section:
        yield Grid(replace(item.table, landscape=True)) if isinstance(item, Grid) else item


def _items(node: Any, parts: Parts) -> Iterator[Item]:
    if node.tag == W + "p":
        yield from _lines(node, parts)
    elif any(_code(each, parts) in PLACED for each in node.iter(W + "p")):
        for each in node.iter(W + "p"):
            yield from _lines(each, parts)
    else:
        yield Grid(read_table(node, lambda cell: _cell(cell, parts)))


def _cell(node: Any, parts: Parts) -> Cell:
    lines = [_line(each, parts) for each in node.iter(W + "p")]
    align = node.find(f"{W}p/{W}pPr/{W}jc")
    given = "" if align is None else align.get(W + "val", "")
    return Cell(
        "\n".join(line.text.replace(NEW_PAGE, "") for line in lines),
        align={"left": "left", **ALIGNS}.get(given, ""),
    )


def _lines(node: Any, parts: Parts) -> Iterator[Line]:
    """一段；中间有人手分页的，从那里断成两段。"""
    whole = _line(node, parts)
    pages = list(_pages(whole.runs))
    first = replace(whole, runs=pages[0])
    if len(pages) == 1 or not _is_empty(first):
        yield first
    for runs in pages[1:]:
        line = replace(whole, runs=runs, pictures=(), breaks=True)
        yield replace(line, code="gap") if _is_empty(line) else line


def _pages(runs: tuple[Styled, ...]) -> Iterator[tuple[Styled, ...]]:
    """按人手分页符拆开。"""
    page: list[Styled] = []
    for run in runs:
        first, *rest = run.text.split(NEW_PAGE)
        page.append(replace(run, text=first))
        for text in rest:
            yield tuple(each for each in page if each.text)
            page = [replace(run, text=text)]
    yield tuple(each for each in page if each.text)


def _is_empty(line: Line) -> bool:
    return not line.text and not line.pictures


def _line(node: Any, parts: Parts) -> Line:
    properties = node.find(W + "pPr")
    runs = [run for child in node for run in _runs(child, parts)]
    number = _number(properties, parts)
    return Line(
        _code(node, parts),
        tuple(_merged([Styled(number), *runs] if number else runs)),
        _align(properties),
        properties is not None and _is_on(properties.find(W + "pageBreakBefore")),
        tuple(_pictures(node, parts)),
    )


def _number(properties: Any, parts: Parts) -> str:
    given = None if properties is None else properties.find(W + "numPr")
    if given is None:
        return ""
    number, depth = given.find(W + "numId"), given.find(W + "ilvl")
    level = "0" if depth is None else depth.get(W + "val", "0")
    key = None if number is None else number.get(W + "val")
    return parts.numbering.next(key, int(level) if level.isdecimal() else 0)


def _code(node: Any, parts: Parts) -> str:
    style = node.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else parts.codes.get(style.get(W + "val", ""), "")


def _align(properties: Any) -> str:
    """直接写在段落上的对齐；首行不缩进而没写对齐的是顶格。"""
    if properties is None:
        return ""
    given, indent = properties.find(W + "jc"), properties.find(W + "ind")
    align = "" if given is None else ALIGNS.get(given.get(W + "val", ""), "")
    if align or indent is None:
        return align
    given_indents = {indent.get(W + name) for name in FIRST_LINE} - {None}
    return "left" if given_indents == {"0"} else ""


def _runs(node: Any, parts: Parts) -> Iterator[Styled]:
    if node.tag in UNSEEN or not isinstance(node.tag, str):
        return
    if node.tag != W + "r":
        for child in node:
            yield from _runs(child, parts)
        return
    text = "".join(_text(child) for child in node if child.tag not in UNSEEN)
    if text:
        yield _look(node.find(W + "rPr"), text, parts)


def _text(node: Any) -> str:
    if node.tag == W + "t":
        return node.text or ""
    if node.tag == W + "br":
        return BREAKS.get(node.get(W + "type", ""), "\n")
    return SIGNS.get(node.tag, "")


def _look(properties: Any, text: str, parts: Parts) -> Styled:
    if properties is None:
        return Styled(text)
    style, script = properties.find(W + "rStyle"), properties.find(W + "vertAlign")
    return Styled(
        text,
        "" if style is None else parts.codes.get(style.get(W + "val", ""), ""),
        _is_on(properties.find(W + "b")),
        "" if script is None else SCRIPTS.get(script.get(W + "val", ""), ""),
    )


def _is_on(node: Any) -> bool:
    return node is not None and node.get(W + "val", "1") not in OFF


def _merged(runs: list[Styled]) -> Iterator[Styled]:
    """样子相同的相邻几截并成一截：Word 会随手把一段拆碎。"""
    last: Styled | None = None
    for run in runs:
        if last is not None and replace(last, text=run.text) == run:
            last = replace(last, text=last.text + run.text)
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last


def _pictures(node: Any, parts: Parts) -> Iterator[Drawn]:
    for blip in node.iter(BLIP):
        holder = next(blip.iterancestors(W + "drawing"), None)
        data = parts.data(blip.get(EMBED, ""))
        if holder is not None and data:
            extent, name = next(holder.iter(EXTENT), None), next(holder.iter(NAMED), None)
            wide = "0" if extent is None else extent.get("cx", "0")
            told = {} if name is None else name.attrib
            is_natural = told.get("descr") == NATURAL
            yield Drawn(data, told.get("name", ""), int(wide), is_natural)


def to_runs(line: Line) -> tuple[Run, ...]:
    """段落的文字，去掉文字样式，只留意思。"""
    plain = [replace(run, code="") for run in line.runs]
    return tuple(Run(run.text, run.strong, run.script) for run in _merged(plain))
