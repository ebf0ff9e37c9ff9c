"""styles.xml：由公文样式表生成；样式里能写的，就不在段落里直接写。"""

from dataclasses import replace

from sanban.engine.fonts.roles import ROLES
from sanban.engine.gongwen.office_rules import Rules
from sanban.engine.gongwen.styles import RED as RED_INK
from sanban.engine.gongwen.styles import THREE, Style
from sanban.engine.render.docx.markup import escape, properties, val
from sanban.engine.render.docx.names import (
    CHARACTERS,
    EXTRA,
    INLINE,
    PARAGRAPHS,
    TABLE_STYLE,
    TABLE_STYLE_NAME,
    inline,
)
from sanban.engine.render.docx.sheet import NUMBER_LINE, Adjusted, Sheet, char_width, tracking
from sanban.engine.render.ink import BOX_BELOW, LINE_BELOW

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
JUSTIFY = {"left": "left", "center": "center", "right": "right", "justify": "both"}
OUTLINE = {f"heading{level}": level - 1 for level in range(1, 5)}
TOGETHER = ("issuer_signature", "post", "attachment_label", "table_title", "unit", "picture")
SMALL = ("table", "table_head", "number_cell", "unit", "caption")
RULED = ("doc_number", "doc_number_up", "rule")
PLAIN_ALIGN = {"number_cell": "right", "unit": "right", "page_no_even": "left"}
SMALL_LINE = 1.5  # 表格里的行高是字号的几倍
PADDINGS = (("top", 28), ("left", 57), ("bottom", 28), ("right", 57))  # 格子里的空，1/20 磅
FIXED_LINES = {"page_no": NUMBER_LINE, "page_no_even": NUMBER_LINE, "gap": 20}
NO_SPACING = Adjusted()
RED = RED_INK.lstrip("#").upper()


def styles_part(sheet: Sheet) -> str:
    """整个 styles.xml。"""
    rules = sheet.rules
    paragraphs = "".join(_paragraph_style(code, _base(code, rules), sheet) for code in PARAGRAPHS)
    characters = "".join(_character_style(code, rules) for code in INLINE)
    return (
        f'<w:styles xmlns:w="{W}">{_defaults(rules)}{_normal(sheet)}'
        f"{paragraphs}{characters}{_tables()}</w:styles>"
    )


def _base(code: str, rules: Rules) -> Style:
    if code not in EXTRA:
        return _flush(code, rules.styles[code])
    name, model = EXTRA[code]
    style = replace(rules.styles[model], name=name)
    if code in ("rule", "gap", "picture"):
        return replace(style, indent=0, before=0)
    return replace(style, align=PLAIN_ALIGN.get(code, style.align))


def _flush(code: str, style: Style) -> Style:
    """下面有红线的段，左右空字改用首行缩进：缩了整段，红线也会跟着短。"""
    return replace(style, indent=style.left, left=0, right=0) if code in RULED else style


def _defaults(rules: Rules) -> str:
    look = properties(
        "rPr", rFonts=_fonts("fang", rules), sz=val(round(THREE * 2)),
        szCs=val(round(THREE * 2)), kern=val(0),
        lang='w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"',
    )  # fmt: skip
    layout = properties("pPr", autoSpaceDE=val(0), autoSpaceDN=val(0))
    return (
        f"<w:docDefaults><w:rPrDefault>{look}</w:rPrDefault>"
        f"<w:pPrDefault>{layout}</w:pPrDefault></w:docDefaults>"
    )


def _normal(sheet: Sheet) -> str:
    off = val(0)
    layout = properties(
        "pPr", widowControl=off, kinsoku=val(1), wordWrap=val(1), overflowPunct=off,
        topLinePunct=off, autoSpaceDE=off, autoSpaceDN=off, adjustRightInd=off, snapToGrid=off,
        spacing=f'w:before="0" w:after="0" w:line="{sheet.pitch}" w:lineRule="exact"',
        jc=val("both"),
    )  # fmt: skip
    look = properties("rPr", spacing=val(tracking(THREE, sheet.rules)))
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:qFormat/>{layout}{look}</w:style>"
    )


