"""试排：排一遍，看落款有没有单独成页、首页有没有正文，不好就调一点再排（7.3.3，7.3.5.5）。"""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sanban.engine.gongwen.elements import Body, IssuerMark, MainRecipients, Title
from sanban.engine.gongwen.problems import WARN, Problem
from sanban.engine.gongwen.profiles import MEASURED, NOMINAL
from sanban.engine.gongwen.styles import CHARS
from sanban.engine.pdfium import open_pdf
from sanban.engine.render.gongwen_press import Place, Press
from sanban.engine.render.layout_body import blocks, heading
from sanban.engine.render.layout_carry import FIRST_BLOCK, LAST_LINE, tail
from sanban.engine.render.layout_primitives import Board
from sanban.engine.render.layout_sheet import Fit, Sheet
from sanban.engine.render.layout_signoff import ABOVE, SIGN_OFF

MOST_PASSES = 6
TIGHT = NOMINAL.pitch / MEASURED.pitch
"""行距最多收到原来的多少：收到对话框里常填的数，再紧就看得出来了。"""
NO_WAY = -1
"""末尾不是文字，带不了几行。"""
SMALLER, SMALLEST = 0.8, 0.5
LONG_RECIPIENTS = 3 * CHARS
CARRIED_LINES = 2
SPACES = re.compile(r"\s+")
Places = dict[str, Place]


@dataclass(frozen=True, slots=True)
class Fitted:
    """排好的：印张、最后用的尺、排了几遍、没有办法的话。"""

    press: Press
    sheet: Sheet
    passes: int


def fitted(sheet: Sheet, folder: Path, *, created: datetime | None = None) -> Fitted:
    """排到合适为止，最多 6 遍。"""
    passes, fit = 0, sheet.fit
    while True:
        sheet = replace(sheet, fit=fit)
        press = Press(sheet, folder, created)
        passes += 1
        better = _better(sheet, press) if passes < MOST_PASSES else None
        if better is None:
            return Fitted(press, sheet, passes)
        fit = better


def _better(sheet: Sheet, press: Press) -> Fit | None:
    """下一遍怎么调；已经合适，或者没有办法了，就是空。"""
    if hides_body(press.places):
        return _show_body(sheet)
    if is_alone(press.places):
        return _accompany(sheet, press)
    return None


def hides_body(places: Places) -> bool:
    """首页没有正文（7.3.3）。"""
    return FIRST_BLOCK in places and places[FIRST_BLOCK].page > 1


def is_alone(places: Places) -> bool:
    """落款所在的一面没有正文（7.3.5.5）。"""
    if SIGN_OFF not in places or LAST_LINE not in places:
        return False
    return places[SIGN_OFF].page > places[LAST_LINE].page


def _show_body(sheet: Sheet) -> Fit | None:
    """主送机关太长的移到版记（7.3.2），否则缩小机关标志（7.2.4）。"""
    fit, recipients = sheet.fit, sheet.gongwen.first(MainRecipients)
    is_long = recipients is not None and len(str(recipients)) > LONG_RECIPIENTS
    if is_long and not fit.moves_recipients:
        return replace(fit, moves_recipients=True)
    if not fit.has_short_title:
        return replace(fit, has_short_title=True)
    if sheet.gongwen.first(IssuerMark) and fit.mark * SMALLER >= SMALLEST:
        return replace(fit, mark=fit.mark * SMALLER)
    if recipients is not None and not fit.moves_recipients:
        return replace(fit, moves_recipients=True)
    return None


def _accompany(sheet: Sheet, press: Press) -> Fit | None:
    """先收紧一点行距；不够，就把正文末尾两行带到下一面。"""
    fit = sheet.fit
    if fit.carry:
        return None
    if fit.pitch == 1 and _may_squeeze(press):
        return replace(fit, pitch=TIGHT)
    carry = _last_lines(sheet, press)
    if not carry and not fit.has_short_title:
        return replace(fit, pitch=1, has_short_title=True)
    return replace(fit, pitch=1, carry=carry or NO_WAY)


def _may_squeeze(press: Press) -> bool:
    """落款差的高度，收紧行距补不补得上；补不上就不必试。"""
    above, page = press.places[ABOVE], press.layout.page
    board = next(one for one in press.layout.flow if isinstance(one, Board) and one.spot)
    needed = page["leading"] + board.height + board.reserve
    short = needed - (page["height"] - page["bottom"] - above.y)
    return short <= (above.y - page["top"] + needed) * (1 - TIGHT)


def _last_lines(sheet: Sheet, press: Press) -> int:
    """正文末尾两行（不够就一行）一共几个字，前面总要留一些；没有办法就是 0。"""
    body = sheet.gongwen.first(Body)
    text = tail(tuple(blocks(body.blocks, sheet))) if body else ""
    lines = _page_lines(press.pdf, press.places[LAST_LINE].page)
    bare = SPACES.sub("", text)
    for count in range(CARRIED_LINES, 0, -1):
        for end in range(len(lines), count - 1, -1):
            last = "".join(lines[end - count : end])
            if bare.endswith(last) and len(bare) > len(last):
                return _raw_length(text, len(last))
    return 0


def _page_lines(pdf: bytes, page: int) -> list[str]:
    with open_pdf(pdf) as document:
        text = document[page - 1].get_textpage().get_text_range()
    return [line for line in (SPACES.sub("", one) for one in text.splitlines()) if line]


def _raw_length(text: str, count: int) -> int:
    """末尾 `count` 个看得见的字，连同中间的空白一共多长。"""
    seen = 0
    for length, char in enumerate(reversed(text), 1):
        seen += not char.isspace()
        if seen == count:
            return length
    return len(text)


def _is_shortened(sheet: Sheet) -> bool:
    """标题真的少排了行。"""
    title = sheet.gongwen.first(Title)
    if title is None or not sheet.fit.has_short_title:
        return False
    usual = replace(sheet, fit=replace(sheet.fit, has_short_title=False))
    return len(heading(title, sheet).lines) < len(heading(title, usual).lines)


def fit_notes(found: Fitted) -> tuple[Problem, ...]:
    """调了什么、还有什么没有办法，一件一句。"""
    fit, places = found.sheet.fit, found.press.places
    said = (
        (fit.moves_recipients, "主送机关", "主送机关较多，首页排不下正文，已移到版记。", "7.3.2"),
        (_is_shortened(found.sheet), "标题", "一面要排得下，标题少排了一行。", "7.3.1"),
        (fit.mark != 1, "发文机关标志", "首页要显示正文，机关标志的字号缩小了。", "7.2.4"),
        (fit.pitch != 1, "落款", "落款要与正文同在一面，行距收紧了一点。", "7.3.5.5"),
        (fit.carry > 0, "落款", "落款要与正文同在一面，正文末尾的话带到了下一面。", "7.3.5.5"),
        (hides_body(places), "正文", "首页没有正文，请缩短标题或主送机关。", "7.3.3"),
        (is_alone(places), "落款", "落款单独成页，请增减正文。", "7.3.5.5"),
    )
    return tuple(
        Problem(element, message, clause=f"GB/T 9704-2012 {clause}", level=WARN)
        for is_so, element, message, clause in said
        if is_so
    )
