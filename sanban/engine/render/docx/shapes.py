"""图形：信函的双线、印章的占位圆；都用 DrawingML，不用 VML。

印章只画一个灰色虚线圆，告诉人章盖在哪里；不画红章（GB/T 38540）。
"""

from dataclasses import dataclass

from sanban.engine.gongwen.styles import RED
from sanban.engine.render.docx.markup import emu
from sanban.engine.render.docx.sheet import Sheet

GREY = "A6A6A6"
HAIRLINE = 6350  # 占位线的粗，EMU（0.5 磅）
ANCHOR = """<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" \
distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{id}" behindDoc="1" locked="0" \
layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>\
<wp:positionH relativeFrom="{across}"><wp:posOffset>{x}</wp:posOffset></wp:positionH>\
<wp:positionV relativeFrom="{down}"><wp:posOffset>{y}</wp:posOffset></wp:positionV>\
<wp:extent cx="{wide}" cy="{high}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>\
<wp:docPr id="{id}" name="{name}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData \
uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>\
<wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>\
<a:prstGeom prst="{form}"><a:avLst/></a:prstGeom>{look}</wps:spPr><wps:bodyPr/></wps:wsp>\
</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"""
SOLID = '<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln>'
DASHED = (
    f'<a:noFill/><a:ln w="{HAIRLINE}"><a:solidFill><a:srgbClr val="{GREY}"/></a:solidFill>'
    '<a:prstDash val="dash"/></a:ln>'
)


@dataclass(frozen=True, slots=True)
class Place:
    """图形的位置和大小，毫米；`across`、`down` 是从哪里量起。"""

    x: float
    y: float
    wide: float
    high: float
    across: str = "page"
    down: str = "page"


def seal(sheet: Sheet, x: float, y: float) -> str:
    """印章的占位圆：圆心离栏左边 x、离所在段上边 y 毫米。"""
    size = sheet.rules.mm("seal")
    place = Place(x - size / 2, y - size / 2, size, size, "column", "paragraph")
    return _anchor(sheet, place, ("印章位置", "ellipse", DASHED))


def letter_head(sheet: Sheet, top: float) -> str:
    """信函的上双线：上粗下细；`top` 是上边缘到纸边的毫米数。"""
    return _pair(sheet, top, ("letter_rule_thick", "letter_rule_thin"))


def letter_foot(sheet: Sheet) -> str:
    """信函的下双线：上细下粗，下边缘距纸边 20 毫米。"""
    mm = sheet.rules.mm
    high = mm("letter_rule_thick") + mm("letter_rule_apart") + mm("letter_rule_thin")
    top = mm("paper_height") - mm("letter_rule_foot") - high
    return _pair(sheet, top, ("letter_rule_thin", "letter_rule_thick"))


def _pair(sheet: Sheet, top: float, weights: tuple[str, str]) -> str:
    mm = sheet.rules.mm
    width = mm("letter_rule_width")
    x = (mm("paper_width") - width) / 2
    second = top + mm(weights[0]) + mm("letter_rule_apart")
    look = SOLID.format(colour=RED.lstrip("#").upper())
    return "".join(
        _anchor(sheet, Place(x, y, width, mm(weight)), ("信函红线", "rect", look))
        for y, weight in zip((top, second), weights, strict=True)
    )


def _anchor(sheet: Sheet, place: Place, form: tuple[str, str, str]) -> str:
    """一个锚定的图形；`form` 是名字、形状和填色描边。"""
    name, preset, look = form
    return ANCHOR.format(
        id=sheet.shape(), name=name, form=preset, look=look,
        x=emu(place.x), y=emu(place.y), wide=emu(place.wide), high=emu(place.high),
        across=place.across, down=place.down,
    )  # fmt: skip
