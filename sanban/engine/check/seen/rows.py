"""一面一面的行：写满的面、行距、字距，和量它们的办法。"""

from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from sanban.engine.check.aspects import HAN
from sanban.engine.check.seen.document import LINE, SeenDocument
from sanban.engine.check.seen.paras import SeenPara
from sanban.engine.gongwen.styles import THREE
from sanban.engine.read.layout import Row

MANY = 14
FLOW = ("body", "heading1", "heading2", "heading3", "heading4")
NEAR_PT = 0.3


def full_pages(document: SeenDocument) -> Iterator[tuple[int, list[Row]]]:
    """正文占满的竖排的面：第几面、各行自上而下。"""
    for number in range(1, len(document.sheets) + 1):
        rows = [
            row for para in document.on(number) if para.code in FLOW and not para.in_attachment
            for row in para.rows if row.page == number and is_body(row)
        ]  # fmt: skip
        rows.sort(key=lambda row: row.top)
        top = min((para.box.top for para in document.on(number)), default=0)
        if len(rows) >= MANY and rows[0].top <= top + LINE / 2:
            yield number, rows


def is_body(row: Row) -> bool:
    """三号字的横行。"""
    return not row.turned and abs((row.look.size or 0) - THREE) <= NEAR_PT


def pitch_of(document: SeenDocument, para: SeenPara) -> float | None:
    """一段里同一面上的行距，毫米；少于三行的不量。"""
    gaps = [
        below.top - above.top for above, below in pairwise(para.rows)
        if above.page == below.page and is_body(above) and is_body(below)
    ]  # fmt: skip
    return median(gaps) if len(gaps) > 1 else None


def advance_of(row: Row) -> float | None:
    """一行里相邻两个汉字隔多远，毫米；汉字少的不量。"""
    steps = [
        after.left - before.left for before, after in pairwise(row.glyphs)
        if HAN.match(before.char) and HAN.match(after.char)
    ]  # fmt: skip
    return median(steps) if len(steps) >= MANY else None
