"""落款：署名、成文日期和印章的位置（7.3.5）。印章、签名章只留位置，不画章。"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import ceil

from sanban.engine.gongwen.elements import SEALED, SIGNATURE, UNSEALED, Annotation, SignOff
from sanban.engine.gongwen.styles import SIGNATURE_LINES
from sanban.engine.render.layout_draw import draw
from sanban.engine.render.layout_primitives import (
    CENTER,
    RIGHT,
    Board,
    Frame,
    Gap,
    Placed,
    Primitive,
    Ring,
    Span,
    Spot,
    Words,
)
from sanban.engine.render.layout_sheet import Sheet, line

ORGAN, DATE, POST = "issuer_signature", "issue_date", "post"
SIGN_OFF, ABOVE = "sign-off", "above-sign-off"
LOWER = 0.07
"""署名和日期在印章中心偏下多少，印章直径的倍数（7.3.5.1“居印章中心偏下位置”）。"""
APART = 1.02
"""相邻两枚印章圆心的最近距离，印章直径的倍数：不相交、不相切。"""
DATE_INDENT = POST_GAP = 2
"""日期首字比署名首字右移二字（7.3.5.2）；职务在签名章左空二字（7.3.5.3）。"""


@draw.register
def _sign_off(sign_off: SignOff, sheet: Sheet) -> tuple[Primitive, ...]:
    if not sign_off.organs:
        date = Words(sheet.right(DATE), 0, line(sign_off.day_text, DATE), RIGHT)
        return _board(sheet, sheet.style(ORGAN).before, [date])
    return WAYS[sign_off.style](sign_off, sheet)


def _sealed(sign_off: SignOff, sheet: Sheet) -> tuple[Primitive, ...]:
    centre = _date_centre(sign_off, sheet)
    seal = sheet.pt("seal")
    organs = [one.organ for one in sign_off.organs]
    centres = list(_columns(organs, sheet, centre))
    lines = max(1, ceil((_above(sheet) - sheet.leading) / sheet.pitch))
    step = max(sheet.pitch * 2, seal * APART)
    items: list[Placed] = []
    last = (len(organs) - 1) // len(centres)
    for number, organ in enumerate(organs):
        row = number // len(centres)
        back = len(organs) - 1 - number if row == last else _left_in_row(number, len(centres))
        x, y = centres[back], row * step
        items += [_organ(organ, x, y, sheet), Ring(x, y + _above_centre(sheet), seal)]
    bottom = last * step + sheet.pitch
    items.append(Words(centre, bottom, line(sign_off.day_text, DATE), CENTER))
    reserve = last * step + _above_centre(sheet) + seal / 2 - bottom - sheet.ink()
    return _board(sheet, lines, items, max(0, reserve))


def _board(
    sheet: Sheet, lines: float, items: Sequence[Placed], reserve: float = 0
) -> tuple[Primitive, ...]:
    """空几行再放，空行算在版块里，到了一面的开头也还留着；最后一样的最下面是日期。"""
    down = lines * sheet.pitch
    moved = tuple(replace(item, y=item.y + down) for item in items)
    date = moved[-1]
    reserve = max(reserve, _annotation(sheet))
    board = Board(date.y + sheet.ink(), moved, reserve, SIGN_OFF)
    return Spot(ABOVE), Gap(sheet.leading), board


def _annotation(sheet: Sheet) -> float:
    """附注有多高：它紧跟着日期，不能单独落到下一面。"""
    found = sheet.gongwen.first(Annotation)
    indent = sheet.style("annotation").indent * sheet.char()
    wide = sheet.chars(str(found), "annotation") + indent if found else 0
    return ceil(wide / sheet.width) * sheet.pitch


def _left_in_row(number: int, columns: int) -> int:
    """这一排里右边还有几个。"""
    return columns - 1 - number % columns


def _pair(sheet: Sheet) -> float:
    """署名和日期两行一共多高。"""
    return sheet.pitch + sheet.ink()


def _above_centre(sheet: Sheet) -> float:
    """圆心在署名上边缘之下多少。"""
    return _pair(sheet) / 2 - sheet.pt("seal") * LOWER


def _above(sheet: Sheet) -> float:
    """印章顶端高出署名多少。"""
    return sheet.pt("seal") / 2 - _above_centre(sheet)


def _date_centre(sign_off: SignOff, sheet: Sheet) -> float:
    """日期右空四字，署名以它居中；署名长得要出版心时，一起左移（7.3.5.1）。"""
    date = sheet.right(DATE) - sheet.chars(sign_off.day_text, DATE) / 2
    widest = min(sheet.chars(sign_off.organs[-1].organ, ORGAN), sheet.width)
    return min(date, sheet.width - widest / 2)


def _columns(organs: list[str], sheet: Sheet, centre: float) -> Iterator[float]:
    """一排能放几枚印章，各枚的圆心从右到左；每排两端不出版心。"""
    seal = sheet.pt("seal")
    widest = max(sheet.chars(organ, ORGAN) for organ in organs) + sheet.char()
    half = max(seal, widest - sheet.char()) / 2
    step = max(seal * APART, widest)
    many = max(1, min(len(organs), int((centre - half) // step) + 1))
    spare = (centre - half - step * (many - 1)) / many
    for number in range(many):
        yield centre - number * (step + max(0, spare))


def _organ(organ: str, x: float, y: float, sheet: Sheet) -> Words:
    half = min(sheet.chars(organ, ORGAN), sheet.width) / 2
    span = sheet.squeezed(organ, ORGAN, sheet.width)
    return Words(max(half, min(x, sheet.width - half)), y, (span,), CENTER)


def _unsealed(sign_off: SignOff, sheet: Sheet) -> tuple[Primitive, ...]:
    """署名右空二字，日期首字再右移二字；日期伸过去了，就日期右空二字、署名左移。"""
    organs = [one.organ for one in sign_off.organs]
    wide = min(max(sheet.chars(organ, ORGAN) for organ in organs), sheet.right(ORGAN))
    indent = DATE_INDENT * sheet.char(DATE)
    day = sheet.chars(sign_off.day_text, DATE)
    start = min(sheet.right(ORGAN) - wide, sheet.right(ORGAN) - day - indent)
    items = [
        Words(start, row * sheet.pitch, (_spread(organ, wide, sheet),))
        for row, organ in enumerate(organs)
    ]
    bottom = len(organs) * sheet.pitch
    items.append(Words(start + indent, bottom, line(sign_off.day_text, DATE)))
    return _board(sheet, sheet.style(ORGAN).before, items)


def _spread(organ: str, wide: float, sheet: Sheet) -> Span:
    """联合署名撑到同宽，上下对齐；太长的收紧。"""
    spare = wide - sheet.chars(organ, ORGAN)
    if spare <= 0:
        return sheet.squeezed(organ, ORGAN, wide)
    usual = sheet.char(ORGAN) - sheet.style(ORGAN).pt
    return Span(organ, ORGAN, tracking=usual + spare / max(1, len(organ) - 1))


def _signature(sign_off: SignOff, sheet: Sheet) -> tuple[Primitive, ...]:
    """签名章右空四字，职务在左空二字、上下居中；日期在下面空一行（7.3.5.3）。"""
    width, height = sheet.pt("signature_width"), sheet.pt("signature_height")
    x = sheet.right(POST) - width
    step = height + sheet.leading
    items: list[Placed] = []
    for row, one in enumerate(sign_off.organs):
        top = row * step
        middle = top + (height - sheet.ink()) / 2
        right = x - POST_GAP * sheet.char(POST)
        items += [
            *_post(one.post or one.organ, right, middle, sheet),
            Frame(x, top, width, height),
            Words(x + width / 2, middle, line(one.name, "signer_name"), CENTER),
        ]
    bottom = (len(sign_off.organs) - 1) * step + height + sheet.blank(1)
    items.append(Words(sheet.right(DATE), bottom, line(sign_off.day_text, DATE), RIGHT))
    return _board(sheet, SIGNATURE_LINES, items)


def _post(text: str, right: float, middle: float, sheet: Sheet) -> Iterator[Words]:
    """职务全称；左边一行放不下的排成几行，一起上下居中。"""
    most = max(1, int(right // sheet.char(POST)))
    rows = [text[start : start + most] for start in range(0, len(text), most)]
    top = middle - (len(rows) - 1) * sheet.pitch / 2
    for number, row in enumerate(rows):
        yield Words(right, top + number * sheet.pitch, line(row, POST), RIGHT)


WAYS: dict[str, Callable[[SignOff, Sheet], tuple[Primitive, ...]]] = {
    SEALED: _sealed,
    UNSEALED: _unsealed,
    SIGNATURE: _signature,
}
