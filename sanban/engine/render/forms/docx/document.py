"""表单 → DOCX：在 WPS、Word 里打开就能填；栏目、尺寸和 PDF 一样，行高是估的。"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sanban.engine.forms import Form, Sheet, sheet_of
from sanban.engine.forms.sheet import Ends, Label, Text
from sanban.engine.forms.styles import FORM_STYLES, PAPERS, POINTS_A_MM, SIZES, Paper
from sanban.engine.gongwen.office_rules import STANDARD, Rules
from sanban.engine.gongwen.problems import WARN, Problem
from sanban.engine.render.docx.markup import field, paragraph, run, twips
from sanban.engine.render.docx.package import (
    HEAD,
    OFFICE,
    PACKAGE,
    WORD,
    Link,
    core,
    custom,
    pack,
    part,
)
from sanban.engine.render.forms.docx.anchors import Place, picture
from sanban.engine.render.forms.docx.boards import boards
from sanban.engine.render.forms.docx.body import body, draw
from sanban.engine.render.forms.docx.style_part import styles_part
from sanban.engine.render.forms.qr import qr_png
from sanban.engine.render.forms.words import printable
from sanban.engine.render.result import Rendered

LINK = f"{OFFICE}/relationships/"
QR = "media/code.png"
SIDES = {"first": "header1.xml", "default": "header2.xml"}
FOOT = "footer1.xml"
QR_TOP, QR_OUT = 8.0, 2.0  # 二维码离纸顶、伸出右边的毫米数
GAP = 4.0  # 题头到表的距离，毫米


def form_to_docx(form: Form, *, rules: Rules = STANDARD, fonts: Sequence[Path] = ()) -> Rendered:
    """画成 DOCX；字体写单位自己的字体名，不嵌入，所以用不着 `fonts`；页数要排了才知道。"""
    sheet = sheet_of(form)
    notes = (*(one for one in form.problems() if one.level == WARN), *_turned(sheet))
    inner = boards(sheet.boards) if sheet.boards else body(sheet)
    last = f"<w:sectPr>{_section(sheet)}</w:sectPr>"
    parts: dict[str, str | bytes] = {
        "word/document.xml": part("document", f"<w:body>{inner}{last}</w:body>"),
        "word/styles.xml": HEAD + styles_part(rules.fonts),
        "docProps/core.xml": core(sheet.title, sheet.author, form.about.name, ""),
        "docProps/custom.xml": custom({"表单": form.about.name}),
        **_sides(sheet),
    }
    kinds = {name: _kind(name) for name in parts if name.endswith(("1.xml", "2.xml"))}
    return Rendered((pack(parts, _links(sheet), kinds),), notes=notes)


def _turned(sheet: Sheet) -> Iterator[Problem]:
    """有倒印的字：不是每种软件都会画。"""
    items = (item for board in sheet.boards for item in board.items)
    if any(isinstance(item, Label) and item.is_turned and item.text for item in items):
        said = (
            "倒印的一面是转了 180 度的文本框，WPS、Word 会画，LibreOffice 不会；"
            "只为打印的，请用 PDF。"
        )
        yield Problem("倒印", said, level=WARN)


def _section(sheet: Sheet) -> str:
    paper = PAPERS[sheet.paper]
    turned = ' w:orient="landscape"' if paper.width > paper.height else ""
    heads = "".join(
        f'<w:headerReference w:type="{when}" r:id="rId{when}"/>' for when in _heads(sheet)
    )
    feet = "".join(f'<w:footerReference w:type="{when}" r:id="rIdFoot"/>' for when in _feet(sheet))
    sides = (("top", paper.top), ("right", paper.right), ("bottom", paper.bottom),
             ("left", paper.left))  # fmt: skip
    margins = " ".join(f'w:{side}="{twips(max(each, 0.1))}"' for side, each in sides)
    top = max(0.0, paper.top - paper.head - GAP)
    return (
        f'{heads}{feet}<w:pgSz w:w="{twips(paper.width)}" w:h="{twips(paper.height)}"{turned}/>'
        f'<w:pgMar {margins} w:header="{twips(top)}" w:footer="{twips(paper.bottom / 2)}" '
        f'w:gutter="0"/>{"<w:titlePg/>" if heads else ""}'
    )


def _heads(sheet: Sheet) -> tuple[str, ...]:
    return () if sheet.boards else tuple(SIDES)


def _feet(sheet: Sheet) -> tuple[str, ...]:
    return () if sheet.boards else ("first", "default")


def _sides(sheet: Sheet) -> dict[str, str | bytes]:
    if sheet.boards:
        return {}
    paper = PAPERS[sheet.paper]
    heads = {"first": sheet.head, "default": sheet.next_head}
    made: dict[str, str | bytes] = {
        f"word/{SIDES[when]}": part("hdr", _head(parts, sheet, paper))
        for when, parts in heads.items()
    }
    made[f"word/{FOOT}"] = part("ftr", _foot(sheet, paper))
    if sheet.code:
        made[f"word/{QR}"] = qr_png(sheet.code)
        link = f'<Relationship Id="rIdCode" Type="{LINK}image" Target="{QR}"/>'
        rels = f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{link}</Relationships>'
        made |= {f"word/_rels/{name}.rels": rels for name in SIDES.values()}
    return made


def _head(parts: tuple[Text | Ends, ...], sheet: Sheet, paper: Paper) -> str:
    """题头：上下居中在题头的高里；二维码挂在右上角。"""
    lines = sum(FORM_STYLES[one.style].line for one in parts) / POINTS_A_MM
    above = max(0.0, (paper.head - lines) / 2)
    code = _code(paper) if sheet.code else ""
    first = paragraph("gap", code, spacing=f'w:before="{twips(above)}" w:line="20" '
                      'w:lineRule="exact"')  # fmt: skip
    return first + "".join(draw(one, paper.body_width) for one in parts)


def _code(paper: Paper) -> str:
    """二维码：从纸边量，右上角。"""
    size = SIZES["qr"]
    place = Place(paper.width - paper.right - size + QR_OUT, QR_TOP, size, size)
    return picture(990, "二维码", place, "rIdCode")


def _foot(sheet: Sheet, paper: Paper) -> str:
    width = twips(paper.body_width)
    tabs = f'<w:tab w:val="center" w:pos="{width // 2}"/><w:tab w:val="right" w:pos="{width}"/>'
    numbers = (
        run(f"{printable(sheet.left)}\t第 ") + field("PAGE", "1") + run(" 页　共 ")
        + field("NUMPAGES", "1") + run(f" 页\t{sheet.right}")
    )  # fmt: skip
    return paragraph("foot", numbers, tabs=tabs)


def _kind(name: str) -> str:
    return f"{WORD}.{'header' if 'header' in name else 'footer'}+xml"


def _links(sheet: Sheet) -> list[Link]:
    fixed = [
        ("rIdStyles", LINK + "styles", "styles.xml"),
        ("rIdSettings", LINK + "settings", "settings.xml"),
    ]
    heads = [(f"rId{when}", LINK + "header", SIDES[when]) for when in _heads(sheet)]
    feet = [("rIdFoot", LINK + "footer", FOOT)] if _feet(sheet) else []
    return [*fixed, *heads, *feet]
