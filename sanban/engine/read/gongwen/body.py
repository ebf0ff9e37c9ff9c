"""正文和附件：段落归成块，附件从“附件”字样那一段起。"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from sanban.engine.gongwen.blocks import Block, Formula, PageBreak, Paragraph, Picture, Run
from sanban.engine.gongwen.elements import Attachment, Body
from sanban.engine.gongwen.styles import MEASURES
from sanban.engine.read.gongwen.story import Drawn, Grid, Item, Line, to_runs
from sanban.engine.render.docx.markup import emu
from sanban.engine.render.docx.names import inline
from sanban.engine.render.docx.pictures import picture_size
from sanban.engine.render.ink import EMU_PER_MM

LABEL = re.compile(r"附件(\d{0,4})")
LEADS = {inline(f"heading{level}"): level for level in range(1, 5)}
HEADINGS = {f"heading{level}": level for level in range(1, 5)}
# 除这些以外的样式都是要素，不是正文的块
BLOCK_CODES = frozenset(
    ("", "body", "formula", "picture", "caption", "table_title", "unit", "table", "table_head",
     "number_cell", "gap", *HEADINGS)
)  # fmt: skip
QUIET = ("", "gap", "picture", "unit", "table_title", "caption", "rule")
DIGITS = 4


@dataclass
class _Stack:
    """正在收的一串块；表题、单位先记着，等表来。"""

    blocks: list[Block] = field(default_factory=list)
    heading: dict[str, str] = field(default_factory=dict)

    def settle(self) -> None:
        """记着的表题没有等到表，就是普通一段。"""
        texts, self.heading = [text for text in self.heading.values() if text], {}
        self.blocks.extend(Paragraph((Run(text),)) for text in texts)


def read_body(items: Iterable[Item]) -> Iterator[Body | Attachment]:
    """正文和各个附件。"""
    parts: list[tuple[str, list[Line], _Stack]] = [("", [], _Stack())]
    for item in items:
        if isinstance(item, Line) and item.code == "attachment_label" and item.text.strip():
            parts.append((item.text.strip(), [], _Stack()))
        elif isinstance(item, Line) and item.code == "attachment_title" and len(parts) > 1:
            parts[-1][1].append(item)
        elif isinstance(item, Grid) or item.code in BLOCK_CODES:
            _take(item, parts[-1][2])
    for label, titles, stack in parts:
        stack.settle()
        blocks = tuple(stack.blocks)
        if label:
            title = "".join(line.text.replace("\n", "") for line in titles)
            yield Attachment(title, blocks, _label_number(label))
        elif blocks:
            yield Body(blocks)


def _label_number(label: str) -> int:
    found = LABEL.match(label)
    return int(found[1] or 0) if found else 0


def _take(item: Item, stack: _Stack) -> None:
    if isinstance(item, Grid):
        heading, stack.heading = stack.heading, {}
        stack.blocks.append(
            replace(item.table, title=heading.get("table_title", ""), unit=heading.get("unit", ""))
        )
        return
    if item.breaks:
        stack.settle()
        stack.blocks.append(PageBreak())
    if item.code in ("table_title", "unit"):
        stack.heading[item.code] = item.text
    elif item.code == "caption" and stack.blocks and isinstance(stack.blocks[-1], Picture):
        stack.blocks[-1] = replace(stack.blocks[-1], title=item.text)
    elif item.text.strip() or item.pictures or item.code not in QUIET:
        stack.settle()
        stack.blocks.extend(_blocks(item))


def _blocks(line: Line) -> Iterator[Block]:
    if line.code == "formula":
        yield Formula(line.text)
        return
    if line.text or not line.pictures:
        yield _paragraph(line)
    for drawn in line.pictures:
        yield Picture(drawn.data, drawn.name, _width(drawn))


def _paragraph(line: Line) -> Paragraph:
    runs = to_runs(line)
    if line.code in HEADINGS:
        return Paragraph(runs, HEADINGS[line.code], align=line.align)
    lead = 0
    level = LEADS.get(line.runs[0].code, 0) if line.runs else 0
    for run in line.runs:
        if not level or LEADS.get(run.code, 0) != level:
            break
        lead += len(run.text)
    return Paragraph(runs, level, lead, line.align)


def _width(drawn: Drawn) -> float:
    """图的宽，毫米；没有指定过宽、也没有人拖动过的是 0。"""
    _, natural, _ = picture_size(drawn.data)
    limit = emu(MEASURES["text_width"].mm)
    if drawn.is_natural and drawn.wide == min(natural, limit):
        return 0
    return round(drawn.wide / EMU_PER_MM, DIGITS)
