"""估版面：按每行 28 字、每面 22 行数一遍，算出末面是第几面、还空多少。

DOCX 的版面由 Word 自己排，这里只为两件事估一下：落款会不会单独成页，版记要不要另起双页。
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import singledispatchmethod
from math import ceil

from sanban.engine.gongwen.blocks import Block, Formula, PageBreak, Paragraph, Picture, Table
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import (
    SEALED,
    SIGNATURE,
    Adoption,
    Annotation,
    Attachment,
    AttachmentNote,
    Attendance,
    Body,
    MainRecipients,
    PageNumbers,
    PrintLine,
    SignOff,
    Title,
)
from sanban.engine.gongwen.kinds import LETTER
from sanban.engine.gongwen.notation import COLON
from sanban.engine.gongwen.styles import CHARS, LINES
from sanban.engine.render.docx.blocks import is_turned
from sanban.engine.render.docx.ending import seals_a_row
from sanban.engine.render.docx.markup import cells
from sanban.engine.render.docx.measure import body_above
from sanban.engine.render.docx.pictures import picture_size
from sanban.engine.render.docx.sheet import Sheet, to_mm
from sanban.engine.render.ink import EMU_PER_MM

INDENT, NOTE_LABEL, IMPRINT_LABEL = 2, 5, 3
TITLE_LINE = 1.2  # 标题一行合正文几行
CELL_LINE = 0.75  # 表里一行合正文几行
SEAL_LINES, SEAL_SPREAD = 4, 4.3  # 盖章的落款占几行；几排印章的，一排几行
SIGNATURE_BLOCK = 5
NEAR = 3  # 估得不准，离面底三行以内都算会分开
IMPRINT_CHARS = 29


@dataclass(frozen=True, slots=True)
class Ending:
    """估出的结尾：末面是第几面（从 1 起）、用了几行、是不是横表后的新一面、落款要不要拉住正文。"""

    page: int
    used: float
    fresh: bool
    pulls: bool


class Flow:
    """一行行往下数。"""

    def __init__(self, sheet: Sheet, used: float) -> None:
        self._sheet = sheet
        self._page, self._used = 1, used
        self._body_page = 1
        self._fresh = self._pulls = self._titled = False

    def end(self) -> Ending:
        """数完了在哪里。"""
        return Ending(self._page, self._used, self._fresh, self._pulls)

    def down(self, lines: float, *, before: float = 0, whole: bool = False) -> None:
        """往下 `lines` 行；`before` 是上面的空行，`whole` 为真时不拆在两面。"""
        self._fresh = False
        self._used += before
        if whole and self._used + lines > LINES:
            self.turn()
        while self._used + lines > LINES and lines > 0:
            lines -= max(int(LINES - self._used), 0)
            self.turn()
        self._used += max(lines, 0)

    def turn(self) -> None:
        """另起一面。"""
        self._page, self._used = self._page + 1, 0

    def all(self, blocks: Iterable[Block]) -> None:
        """数一串块。"""
        for block in blocks:
            self.take(block)

    @singledispatchmethod
    def take(self, thing: object) -> None:
        """数一个要素或一块；版头和页码不在这里数。"""

    @take.register
    def _(self, thing: Paragraph) -> None:
        self.down(ceil((INDENT + cells(thing.text)) / CHARS))

    @take.register
    def _(self, thing: Formula) -> None:
        self.down(1)

    @take.register
    def _(self, thing: PageBreak) -> None:
        self.turn()

    @take.register
    def _(self, thing: Picture) -> None:
        _, wide, high = picture_size(thing.data)
        width = min(thing.width or wide / EMU_PER_MM, self._sheet.rules.mm("text_width"))
        self.down(width * high / wide / to_mm(self._sheet.pitch) + bool(thing.title), whole=True)

    @take.register
    def _(self, thing: Table) -> None:
        if thing.landscape and not (self._fresh or self._titled):
            self.turn()
        self._titled = False
        share = CHARS * 4 / 3 / max(thing.columns, 1)
        lines = (max((ceil(cells(c.text) / share) for c in row), default=1) for row in thing.rows)
        self.down(sum(lines) * CELL_LINE + bool(thing.title) + bool(thing.unit) * CELL_LINE)
        if thing.landscape:
            self.turn()
            self._fresh = True

    @take.register
    def _(self, thing: Title) -> None:
        self.down(len(thing.lines(self._sheet.breaks)) * TITLE_LINE, before=2)

    @take.register
    def _(self, thing: Adoption) -> None:
        self.down(ceil(cells(str(thing)) / CHARS))

    @take.register
    def _(self, thing: MainRecipients) -> None:
        if self._sheet.has_recipients:
            self.down(ceil(cells(str(thing)) / CHARS), before=1)

    @take.register
    def _(self, thing: Body) -> None:
        sheet = self._sheet
        above = body_above(sheet.gongwen, sheet.rules, has_recipients=sheet.has_recipients)
        self.down(0, before=above / sheet.pitch)
        self.all(thing.blocks)
        self._body_page = self._page

    @take.register
    def _(self, thing: AttachmentNote) -> None:
        room = CHARS - INDENT - NOTE_LABEL
        self.down(sum(ceil(cells(name) / room) for name in thing.names), before=1, whole=True)

    @take.register
    def _(self, thing: SignOff) -> None:
        lines = _sign_off_lines(thing, self._sheet)
        self.down(lines, whole=True)
        self._pulls = self._page > self._body_page or self._used + NEAR > LINES

    @take.register
    def _(self, thing: Annotation) -> None:
        self.down(ceil((INDENT + cells(str(thing))) / CHARS))

    @take.register
    def _(self, thing: Attendance) -> None:
        rows = (
            (cells(names), CHARS - INDENT - cells(label + COLON)) for label, names in thing.rows
        )
        self.down(sum(ceil(wide / max(room, 1)) for wide, room in rows), before=1)

    @take.register
    def _(self, thing: Attachment) -> None:
        if not self._fresh:
            self.turn()
        self.down(1)
        lines = len(self._sheet.title_lines(thing.title))
        self.down(lines * TITLE_LINE + 1, before=1)
        self._titled = bool(thing.blocks) and is_turned(thing.blocks[0])
        self.all(thing.blocks)


def _sign_off_lines(sign: SignOff, sheet: Sheet) -> float:
    count = len(sign.organs)
    if sign.style == SIGNATURE:
        return SIGNATURE_BLOCK + 2 * max(count - 1, 0)
    if sign.style == SEALED and count:
        rows = ceil(count / seals_a_row(sign, sheet))
        return SEAL_LINES if count == 1 else SEAL_SPREAD * rows
    return count + 2


def estimate(sheet: Sheet, head: int) -> Ending:
    """整份公文排到哪里；`head` 是版头占的高（1/20 磅）。"""
    flow = Flow(sheet, head / sheet.pitch)
    for element in sheet.gongwen.elements:
        flow.take(element)
    return flow.end()


def hides_body(sheet: Sheet, head: int) -> bool:
    """首页排不下正文（7.3.3）。"""
    flow = Flow(sheet, head / sheet.pitch)
    for element in sheet.gongwen.elements:
        if isinstance(element, Title | Adoption | MainRecipients):
            flow.take(element)
    ending = flow.end()
    return ending.page > 1 or ending.used + 1 > LINES


def _imprint_lines(sheet: Sheet) -> int:
    """版记占几行。"""
    copies = sheet.copies
    texts = (copies.main, copies.text) if copies else ()
    room = IMPRINT_CHARS - IMPRINT_LABEL
    return sum(ceil(cells(text) / room) for text in texts) + bool(sheet.gongwen.first(PrintLine))


def _is_even(gongwen: Gongwen, page: int) -> bool:
    """第几面是不是双页。"""
    numbers = gongwen.first(PageNumbers)
    return ((numbers.first if numbers else 1) + page - 1) % 2 == 0


def imprint_place(sheet: Sheet, ending: Ending) -> tuple[bool, bool]:
    """版记要不要另起双页；另起了前面会不会空一面（那样两面都不编页码，7.5）。"""
    if sheet.gongwen.format == LETTER:
        return False, False
    fits = ending.used + _imprint_lines(sheet) <= LINES
    if not _is_even(sheet.gongwen, ending.page):
        return True, False
    return not fits, not fits
