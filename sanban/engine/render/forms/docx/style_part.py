"""styles.xml：由表单样式表生成；段落样式的代号就是表单样式的代号。"""

from collections.abc import Mapping

from sanban.engine.fonts.roles import ROLES
from sanban.engine.forms.styles import FORM_STYLES, POINTS_A_MM, FormStyle
from sanban.engine.render.docx.markup import escape, properties, val
from sanban.engine.render.docx.package import W_NS

INLINE = ("signed_name", "heading")
ALIGNS = {"left": "left", "center": "center", "right": "right", "justify": "both"}


def styles_part(names: Mapping[str, str]) -> str:
    """整个 styles.xml；`names` 是用途 → 单位指定的字体名。"""
    paragraphs = (_paragraph_style(code, one, names) for code, one in FORM_STYLES.items())
    characters = (_character_style(code, names) for code in INLINE)
    made = "".join((_defaults(names), _normal(), *paragraphs, *characters))
    return f'<w:styles xmlns:w="{W_NS}">{made}</w:styles>'


def character(code: str) -> str:
    """夹在别的段落里用的字符样式的代号。"""
    return f"{code}_inline"


def _defaults(names: Mapping[str, str]) -> str:
    look = properties(
        "rPr", rFonts=fonts("fang", names), kern=val(0), sz=val(24), szCs=val(24),
        lang='w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"',
    )  # fmt: skip
    return f"<w:docDefaults><w:rPrDefault>{look}</w:rPrDefault><w:pPrDefault/></w:docDefaults>"


def _normal() -> str:
    off = val(0)
    layout = properties(
        "pPr", widowControl=off, kinsoku=val(1), wordWrap=val(1), overflowPunct=off,
        autoSpaceDE=off, autoSpaceDN=off, adjustRightInd=off, snapToGrid=off,
    )  # fmt: skip
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:qFormat/>{layout}</w:style>"
    )


def _paragraph_style(code: str, style: FormStyle, names: Mapping[str, str]) -> str:
    before = round(style.before * POINTS_A_MM * 20)
    layout = properties(
        "pPr",
        spacing=f'w:before="{before}" w:after="0" w:line="{round(style.line * 20)}" '
        'w:lineRule="exact"',
        ind=f'w:firstLineChars="{round(style.indent * 100)}" '
        f'w:firstLine="{round(style.indent * style.pt * 20)}"' if style.indent else None,
        jc=val(ALIGNS[style.align]),
    )  # fmt: skip
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{code}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"{layout}{_look(style, names)}</w:style>"
    )


def _character_style(code: str, names: Mapping[str, str]) -> str:
    style = FORM_STYLES[code]
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{character(code)}">'
        f'<w:name w:val="{style.name}字"/><w:qFormat/>{_look(style, names)}</w:style>'
    )


def _look(style: FormStyle, names: Mapping[str, str]) -> str:
    bold = "" if style.bold else None
    size, face = val(round(style.pt * 2)), fonts(style.face, names)
    return properties("rPr", rFonts=face, b=bold, bCs=bold, sz=size, szCs=size)


def fonts(face: str, names: Mapping[str, str]) -> str:
    """字体：汉字用单位的字体名，字母数字用 Times New Roman。"""
    west, role = ROLES["latin"].office_name, "fang" if face == "latin" else face
    name = escape(names.get(role) or ROLES[role].office_name)
    return f'w:ascii="{west}" w:hAnsi="{west}" w:eastAsia="{name}" w:cs="{west}"'
