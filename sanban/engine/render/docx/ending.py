"""署名、成文日期和印章的位置：盖章、不盖章、签名章三种排法（7.3.5）。"""

from math import ceil

from sanban.engine.gongwen.elements import SIGNATURE, UNSEALED, Annotation, Signatory, SignOff
from sanban.engine.gongwen.styles import SIGNATURE_LINES
from sanban.engine.render.docx.blocks import gap
from sanban.engine.render.docx.markup import cells, paragraph, run, twips, val
from sanban.engine.render.docx.shapes import GREY, seal
from sanban.engine.render.docx.sheet import Sheet, to_mm

KEEP: dict[str, str | None] = {"keepNext": ""}
LOWER = 0.8  # 印章中心在署名行上边缘之下几行：署名、日期都在中心偏下
HALF_LINE = 0.5  # 几排印章的，头一排离正文半行
APART = 2.0  # 印章之间至少隔开的毫米数
APART_WORDS = 160  # 两个署名之间至少隔开多少，1/20 磅
BOX = f'w:val="dashed" w:sz="4" w:space="0" w:color="{GREY}"'
INSET = 2  # 签名章左边空几个字写职务；不盖章的日期比署名缩进几个字


def draw_sign_off(sign: SignOff, sheet: Sheet) -> str:
    """署名和日期；只有日期的，照盖章的位置排。"""
    if sign.style == SIGNATURE:
        return _signature(sign, sheet)
    if not sign.organs:
        return _date(sign, sheet, sheet.rules.styles["issue_date"].right, before=True)
    if sign.style == UNSEALED:
        return _unsealed(sign, sheet)
    return _sealed(sign, sheet) if len(sign.organs) == 1 else _sealed_together(sign, sheet)


def _right(count: float, sheet: Sheet) -> str:
    return f'w:rightChars="{round(count * 100)}" w:right="{round(count * sheet.cell)}"'


def _organ(name: str, sheet: Sheet, right: float, *, before: int | None = None) -> str:
    spacing = None
    if before is not None:
        spacing = f'w:beforeLines="{before * 100}" w:before="{before * sheet.pitch}"'
    return paragraph("issuer_signature", name, ind=_right(right, sheet), spacing=spacing)


def _date(
    sign: SignOff, sheet: Sheet, right: float, *, before: bool = False, mark: str = ""
) -> str:
    spacing = f'w:beforeLines="100" w:before="{sheet.pitch}"' if before else None
    inner = mark + run(sign.day_text)
    keep = _with_annotation(sheet)
    return paragraph("issue_date", inner, ind=_right(right, sheet), spacing=spacing, **keep)


def _with_annotation(sheet: Sheet) -> dict[str, str | None]:
    """靠近面底时，日期与附注同页，不让附注独占一面。"""
    is_annotated = sheet.gongwen.first(Annotation) is not None
    return KEEP if sheet.pulls and is_annotated else {}


def _seal_lines(sheet: Sheet) -> int:
    """署名之上空几行：印章顶端距正文一行之内，又不压正文。"""
    radius = sheet.rules.mm("seal") / 2
    return max(ceil(twips(radius) / sheet.pitch - LOWER), 1)


def _sealed(sign: SignOff, sheet: Sheet) -> str:
    """日期右空四字，署名以日期为准居中；署名太长的，改为日期以署名为准居中。"""
    organ, day = cells(sign.organs[0].organ), cells(sign.day_text)
    date_right = max(sheet.rules.styles["issue_date"].right, (organ - day) / 2)
    organ_right = date_right + (day - organ) / 2
    centre = sheet.width - (date_right + day / 2) * sheet.cell
    mark = seal(sheet, to_mm(round(centre)), to_mm(round((LOWER - 1) * sheet.pitch)))
    above = _seal_lines(sheet)
    return _organ(run(sign.organs[0].organ), sheet, organ_right, before=above) + _date(
        sign, sheet, date_right, mark=mark
    )


def _unsealed(sign: SignOff, sheet: Sheet) -> str:
    """署名右空二字，日期首字比署名首字右移二字；日期长的，日期右空二字。"""
    right = sheet.rules.styles["issuer_signature"].right
    widest = max(cells(one.organ) for one in sign.organs)
    day = cells(sign.day_text)
    shift = max(day + INSET - widest, 0)
    drawn = "".join(
        _organ(_spread(one.organ, widest, sheet), sheet, right + shift,
               before=None if place == 0 else 0)
        for place, one in enumerate(sign.organs)
    )  # fmt: skip
    return drawn + _date(sign, sheet, right + shift + widest - INSET - day)


def _spread(organ: str, widest: float, sheet: Sheet) -> str:
    """联合署名拉到同宽，上下对齐。"""
    spare = round((widest - cells(organ)) * sheet.cell / max(len(organ) - 1, 1))
    if not spare:
        return run(organ)
    space = val(spare + sheet.rules.profile.docx.tracking)
    return run(organ[:-1], spacing=space) + run(organ[-1:])


