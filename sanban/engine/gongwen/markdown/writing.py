"""把正文和附件写回打字的样子：`body.read_body` 读回来，块一个不差。

表里合并的格、强调、上下标都写得回；图写成 `![题名](文件名)`，文件名由 `pictures_of` 定。
"""

from collections.abc import Iterator, Sequence

from sanban.engine.gongwen.blocks import (
    SUB,
    SUPER,
    Block,
    Formula,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Table,
)
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import Attachment, Body
from sanban.engine.gongwen.markdown.tables import ABOVE, BEFORE

PNG = b"\x89PNG"
ALIGNS = {"center": "{居中}", "right": "{居右}", "left": "{顶格}", "": ""}
RULES = {"center": ":-:", "right": "-:", "left": ":-", "": "---"}
SCRIPTS = {SUB: "~", SUPER: "^", "": ""}
GAP = "\n\n"


def write_body(gongwen: Gongwen) -> str:
    """正文，后面接“# 附件1：题名”引出的各个附件；块与块之间空一行。"""
    names = {id(one): name for name, one in pictures_of(gongwen).items()}
    body = gongwen.first(Body)
    parts = [write_blocks(body.blocks if body else (), names)]
    for one in gongwen.every(Attachment):
        label = f"# 附件{one.number or ''}：{one.title}"
        parts.append(f"{label}{GAP}{write_blocks(one.blocks, names)}")
    return GAP.join(part for part in parts if part)


def pictures_of(gongwen: Gongwen) -> dict[str, Picture]:
    """各幅图在正文里用的文件名：按次序编号，后缀按内容。"""
    holders: Sequence[Body | Attachment] = (*gongwen.every(Body), *gongwen.every(Attachment))
    found = [one for holder in holders for one in holder.blocks if isinstance(one, Picture)]
    return {
        f"图{place}.{'png' if one.data.startswith(PNG) else 'jpg'}": one
        for place, one in enumerate(found, 1)
    }


def write_blocks(blocks: Sequence[Block], names: dict[int, str]) -> str:
    """几个块，中间空一行；`names` 是图的 id → 文件名。"""
    return GAP.join(write_block(one, names) for one in blocks)


def write_block(block: Block, names: dict[int, str]) -> str:
    """一个块。"""
    if isinstance(block, Paragraph):
        return "".join(map(_run, block.runs)) + ALIGNS[block.align]
    if isinstance(block, Table):
        return "\n".join(_table(block))
    if isinstance(block, Picture):
        width = f"{{宽={block.width:g}mm}}" if block.width else ""
        return f"![{block.title}]({names.get(id(block), block.name)}){width}"
    if isinstance(block, Formula):
        return f"$${block.text}$$"
    if isinstance(block, PageBreak):
        return "---"


def _run(run: Run) -> str:
    mark = SCRIPTS[run.script]
    text = f"{mark}{run.text}{mark}"
    return f"**{text}**" if run.strong else text


def _table(table: Table) -> Iterator[str]:
    options = " ".join(_options(table))
    if table.title or options:
        yield f"表：{table.title}" + (f" {{{options}}}" if options else "")
    if table.unit:
        yield table.unit
    grid = _grid(table)
    for place, row in enumerate(grid):
        yield f"| {' | '.join(row)} |"
        if not place:
            yield f"|{'|'.join(_rulers(table))}|"


def _options(table: Table) -> Iterator[str]:
    if table.landscape:
        yield "横排"
    if table.heads != 1:
        yield f"表头={table.heads}"
    if table.widths:
        yield "列宽=" + ":".join(f"{one:g}" for one in table.widths)


def _rulers(table: Table) -> list[str]:
    """各列的对齐：看表头下面第一行没有合并的格。"""
    rows = (row for row in table.rows[1:] if len(row) == table.columns)
    first = next(rows, ())
    return [RULES[cell.align] for cell in first] or ["---"] * table.columns


def _grid(table: Table) -> list[list[str]]:
    """摊平的格子：被合并盖住的写 `^^`、`<<`。"""
    grid: list[list[str | None]] = [[None] * table.columns for _ in table.rows]
    for top, row in enumerate(table.rows):
        free = (at for at, text in enumerate(grid[top]) if text is None)
        for cell in row:
            left = next(free, None)
            if left is None:
                break
            for down in range(min(cell.rows, len(grid) - top)):
                for right in range(min(cell.columns, table.columns - left)):
                    grid[top + down][left + right] = BEFORE if right else ABOVE if down else None
            grid[top][left] = cell.text.replace("|", "\\|").replace("\n", " ") or " "
    return [[text or " " for text in row] for row in grid]
