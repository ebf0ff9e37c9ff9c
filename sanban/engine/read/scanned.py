"""读扫描件和图片：先在单独的、限量的进程里识读，再照版式文件拼成行和段。"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from sanban.engine.read.errors import Unreadable
from sanban.engine.read.layout import Glyph, Row, paragraph_of, row_groups
from sanban.engine.read.physical import Letter, Paragraph, Reading
from sanban.engine.scan.page import ScannedLine, ScannedPage
from sanban.engine.scan.scanner import Scan, ScanFailed, open_scan

SIZES = (9, 10.5, 12, 14, 16, 18, 22, 26, 36, 42, 48, 54, 60, 72)
"""常用的字号，磅；识读估的差一点，归到最近的。"""
NEAR = 0.08
"""与正文字号差不到这么多的，当作正文的字号。"""
SHOWN = 10
HEAD = 0.3
"""密级标志在纸的上面几成里。"""
MOST_PAGES = 300
"""全读的，至多读这么多页。"""
MORE = 12
"""头尾不够的，再往下至多读几页。"""
FOOT = 0.85
PAGE_NUMBER = re.compile(r"[-—–一_.·\s]{0,3}\d{1,4}[-—–一_.·\s]{0,3}")
WIDE = dict(zip("(),:;?!", "（），：；？！", strict=True))
FIRST_WIDE = "\u2e80"
Sheet = tuple[float, list[Glyph]]
Enough = Callable[[Reading], bool]


def read(data: bytes) -> Reading:
    """图片没有文字层，先只说要识读；识读慢，要等人叫 `read_pages`。"""
    return Reading((), needs_ocr=True)


def read_pages(data: bytes, *, enough: Enough | None = None) -> Reading:
    """识读；给了 `enough` 的，先读头尾几页，它说够了就不再往下读；读不成抛 `Unreadable`。"""
    with _opened(data) as scan:
        pages: dict[int, ScannedPage] = {}
        for number in _numbers(scan.pages, all_of_them=enough is None):
            if enough and len(pages) >= len(_ends(scan.pages)) and enough(_reading(pages, scan)):
                break
            pages[number] = scan.page(number)
        return _reading(pages, scan)


def read_heads(data: bytes, numbers: Iterable[int]) -> tuple[Paragraph, ...]:
    """只认这几页的页首，为找密级标志；读不成抛 `Unreadable`。"""
    with _opened(data) as scan:
        asked = [number for number in numbers if number <= scan.pages][:MOST_PAGES]
        return tuple(_paragraphs([scan.page(number, share=HEAD) for number in asked]))


@contextmanager
def _opened(data: bytes) -> Iterator[Scan]:
    try:
        with open_scan(data) as scan:
            yield scan
    except ScanFailed as failed:
        raise Unreadable(failed.message, code=failed.code) from failed


def _numbers(count: int, *, all_of_them: bool) -> list[int]:
    """先后读哪几页：全读的从头到尾；不全读的，头一页、末两页，再从第二页往后。"""
    if all_of_them:
        return list(range(1, min(count, MOST_PAGES) + 1))
    ends = _ends(count)
    return [*ends, *(number for number in range(2, count - 1))][: len(ends) + MORE]


def _ends(count: int) -> list[int]:
    return sorted({1, max(1, count - 1), count})


def _reading(pages: dict[int, ScannedPage], scan: Scan) -> Reading:
    read_so_far = [pages[number] for number in sorted(pages)]
    found = tuple(_paragraphs(read_so_far))
    notes = tuple(_notes(read_so_far, scan.pages))
    return Reading(found, pages=scan.pages, needs_ocr=not found, notes=notes)


def _notes(pages: list[ScannedPage], count: int) -> Iterator[str]:
    if len(pages) < count:
        shown = "、".join(str(page.number) for page in pages)
        yield f"扫描件共 {count} 页，只识读了第 {shown} 页。"
    blank = [str(page.number) for page in pages if not page.lines]
    if blank:
        many = "等" if len(blank) > SHOWN else ""
        yield f"第 {'、'.join(blank[:SHOWN])}{many} 页没有识读出字，可能是白纸或照片。"


def _paragraphs(pages: list[ScannedPage]) -> Iterator[Paragraph]:
    """各页的字拼成段；没有识读的页当空页，隔着空页的不接成一段。"""
    body = _body(pages)
    origins: dict[tuple[int, Glyph], Letter] = {}
    sheets: dict[int, Sheet] = {page.number: (page.width, []) for page in pages}
    for page in pages:
        for glyph, letter in _glyphs(page, body):
            sheets[page.number][1].append(glyph)
            origins[page.number, glyph] = letter
    last = max(sheets, default=0)
    laid = [sheets.get(number, (0.0, [])) for number in range(1, last + 1)]
    for rows in (near for group in row_groups(laid) for near in _near(group)):
        yield _with_letters(rows, origins)


def _near(rows: list[Row]) -> Iterator[list[Row]]:
    held = [rows[0]]
    for row in rows[1:]:
        if row.page - held[-1].page > 1:
            yield held
            held = []
        held.append(row)
    yield held


def _with_letters(rows: list[Row], origins: dict[tuple[int, Glyph], Letter]) -> Paragraph:
    """拼成一段，并记下每个字的出处；补上的空白没有出处。"""
    made = paragraph_of(rows)
    found = iter([origins[row.page, glyph] for row in rows for glyph in row.glyphs])
    letters = tuple(None if char.isspace() else next(found) for char in made.text)
    return replace(made, letters=letters)


def _body(pages: list[ScannedPage]) -> float:
    """正文的字号：字最多的那个。"""
    sizes: Counter[float] = Counter()
    for line in (line for page in pages for line in page.lines):
        sizes[_nearest(line.size)] += len(line.chars)
    return sizes.most_common(1)[0][0] if sizes else 16


def _nearest(size: float) -> float:
    return min(SIZES, key=lambda one: abs(one - size) / one)


def _size(line: ScannedLine, body: float) -> float:
    return body if abs(line.size / body - 1) < NEAR else _nearest(line.size)


def _glyphs(page: ScannedPage, body: float) -> Iterator[tuple[Glyph, Letter]]:
    for line in page.lines:
        size = _size(line, body)
        foot = line.top > page.height * FOOT
        for one, char in zip(line.chars, _written(line.text, foot=foot), strict=True):
            left, top, right, bottom = one.left, line.top, one.right, line.bottom
            glyph = Glyph(char, left, right, top, bottom, size, red=line.red)
            yield glyph, Letter(page.number, page.original((left, top, right, bottom)), one.sure)


def _written(text: str, *, foot: bool) -> str:
    """认出的字照公文的写法：挨着汉字的标点用全角，页码两边的是一字线。"""
    if foot and PAGE_NUMBER.fullmatch(text):
        return text.replace("一", "—")
    return "".join(
        WIDE.get(char, char) if _by_chinese(text, place) else char
        for place, char in enumerate(text)
    )


def _by_chinese(text: str, place: int) -> bool:
    """括号看整行有没有汉字；别的标点看挨着的有没有。"""
    near = text if text[place] in "()" else text[max(0, place - 1) : place + 2]
    return any(one > FIRST_WIDE for one in near)