def _sealed_together(sign: SignOff, sheet: Sheet) -> str:
    """几个机关：印章各压各的署名，最后一个连日期一起压；一排放不下的排几排。"""
    centre = _date_centre(sign, sheet)
    each, column = _columns(sign, sheet, centre)
    indent = sheet.width - centre - round(column * (each - 0.5))
    spare = -len(sign.organs) % each
    full = len(sign.organs) - (each - spare)
    whole = [*sign.organs[:full], *[None] * spare, *sign.organs[full:]]
    drawn = "".join(
        _seal_row(whole[start : start + each], sign, sheet, column)
        for start in range(0, len(whole), each)
    )
    above = f'w:before="0" w:line="{round(HALF_LINE * sheet.pitch)}" w:lineRule="exact"'
    return (
        gap(spacing=above, **KEEP)
        + _table(drawn, [column] * each, indent)
        + gap(**_with_annotation(sheet))
    )


def _date_centre(sign: SignOff, sheet: Sheet) -> int:
    """日期右空四字时，它的中心离版心右边多远，1/20 磅。"""
    half = cells(sign.day_text) / 2
    return round((sheet.rules.styles["issue_date"].right + half) * sheet.cell)


def seals_a_row(sign: SignOff, sheet: Sheet) -> int:
    """联合行文的印章一排放几个。"""
    return _columns(sign, sheet, _date_centre(sign, sheet))[0]


def _columns(sign: SignOff, sheet: Sheet, centre: int) -> tuple[int, int]:
    """一排几个、一列多宽：放得下印章和署名，又不出版心。"""
    widest = round(max(cells(one.organ) for one in sign.organs) * sheet.cell) + APART_WORDS
    column = min(max(sheet.twips("seal") + twips(APART), widest), centre * 2)
    room = sheet.width - centre + column // 2
    return max(min(room // column, len(sign.organs)), 1), column


def _seal_row(organs: list[Signatory | None], sign: SignOff, sheet: Sheet, column: int) -> str:
    high = twips(sheet.rules.mm("seal") + APART)
    cells_ = "".join(_seal_cell(one, sign, sheet, column) for one in organs)
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{high}" w:hRule="atLeast"/></w:trPr>'
        f"{cells_}</w:tr>"
    )


def _seal_cell(one: Signatory | None, sign: SignOff, sheet: Sheet, column: int) -> str:
    tag = f'<w:tcPr><w:tcW w:w="{column}" w:type="dxa"/></w:tcPr>'
    if one is None:
        return f"<w:tc>{tag}{paragraph('gap')}</w:tc>"
    before = round(twips(sheet.rules.mm("seal")) / 2 - LOWER * sheet.pitch)
    spacing = f'w:beforeLines="0" w:before="{before}"'
    middle = {"jc": val("center"), "ind": 'w:rightChars="0" w:right="0"'}
    centre = to_mm(column // 2), to_mm(round(LOWER * sheet.pitch) + before)
    mark = seal(sheet, *centre)
    inner = paragraph("issuer_signature", mark + run(one.organ), spacing=spacing, **middle, **KEEP)
    if one is sign.organs[-1]:
        inner += paragraph("issue_date", run(sign.day_text), **middle, **_with_annotation(sheet))
    return f"<w:tc>{tag}{inner}</w:tc>"


def _table(rows: str, columns: list[int], indent: int) -> str:
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableNormal"/><w:tblW w:w="{sum(columns)}" '
        f'w:type="dxa"/><w:tblInd w:w="{indent}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _signature(sign: SignOff, sheet: Sheet) -> str:
    """签名章在正文下空二行、右空四字，左空二字写职务；日期在下面空一行。"""
    style = sheet.rules.styles["post"]
    box = sheet.twips("signature_width")
    post = sheet.width - box - round(style.right * sheet.cell)
    rows = "".join(_signature_row(one, sheet, (post, box)) for one in sign.organs)
    above = f'w:before="0" w:line="{SIGNATURE_LINES * sheet.pitch}" w:lineRule="exact"'
    drawn = gap(spacing=above, **KEEP) + _table(rows, [post, box], 0) if rows else ""
    return drawn + _date(sign, sheet, style.right, before=True)


def _signature_row(one: Signatory, sheet: Sheet, widths: tuple[int, int]) -> str:
    high = sheet.twips("signature_height")
    plain = 'w:beforeLines="0" w:before="0"'
    post = paragraph(
        "post", run(one.post or one.organ), spacing=plain, ind=_right(INSET, sheet), **KEEP
    )
    name = paragraph("signer_name", run(one.name), jc=val("center"), ind=_right(0, sheet), **KEEP)
    sides = "".join(f"<w:{side} {BOX}/>" for side in ("top", "left", "bottom", "right"))
    borders = ("", f"<w:tcBorders>{sides}</w:tcBorders>")
    drawn = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{border}<w:vAlign w:val="center"/>'
        f"</w:tcPr>{inner}</w:tc>"
        for width, border, inner in zip(widths, borders, (post, name), strict=True)
    )
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{high}" w:hRule="exact"/></w:trPr>'
        f"{drawn}</w:tr>"
    )
