"""版面：把带坐标的字拼成行，把行接成段。"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from statistics import median

from sanban.engine.read.guards import too_long
from sanban.engine.read.physical import BODY, FOOTER, MOST_LETTERS, Look, Paragraph

MM_PER_PT = 25.4 / 72
# 字框从基线往上、往下多少，单位字高
ASCENT, DESCENT = 0.88, 0.12
# 比这大的是标题、红头，一行一个意思
LARGE = 18
RED, OTHER = 160, 90
# 三色都不比这大，就是黑的
DARK = 0x40
# 斜出直角不到这么多度的，算正着
SLANT = 10
A_SERIES = 2**0.5
# 附件另起一面，从不接着上一段
LABEL = re.compile(r"附\s?件\s?\d{0,2}[:：]?")
STOPS = ("。", "！", "？", "：", "；", ":")


@dataclass(frozen=True, slots=True)
class Glyph:
    """一个字：左右上下（毫米，从纸的左上角起）、字号（磅）、是否红、是否粗、字体。

    `turn` 是字的方向：0 横着读，90 从下往上读（纸向右转一下就正了），180、270 类推；
    `colour` 是颜色，六位十六进制，黑的为空。
    """

    char: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    red: bool = False
    bold: bool = False
    font: str = ""
    turn: int = 0
    colour: str = ""

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
    footer: bool = False
    turned: bool = False
    glyphs: tuple[Glyph, ...] = ()


Pages = Iterable[tuple[float, list[Glyph]]]
"""各页：纸宽（毫米）和字。"""


def gathered(pages: Iterable[tuple[float, list[Glyph]]]) -> list[tuple[float, list[Glyph]]]:
    """各页收在一起；字多得不像公文的，不等收完就抛 `Unreadable`。"""
    kept: list[tuple[float, list[Glyph]]] = []
    letters = 0
    for page in pages:
        letters += len(page[1])
        if letters > MOST_LETTERS:
            raise too_long()
        kept.append(page)
    return kept


def paragraphs(pages: Pages) -> Iterator[Paragraph]:
    """逐页拼成段落；跨页的同一段接起来。"""
    return (paragraph_of(rows) for rows in row_groups(pages))


def row_groups(pages: Pages) -> Iterator[list[Row]]:
    """各段的各行。"""
    laid = [(width, _lines(glyphs, width)) for width, glyphs in pages]
    room = _room(laid)
    held: list[Row] = []
    rows = chain.from_iterable(_page(page[1], n, room) for n, page in enumerate(laid, 1))
    for row in rows:
        if row.footer:
            yield [row]
        elif held and _continues(held, row, room):
            held.append(row)
        else:
            if held:
                yield held
            held = [row]
    if held:
        yield held


def _room(laid: list[tuple[float, list[list[Glyph]]]]) -> tuple[float, float]:
    """版心的左右边：全部页里最靠左、最靠右的字；字少时按左右对称估。"""
    upright = (line for _, page in laid for line in page if not line[0].turn)
    lines = [line for line in upright if not _is_number(line)]
    if not lines:
        return 0.0, 210.0
    left = min(line[0].left for line in lines)
    width = max(width for width, _ in laid)
    return left, max(width - left - 4, *(line[-1].right for line in lines))


def _is_number(line: list[Glyph]) -> bool:
    """短短一行，像页码：页码在版心之外，不作数。"""
    return len(line) < 8 and _page_number("".join(glyph.char for glyph in line))


def _page(lines: list[list[Glyph]], page: int, room: tuple[float, float]) -> Iterator[Row]:
    for place, line in enumerate(lines):
        row = _row(line, page, room)
        edge = len(lines) > 1 and place in {0, len(lines) - 1}
        # 首页左上角光是数字的，是份号
        edge = edge and not (place == 0 and page == 1 and row.text.isdigit())
        yield replace(row, footer=True) if edge and _page_number(row.text) else row


def tint(red: int, green: int, blue: int) -> str:
    """颜色写成六位十六进制；黑的为空。"""
    return "" if max(red, green, blue) <= DARK else f"{red:02X}{green:02X}{blue:02X}"


def is_red(red: int, green: int, blue: int) -> bool:
    """是不是公文用的红。"""
    return red >= RED and green <= OTHER and blue <= OTHER


def quarter(angle: float) -> int:
    """一个角度最近的直角：0、90、180、270；斜着的算 0。"""
    near = round(angle / 90) * 90
    return near % 360 if abs(angle - near) < SLANT else 0


def _lines(glyphs: list[Glyph], width: float) -> list[list[Glyph]]:
    """一页的行；横排的表转了方向，转正了另外分行，字多的在前。"""
    turns = Counter(glyph.turn for glyph in glyphs)
    return [
        sorted(band, key=lambda glyph: glyph.left)
        for turn, _ in turns.most_common()
        for band in _bands([_righted(glyph, width) for glyph in glyphs if glyph.turn == turn])
    ]


def _righted(glyph: Glyph, width: float) -> Glyph:
    """把转了方向的字放正：位置从转正以后的左上角量起。"""
    if not glyph.turn:
        return glyph
    height = width * A_SERIES
    across, down = (glyph.left, glyph.right), (glyph.top, glyph.bottom)
    back = {
        90: ((height - down[1], height - down[0]), across),
        180: ((width - across[1], width - across[0]), (height - down[1], height - down[0])),
        270: (down, (width - across[1], width - across[0])),
    }
    (left, right), (top, bottom) = back[glyph.turn]
    return replace(glyph, left=left, right=right, top=top, bottom=bottom)


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
    bottom = max(glyph.bottom for glyph in line)
    return Row(
        text, left, right, top, bottom, look, page,
        turned=bool(line[0].turn), glyphs=tuple(line),
    )  # fmt: skip


def _spaced(line: list[Glyph], em: float) -> Iterator[str]:
    """隔开的字之间补空白：宽的补制表符，一个字宽的补全角空格，字母数字之间补空格。"""
    before: Glyph | None = None
    for glyph in line:
        gap = glyph.left - before.right if before else 0.0
        if gap > em * 1.8:
            yield "\t"
        elif gap > em * 0.8:
            yield "　"
        elif before and gap > em * 0.2 and (glyph.char + before.char).isascii():
            yield " "
        yield glyph.char
        before = glyph


def _align(left: float, right: float, em: float) -> str:
    middle = abs(left - right) < em * 1.2
    if middle and (left > em * 0.6 or em > LARGE * MM_PER_PT):
        return "center"
    if left > em * 6 and left > right * 1.5:
        return "right"
    return "left"


def _continues(held: list[Row], row: Row, room: tuple[float, float]) -> bool:
    """上一行写满到右边、这一行从左边起、字号行距相同，就是同一段；横排的表一行一段。"""
    last = held[-1]
    if last.turned or row.turned or LABEL.fullmatch(row.text):
        return False
    em = (row.look.size or 10) * MM_PER_PT
    flush = row.left < room[0] + em * 0.6
    alike = last.look.size == row.look.size and last.look.red == row.look.red
    near = row.page != last.page or row.top - last.bottom < em * 1.8
    return flush and alike and near and "\t" not in last.text and _full(last, room, em)


def _full(row: Row, room: tuple[float, float], em: float) -> bool:
    """写满了没有：有的软件遇数字、标点提前折行，话没说完的放宽到四个字。"""
    indent, gap = (row.left - room[0]) / em, (room[1] - row.right) / em
    if indent > 2.5:
        return False
    if (row.look.size or 0) > LARGE:
        return gap < 0.9
    body = indent < 0.6 or indent > 1.6
    return gap < 1.6 or (body and gap < 4 and not row.text.endswith(STOPS))


def _page_number(text: str) -> bool:
    digits = text.strip("-—–─－_ 第页\t")
    return len(digits) < 5 and digits.isdigit()


def _words_meet(before: str, after: str) -> bool:
    """折行处两边都是外文字母才补空格；数字可能是被折断的一个数。"""
    pair = before[-1:] + after[:1]
    return len(pair) == 2 and pair.isascii() and pair.isalpha()


def paragraph_of(rows: list[Row]) -> Paragraph:
    """几行拼成的一段，还没有位置。"""
    text = rows[0].text
    for row in rows[1:]:
        text += " " * _words_meet(text, row.text) + row.text
    first = rows[0]
    # 缩进两字、右边又恰好空两字的正文，看着像居中
    body = len(rows) > 1 or text.endswith(STOPS)
    return Paragraph(
        text,
        replace(first.look, align="left") if body else first.look,
        FOOTER if first.footer else BODY,
        page=first.page,
        left=round(first.left, 1),
        top=round(first.top, 1),
    )
