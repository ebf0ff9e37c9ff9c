"""OOXML 的写法：转义、段落和文字的属性次序、几种度量。

属性一律按架构规定的次序写出；次序错了，Word 会说文件已损坏。
"""

import re
from collections.abc import Iterable
from unicodedata import east_asian_width

from sanban.engine.render.ink import EMU_PER_MM

TWIPS_PER_MM = 1440 / 25.4
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# 中西文共用的标点，Word 要有提示才用中文字体
AMBIGUOUS = re.compile("[“”‘’—…·×÷±°→①-⑳Ⅰ-Ⅻ]")
ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
)
PIECES = re.compile("([\t\n])")
SIGNS = {"\t": "<w:tab/>", "\n": "<w:br/>"}
HINT = '<w:rFonts w:hint="eastAsia"/>'

P_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "pBdr",
    "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct",
    "autoSpaceDE", "autoSpaceDN", "adjustRightInd", "snapToGrid", "spacing", "ind",
    "contextualSpacing", "jc", "textDirection", "textAlignment", "outlineLvl", "rPr", "sectPr",
)  # fmt: skip
R_ORDER = (
    "rStyle", "rFonts", "b", "bCs", "color", "spacing", "kern", "position", "sz", "szCs",
    "vertAlign", "lang",
)  # fmt: skip
ORDERS = {"pPr": P_ORDER, "rPr": R_ORDER}


def clean(text: str) -> str:
    """去掉 XML 里不许有的控制字符，换行统一成一种。"""
    return ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def escape(text: str) -> str:
    """放进元素或属性里的文字。"""
    return clean(text).translate(ESCAPES)


def val(value: object) -> str:
    """只有一个值的属性。"""
    return f'w:val="{value}"'


def twips(mm: float) -> int:
    """毫米换成 1/20 磅。"""
    return round(mm * TWIPS_PER_MM)


def emu(mm: float) -> int:
    """毫米换成 EMU。"""
    return round(mm * EMU_PER_MM)


def cells(text: str) -> float:
    """一行字占几个字宽：半角的算半个。"""
    return sum(0.5 if east_asian_width(char) in ("Na", "H", "N") else 1.0 for char in text)


def properties(name: str, **given: str | None) -> str:
    """`pPr` 或 `rPr`：值是属性文字，或者以 `<` 开头的下级元素；None 的不写。"""
    given = {key: value for key, value in given.items() if value is not None}
    kept = ((key, given[key]) for key in ORDERS[name] if key in given) if given else ()
    inner = "".join(_property(key, value or "") for key, value in kept)
    return f"<w:{name}>{inner}</w:{name}>" if inner else ""


def _property(name: str, value: str) -> str:
    if value.startswith("<"):
        return f"<w:{name}>{value}</w:{name}>"
    return f"<w:{name} {value}/>" if value else f"<w:{name}/>"


def run(text: str, style: str = "", *, strong: bool = False, script: str = "", **more: str) -> str:
    """一段文字；`style` 是字符样式的代号，`script` 是 sub 或 super；制表符和换行各有元素。"""
    text = clean(text)
    if not text:
        return ""
    look = properties(
        "rPr",
        rStyle=val(style) if style else None,
        rFonts='w:hint="eastAsia"' if AMBIGUOUS.search(text) else None,
        b="" if strong else None,
        vertAlign=val(script + "script") if script else None,
        **more,
    )
    return f"<w:r>{look}{''.join(_pieces(text))}</w:r>"


def _pieces(text: str) -> Iterable[str]:
    for piece in PIECES.split(text):
        if piece in SIGNS:
            yield SIGNS[piece]
        elif piece:
            yield f'<w:t xml:space="preserve">{escape(piece)}</w:t>'


def paragraph(style: str, inner: str = "", /, **more: str | None) -> str:
    """一段：`style` 是段落样式的代号，`inner` 是写好的文字。"""
    return f"<w:p>{properties('pPr', pStyle=val(style), **more)}{inner}</w:p>"


def field(code: str, shown: str) -> str:
    """一个域（如页码）；`shown` 是没有更新前显示的字。"""
    begin, apart, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    asked = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return f"{begin}{asked}{apart}{run(shown)}{end}"
