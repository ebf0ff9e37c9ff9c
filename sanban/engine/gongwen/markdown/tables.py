"""表：竖线写的表（GFM 的写法），上面可以有“表：题名”“单位：万元”两行。

通用的读法会悄悄丢掉多出的格子，这里格数不对就拒绝；`^^` 并入上一格，`<<` 并入左一格。
"""

import re
from dataclasses import dataclass
from itertools import groupby, zip_longest

from sanban.engine.gongwen.blocks import Cell, Table
from sanban.engine.gongwen.markdown.reading import Reading

RULER = re.compile(r"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
TITLE = re.compile(r"^表[：:]\s*(?P<title>[^{}]*?)\s*(?:\{(?P<options>[^{}]*)\})?$")
UNIT = re.compile(r"^(?P<unit>单位[：:]\s*\S.*)$")
OPTION = re.compile(r"^(横排|表头=([0-9])|列宽=([0-9.]+(?:[:：][0-9.]+)*))$")
MOST_COLUMNS = 100
ABOVE, BEFORE = "^^", "<<"
BAR = re.compile(r"(?<!\\)\|")
ALIGNS = {(True, True): "center", (False, True): "right", (True, False): "left"}


@dataclass(frozen=True, slots=True)
class Caption:
    """表上面的说明：题名、单位、几行表头、列宽比例、横排。"""

    title: str = ""
    unit: str = ""
    heads: int = 1
    widths: tuple[float, ...] = ()
    landscape: bool = False


@dataclass(slots=True)
class Slot:
    """一格和它占的行列；被合并盖住的，几格指着同一个。"""

    text: str
    align: str = ""
    columns: int = 1
    rows: int = 1
    drawn: bool = False


def is_table(first: str, second: str) -> bool:
    """这两行是不是一张表的开头。"""
    return "|" in first and "|" in second and bool(RULER.match(second))


def read_table(rows: list[str], caption: Caption, line: int, reading: Reading) -> Table:
    """把几行竖线读成表；`line` 是第一行的行号。"""
    heads, ruler = _split(rows[0]), _split(rows[1])
    if len(heads) > MOST_COLUMNS:
        reading.refuse("表", f"表有 {len(heads)} 栏，不像一张表，请检查竖线。", line=line)
        return Table(())
    aligns = [ALIGNS.get((one[:1] == ":", one[-1:] == ":"), "") for one in ruler]
    grid = [[Slot(text) for text in heads]]
    if len(ruler) != len(heads):
        message = f"第二行有 {len(ruler)} 栏，表头有 {len(heads)} 栏，要一样多。"
        reading.refuse("表", message, line=line + 1)
    for at, row in enumerate(rows[2:], line + 2):
        cells = _split(row)
        if len(cells) > len(heads):
            reading.refuse("表", "这一行的格数比表头多，请补齐表头或删去多的格子。", line=at)
        pairs = zip_longest(cells[: len(heads)], aligns[: len(heads)], fillvalue="")
        grid.append([Slot(text, align) for text, align in pairs])
    return Table(
        _merged(grid), caption.heads, caption.widths,
        caption.title, caption.unit, caption.landscape, reading.source(line),
    )  # fmt: skip


def read_caption(lines: list[str], line: int, reading: Reading) -> Caption:
    """读表上面的一两行说明；不认得的选项记下来。"""
    title, options, unit = "", "", ""
    for text in lines:
        named = TITLE.match(text)
        if named:
            title, options = named["title"], named["options"] or ""
        else:
            unit = (UNIT.match(text) or {"unit": ""})["unit"]
    given = {}
    for word in options.split():
        found = OPTION.match(word)
        if not found:
            choices = "横排、表头=2、列宽=1:4:3"
            reading.refuse("表", f"不认得“{word}”，可以写 {choices}。", line=line)
            continue
        given[word.partition("=")[0]] = found[3] or found[2] or word
    widths = tuple(float(one) for one in re.split("[:：]", given.get("列宽", "")) if _number(one))
    return Caption(title, unit, int(given.get("表头", 1)), widths, "横排" in given)


def _number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal()


def _split(row: str) -> list[str]:
    r"""一行的格子；`\|` 是格子里的竖线。"""
    cells = BAR.split(row.strip())
    edges = slice(not cells[0].strip(), len(cells) - (not cells[-1].strip()))
    return [cell.strip().replace("\\|", "|") for cell in cells[edges]]


def _merged(grid: list[list[Slot]]) -> tuple[tuple[Cell, ...], ...]:
    for top, row in enumerate(grid):
        for left, slot in enumerate(row):
            if slot.text == ABOVE and top:
                row[left] = grid[top - 1][left]
            elif slot.text == BEFORE and left:
                row[left] = row[left - 1]
    spans: dict[int, list[int]] = {}
    for row in grid:
        for place, slots in groupby(row, key=id):
            spans.setdefault(place, []).append(len(list(slots)))
    for slot in (slot for row in grid for slot in row):
        slot.columns, slot.rows = spans[id(slot)][0], len(spans[id(slot)])
    return tuple(tuple(_drawn(row)) for row in grid)


def _drawn(row: list[Slot]) -> list[Cell]:
    found = []
    for slot in row:
        if not slot.drawn:
            slot.drawn = True
            found.append(Cell(slot.text, slot.columns, slot.rows, slot.align))
    return found
