"""正文和附件里的表、图、长词：排不排得下（第 8 章、5.2）。"""

import re
from collections.abc import Iterator

from sanban.engine.gongwen.blocks import Cell, Paragraph, Picture, Table
from sanban.engine.gongwen.checks.common import blocks_of, clause, line_of
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.markdown.pictures import natural_width, picture_problem
from sanban.engine.gongwen.office_rules import Rules
from sanban.engine.gongwen.problems import WARN, Problem
from sanban.engine.gongwen.profiles import POINT
from sanban.engine.gongwen.styles import CHARS

LEAST_COLUMN = 2.5  # 一栏至少放得下两个字和两边的空
WORD = re.compile(rf"[!-~]{{{CHARS * 2 + 1},}}")


def tables(gongwen: Gongwen, rules: Rules) -> Iterator[Problem]:
    """表的格子齐不齐，栏数排不排得下。"""
    for _, block in blocks_of(gongwen):
        if isinstance(block, Table):
            yield from _table(block, rules)


def pictures(gongwen: Gongwen, rules: Rules) -> Iterator[Problem]:
    """图打不打得开，宽不宽过版心。"""
    widest = rules.mm("text_width")
    for _, block in blocks_of(gongwen):
        if not isinstance(block, Picture):
            continue
        wrong = picture_problem(block.data)
        if wrong:
            yield Problem("图", f"{block.name or '图'} {wrong}", line_of(block))
            continue
        width = block.width or natural_width(block.data)
        if width > widest:
            message = f"图宽 {width:.0f} 毫米，宽过版心，缩到 {widest:g} 毫米。"
            yield Problem("图", message, line_of(block), clause("5.2.1"), WARN)


def long_words(gongwen: Gongwen, rules: Rules) -> Iterator[Problem]:
    """一行放不下的西文长词。"""
    for name, block in blocks_of(gongwen):
        found = WORD.search(block.text) if isinstance(block, Paragraph) else None
        if found:
            message = f"有一个 {len(found[0])} 个字符的长词，一行排不下，请拆开。"
            yield Problem(name, message, line_of(block), clause("5.2.3"), WARN)


def _table(table: Table, rules: Rules) -> Iterator[Problem]:
    line = line_of(table)
    if not table.rows or not table.columns:
        yield Problem("表", "表是空的。", line)
        return
    if not _whole(table):
        yield Problem("表", "各行的格数对不上，或者合并的格子拼不成一张表。", line)
    if table.widths and (len(table.widths) != table.columns or min(table.widths) <= 0):
        message = f"列宽写了 {len(table.widths)} 个，表有 {table.columns} 栏。"
        yield Problem("表", message, line)
    if not 0 <= table.heads < len(table.rows):
        yield Problem("表", f"表头 {table.heads} 行，表一共 {len(table.rows)} 行。", line)
    if any(top + cell.rows > table.heads for top, cell in _heads(table)):
        yield Problem("表", "表头的格子不能和下面的数据合并，请改在表头或数据里合并。", line)
    yield from _too_wide(table, rules, line)


def _heads(table: Table) -> Iterator[tuple[int, Cell]]:
    for top, row in enumerate(table.rows[: table.heads]):
        yield from ((top, cell) for cell in row)


def _too_wide(table: Table, rules: Rules, line: int) -> Iterator[Problem]:
    upright, across = (
        int(rules.mm(side) / (LEAST_COLUMN * rules.styles["table"].pt * POINT))
        for side in ("text_width", "text_height")
    )
    most = across if table.landscape else upright
    if table.columns > most:
        way = "请拆成两张表" if table.columns > across else "请在“表：”行写 {横排}"
        message = f"表有 {table.columns} 栏，这样最多排 {most} 栏，{way}。"
        yield Problem("表", message, line, clause("第 8 章"))


def _whole(table: Table) -> bool:
    """各格按占的行列摆下去，正好铺满，不重不漏。"""
    taken: set[tuple[int, int]] = set()
    for top, row in enumerate(table.rows):
        left = 0
        for cell in row:
            while (top, left) in taken:
                left += 1
            spots = {
                (top + down, left + right)
                for down in range(cell.rows)
                for right in range(cell.columns)
            }
            if not spots or spots & taken:
                return False
            taken |= spots
    return len(taken) == len(table.rows) * table.columns and all(
        top < len(table.rows) and left < table.columns for top, left in taken
    )
