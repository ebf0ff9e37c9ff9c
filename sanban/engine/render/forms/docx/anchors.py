"""定了位的图形和图片：从纸边、栏边或段落量起，都用 DrawingML。"""

from dataclasses import dataclass

from sanban.engine.render.docx.markup import emu, escape

WORDPROCESSING = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
HAIRLINE = 0.18  # 印章占位圈的线粗，毫米
ANCHOR = (
    '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{id}" '
    'behindDoc="{behind}" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="{across}"><wp:posOffset>{x}</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="{down}"><wp:posOffset>{y}</wp:posOffset></wp:positionV>'
    '<wp:extent cx="{wide}" cy="{high}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
    '<wp:docPr id="{id}" name="{name}"/><wp:cNvGraphicFramePr/><a:graphic>'
    '<a:graphicData uri="{uri}">{inner}</a:graphicData></a:graphic></wp:anchor>'
)
PLACED = '<a:xfrm{turn}><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
BOX = (
    "<wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx>"
    '<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr" anchorCtr="0"/>'
)


@dataclass(frozen=True, slots=True)
class Place:
    """图形的位置和大小，毫米；`across`、`down` 是从哪里量起（page、column、paragraph）。"""

    x: float
    y: float
    wide: float
    high: float
    across: str = "page"
    down: str = "page"


@dataclass(frozen=True, slots=True)
class Look:
    """图形的样子：`form` 是 rect、line、ellipse；`line` 线粗（毫米，0 不画）；`fill` 填的颜色。"""

    form: str = "rect"
    line: float = 0
    colour: str = "000000"
    is_dashed: bool = False
    fill: str = ""


def shape(id_: int, name: str, place: Place, look: Look) -> str:
    """一个图形。"""
    return _shape(id_, name, place, look, "<wps:bodyPr/>")


def text_box(id_: int, name: str, place: Place, text: str, *, is_turned: bool = False) -> str:
    """一个没有边、没有底的文本框，字上下居中；`is_turned` 是转 180 度。"""
    turn = ' rot="10800000"' if is_turned else ""
    return _shape(id_, name, place, Look(), BOX.format(text=text), turn=turn)


def picture(id_: int, name: str, place: Place, link: str) -> str:
    """一幅图；`link` 是关系的编号。"""
    inner = (
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{id_}" name="{escape(name)}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{link}"/><a:stretch><a:fillRect/>'
        f"</a:stretch></pic:blipFill><pic:spPr>{_placed(place)}"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    anchored = _anchored(id_, name, place, PICTURE, inner, behind=False)
    return f"<w:r><w:drawing>{anchored}</w:drawing></w:r>"


def _shape(id_: int, name: str, place: Place, look: Look, inner: str, *, turn: str = "") -> str:
    box = ' txBox="1"' if "txbx" in inner else ""
    wsp = (
        f"<wps:wsp><wps:cNvSpPr{box}/><wps:spPr>{_placed(place, turn)}"
        f'<a:prstGeom prst="{look.form}"><a:avLst/></a:prstGeom>{_ink(look)}</wps:spPr>'
        f"{inner}</wps:wsp>"
    )
    anchored = _anchored(id_, name, place, WORDPROCESSING, wsp, behind=True)
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f"{anchored}</w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )


def _anchored(id_: int, name: str, place: Place, uri: str, inner: str, *, behind: bool) -> str:
    return ANCHOR.format(
        id=id_, name=escape(name), uri=uri, inner=inner, behind=int(behind),
        x=emu(place.x), y=emu(place.y), wide=emu(place.wide), high=emu(place.high),
        across=place.across, down=place.down,
    )  # fmt: skip


def _placed(place: Place, turn: str = "") -> str:
    return PLACED.format(turn=turn, wide=emu(place.wide), high=emu(place.high))


def _ink(look: Look) -> str:
    fill = f'<a:solidFill><a:srgbClr val="{look.fill}"/></a:solidFill>' if look.fill else ""
    dash = '<a:prstDash val="dash"/>' if look.is_dashed else ""
    line = f'<a:ln w="{emu(look.line)}"><a:solidFill><a:srgbClr val="{look.colour}"/></a:solidFill>'
    edge = f"{line}{dash}</a:ln>" if look.line else "<a:ln><a:noFill/></a:ln>"
    return (fill or "<a:noFill/>") + edge