def _paragraph_style(code: str, style: Style, sheet: Sheet) -> str:
    adjusted = sheet.adjusted.get(code, NO_SPACING)
    layout = properties(
        "pPr",
        keepNext="" if code in TOGETHER or code in OUTLINE else None,
        pageBreakBefore="" if code == "attachment_label" else None,
        pBdr=_rule(sheet) if code in RULED else None,
        spacing=_spacing(code, style, sheet),
        ind=_indent(style, sheet.rules),
        jc=val(JUSTIFY[style.align]),
        outlineLvl=val(OUTLINE[code]) if code in OUTLINE else None,
    )
    pt = adjusted.pt or style.pt
    look = properties(
        "rPr",
        rFonts=_fonts(style.face, sheet.rules, latin=style.latin),
        **_weight(style),
        spacing=val(tracking(pt, sheet.rules)),
        sz=val(round(pt * 2)),
        szCs=val(round(pt * 2)),
    )
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{code}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"{layout}{look}</w:style>"
    )


def _character_style(code: str, rules: Rules) -> str:
    style = rules.styles[code]
    look = properties("rPr", rFonts=_fonts(style.face, rules, latin=style.latin), **_weight(style))
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{inline(code)}">'
        f'<w:name w:val="{CHARACTERS[inline(code)]}"/><w:qFormat/>{look}</w:style>'
    )


def _weight(style: Style) -> dict[str, str | None]:
    from_standard = "" if style.bold else None
    return {"b": from_standard, "bCs": from_standard, "color": _colour(style)}


def _colour(style: Style) -> str | None:
    return val(RED) if style.red else None


def _fonts(face: str, rules: Rules, *, latin: bool = False) -> str:
    name = escape(rules.fonts.get(face) or ROLES[face].office_name)
    west = ROLES["latin"].office_name if latin else name
    return f'w:ascii="{west}" w:hAnsi="{west}" w:eastAsia="{name}" w:cs="{west}"'


def _spacing(code: str, style: Style, sheet: Sheet) -> str:
    adjusted = sheet.adjusted.get(code, NO_SPACING)
    before = adjusted.before
    if before is None:
        before = round(style.before * sheet.pitch)
    lines = f'w:beforeLines="{round(style.before * 100)}" ' if adjusted.before is None else ""
    head = f'{lines}w:before="{before}" w:after="0"'
    if code == "picture":
        return f'{head} w:line="240" w:lineRule="auto"'
    small = round(style.pt * 20 * SMALL_LINE) if code in SMALL else sheet.pitch
    height = adjusted.line or FIXED_LINES.get(code) or small
    return f'{head} w:line="{height}" w:lineRule="exact"'


def _indent(style: Style, rules: Rules) -> str:
    unit = char_width(style.pt, rules)
    sides = (("left", style.left), ("right", style.right), ("firstLine", style.indent))
    return " ".join(
        f'w:{side}Chars="{round(count * 100)}" w:{side}="{round(count * unit)}"'
        for side, count in sides
    )


def _rule(sheet: Sheet) -> str:
    """发文字号下的红线：离字面下边缘的距离，扣去行里已有的空。"""
    below = LINE_BELOW * sheet.pitch / 20 - BOX_BELOW * THREE
    space = max(round(sheet.twips("rule_gap") / 20 - below), 0)
    weight = round(sheet.twips("rule_weight") / 20 * 8)
    return f'<w:bottom w:val="single" w:sz="{weight}" w:space="{space}" w:color="{RED}"/>'


def _tables() -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in PADDINGS)
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE_STYLE}">'
        f'<w:name w:val="{TABLE_STYLE_NAME}"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>"
    )
