"""表格 → OOXML：外框粗、格线细，表头续页重复，栏名用分散对齐。"""

from collections.abc import Iterator

from sanban.engine.forms.sheet import Cell, Drawing, Grid, Row, Signed, Text, Whole
from sanban.engine.forms.styles import FORM_STYLES, POINTS_A_MM, SIZES
from sanban.engine.render.docx.markup import paragraph, run, twips, val
from sanban.engine.render.forms.docx.room import row_heights, widths
from sanban.engine.render.forms.docx.style_part import character
from sanban.engine.render.forms.words import printable, words

EIGHTHS = 8 * POINTS_A_MM
SPREAD_SLACK = 0.4  # 分散对齐的栏名多给的宽，毫米：少了会折行
SMALL = 60.0  # 矮于这个数（毫米）的行不拆在两页

HANDWRITTEN = Text("（手迹见 PDF）", "opinion")
"""DOCX 是给人接着填的，不放手迹。"""


def table(
    grid: Grid, width: float, *, heights: tuple[float, ...], blanks: int = 0, together: bool = False
) -> str:
    """一张表；`width` 毫米，`heights` 是各行的高，`together` 为真时整张表不拆页。"""
    columns = widths(grid, width)
    rows = [*zip(grid.rows, heights, strict=True)]
    rows += [(grid.filler, grid.filler.height)] * blanks if grid.filler else []
    inner = "".join(
        _row(row, columns, high, head=number < grid.header, together=together)
        for number, (row, high) in enumerate(rows)
    )
    cols = "".join(f'<w:gridCol w:w="{twips(each)}"/>' for each in columns)
    return f"<w:tbl>{_look(grid, width)}<w:tblGrid>{cols}</w:tblGrid>{inner}</w:tbl>"


def _look(grid: Grid, width: float) -> str:
    outer = round(SIZES["thick" if grid.frame else "thin"] * EIGHTHS)
    inner = round(SIZES["thin"] * EIGHTHS)
    sides = "".join(
        f'<w:{side} w:val="{"single" if grid.frame else "nil"}" w:sz="{outer}" w:space="0" '
        'w:color="auto"/>'
        for side in ("top", "left", "bottom", "right")
    )
    sides += "".join(
        f'<w:{side} w:val="single" w:sz="{inner}" w:space="0" w:color="auto"/>'
        for side in ("insideH", "insideV")
    )
    inset = twips(SIZES["inset_x"] / 2)
    return (
        f'<w:tblPr><w:tblW w:w="{twips(width)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{sides}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{inset}" w:type="dxa"/>'
        f'<w:right w:w="{inset}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    )


def _row(row: Row, columns: tuple[float, ...], high: float, *, head: bool, together: bool) -> str:
    whole = "<w:cantSplit/>" if high < SMALL else ""
    repeat = "<w:tblHeader/>" if head else ""
    height = f'<w:trHeight w:val="{twips(high)}" w:hRule="atLeast"/>'
    place, inner = 0, []
    for cell in row.cells:
        wide = sum(columns[place : place + cell.span])
        inner.append(_cell(cell, wide, keep=together or head))
        place += cell.span
    return f"<w:tr><w:trPr>{whole}{height}{repeat}</w:trPr>{''.join(inner)}</w:tr>"


def _cell(cell: Cell, wide: float, *, keep: bool) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    nested = any(isinstance(part, Grid) for part in cell.parts)
    mar = '<w:tcMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar>'
    align = "top" if cell.is_top or nested else "center"
    if cell.foot and not cell.parts:
        align = "bottom"
    inner = "".join(_pieces(cell, wide, keep="" if keep else None))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(wide)}" w:type="dxa"/>{span}{mar if nested else ""}'
        f'<w:vAlign w:val="{align}"/></w:tcPr>{inner}</w:tc>'
    )


def _pieces(cell: Cell, wide: float, *, keep: str | None) -> Iterator[str]:
    inner = wide - SIZES["inset_x"]
    for part in (*cell.parts, *cell.foot):
        if isinstance(part, Grid):
            yield table(part, wide, heights=row_heights(part, wide))
            yield paragraph("gap")
        elif isinstance(part, Whole):
            last = len(part.parts) - 1
            for number, piece in enumerate(part.parts):
                follow = "" if number < last else keep
                yield _piece(piece, inner, follow)
        else:
            yield _piece(part, inner, keep)
    if not cell.parts and not cell.foot:
        yield paragraph("value" if cell.align == "left" else "centred", keepNext=keep)


def _piece(part: Text | Signed | Drawing, wide: float, keep: str | None) -> str:
    if isinstance(part, Drawing):
        return text(HANDWRITTEN, wide, keepNext=keep)
    if isinstance(part, Signed):
        return signed(part, keep)
    return text(part, wide, keepNext=keep)


def text(part: Text, wide: float, **more: str | None) -> str:
    """一段或几段字；要撑到几个字宽的，两边缩进，分散对齐。"""
    style = FORM_STYLES[part.style]
    if part.spread > len(part.text):
        side = max(0, twips((wide - part.spread * style.pt / POINTS_A_MM) / 2 - SPREAD_SLACK))
        more |= {"jc": val("distribute"), "ind": f'w:left="{side}" w:right="{side}"'}
    return "".join(
        paragraph(part.style, run(_tracked(line, style.tracking)), **more)
        for line in words(part).split("\n")
    )


def signed(part: Signed, keep: str | None) -> str:
    """落名一行，代录另一行。"""
    post = f"（{part.post}）" if part.post else ""
    rest = printable(post + ("　" + part.time if part.time else ""))
    line = run(printable(part.name), character("signed_name")) + run(rest)
    note = paragraph("signed_note", run(printable(part.note)), keepNext=keep) if part.note else ""
    return paragraph("signed", line, keepNext="" if note else keep) + note


def _tracked(line: str, tracking: float) -> str:
    """短标题字间加空：DOCX 里用半角空格，人好改。"""
    return " ".join(line) if tracking and len(line) <= 7 else line
