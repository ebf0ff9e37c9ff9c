"""版面：把带坐标的字拼成行，把行接成段。"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

from sanban.engine.read.physical import BODY, FOOTER, Look, Paragraph

MM_PER_PT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Glyph:
    """一个字：左右上下（毫米，从纸的左上角起）、字号（磅）、是否红、是否粗、字体。"""

    char: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    red: bool = False
    bold: bool = False
    font: str = ""

    @property
    def middle(self) -> float:
        """竖直方向的中点。"""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Row:
    """一行字；`align` 由左右空白推得。"""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    look: Look
    page: int


def paragraphs(pages: Iterable[tuple[float, list[Glyph]]]) -> Iterator[Paragraph]:
    """逐页（纸宽毫米、字）拼成段落；跨页的同一段接起来。"""
    held: list[Row] = []
    room = (0.0, 0.0)
    for number, (width, glyphs) in enumerate(pages, 1):
        rows, room = _rows(glyphs, number, width)
        for row in rows:
            if _page_number(row, rows):
                yield _paragraph([row], place=FOOTER)
            elif held and _continues(held, row, room):
                held.append(row)
            else:
                if held:
                    yield _paragraph(held)
                held = [row]
    if held:
        yield _paragraph(held)


def _rows(glyphs: list[Glyph], page: int, width: float) -> tuple[list[Row], tuple[float, float]]:
    lines = [sorted(line, key=lambda glyph: glyph.left) for line in _bands(glyphs)]
    lines = [line for line in lines if line]
    if not lines:
        return [], (0.0, width)
    left = min(line[0].left for line in lines)
    right = max(width - left - 4, *(line[-1].right for line in lines))
    room = (left, right)
    return [_row(line, page, room) for line in lines], room


def _bands(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """竖直方向重叠过半的算一行；字自上而下。"""
    bands: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.middle):
        band = bands[-1] if bands else None
        if band and abs(glyph.middle - band[0].middle) < _height(glyph, band[0]) * 0.5:
            band.append(glyph)
        else:
            bands.append([glyph])
    return bands


def _height(one: Glyph, other: Glyph) -> float:
    return min(one.size, other.size) * MM_PER_PT


def _row(line: list[Glyph], page: int, room: tuple[float, float]) -> Row:
    size = median(glyph.size for glyph in line)
    text = "".join(_spaced(line, size * MM_PER_PT))
    left, right = line[0].left, line[-1].right
    look = Look(
        size=round(size * 2) / 2,
        red=sum(glyph.red for glyph in line) * 2 > len(line),
        bold=sum(glyph.bold for glyph in line) * 2 > len(line),
        font=Counter(glyph.font for glyph in line).most_common(1)[0][0],
        align=_align(left - room[0], room[1] - right, size * MM_PER_PT),
        indent=round((left - room[0]) / (size * MM_PER_PT), 1),
    )
    top = min(glyph.top for glyph in line)
    return Row(text, left, right, top, max(glyph.bottom for glyph in line), look, page)


def _spaced(line: list[Glyph], em: float) -> Iterator[str]:
    """隔开的字之间补空白：宽的补制表符，字母数字之间窄的补空格。"""
    before: Glyph | None = None
    for glyph in line:
        gap = glyph.left - before.right if before else 0.0
        if gap > em * 1.8:
            yield "\t"
        elif before and gap > em * 0.2 and (glyph.char + before.char).isascii():
            yield " "
        yield glyph.char
        before = glyph


def _align(left: float, right: float, em: float) -> str:
    if left > em * 0.6 and abs(left - right) < em * 1.2:
        return "center"
    if left > em * 6 and left > right * 1.5:
        return "right"
    return "left"


def _continues(held: list[Row], row: Row, room: tuple[float, float]) -> bool:
    """上一行写满到右边、这一行从左边起、字号行距相同，就是同一段。"""
    last = held[-1]
    em = (row.look.size or 10) * MM_PER_PT
    full = last.right > room[1] - em * 1.6
    flush = row.left < room[0] + em * 0.6
    alike = last.look.size == row.look.size and last.look.red == row.look.red
    near = row.page != last.page or row.top - last.bottom < em * 1.8
    return full and flush and alike and near and "\t" not in last.text


def _page_number(row: Row, rows: list[Row]) -> bool:
    edge = row is rows[-1] or row is rows[0]
    digits = row.text.strip("-—–─－_ 第页\t")
    return edge and len(rows) > 1 and len(digits) < 5 and digits.isdigit()


def _paragraph(rows: list[Row], place: str = BODY) -> Paragraph:
    text = rows[0].text
    for row in rows[1:]:
        text += " " * (text[-1:].isascii() and row.text[:1].isascii()) + row.text
    first = rows[0]
    return Paragraph(
        text, first.look, place, page=first.page, left=round(first.left, 1), top=round(first.top, 1)
    )
