"""图：嵌在行里，不超过版心；图题在下面。"""

from io import BytesIO

from PIL import Image, UnidentifiedImageError

from sanban.engine.gongwen.blocks import Picture
from sanban.engine.gongwen.problems import Problem, Rejected
from sanban.engine.render.docx.markup import emu, escape, paragraph, run
from sanban.engine.render.docx.sheet import Sheet
from sanban.engine.render.ink import EMU_PER_MM

SUFFIXES = {"PNG": "png", "JPEG": "jpeg"}
SCREEN_DPI = 96.0
NATURAL = "本来大小"
INLINE = """<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">\
<wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="{id}" name="{name}" descr="{title}"/>\
<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>\
<pic:nvPicPr><pic:cNvPr id="{id}" name="{name}" descr="{sized}"/><pic:cNvPicPr/></pic:nvPicPr>\
<pic:blipFill><a:blip r:embed="{link}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>\
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>\
</wp:inline></w:drawing></w:r>"""


def picture(block: Picture, sheet: Sheet, **more: str | None) -> str:
    """一幅图和它的图题；不是 PNG、JPEG 的报 `Rejected`。"""
    kind, wide, high = picture_size(block.data)
    if block.width:
        high, wide = round(high * emu(block.width) / wide), emu(block.width)
    limit = emu(sheet.rules.mm("text_width"))
    if wide > limit:
        high, wide = round(high * limit / wide), limit
    inner = INLINE.format(
        wide=wide, high=high, id=sheet.shape(), name=escape(block.name),
        title=escape(block.title or block.name), sized="" if block.width else NATURAL,
        link=sheet.picture(block.data, SUFFIXES[kind]),
    )  # fmt: skip
    caption = paragraph("caption", run(block.title)) if block.title else ""
    return paragraph("picture", inner, **more) + caption


def picture_size(data: bytes) -> tuple[str, int, int]:
    """图的格式和本来的宽、高（EMU）；读不了报 `Rejected`。"""
    try:
        with Image.open(BytesIO(data)) as image:
            kind, pixels = image.format or "", image.size
            dpi = image.info.get("dpi") or (SCREEN_DPI, SCREEN_DPI)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise Rejected(Problem("图", "图读不了，可能已损坏，请换一份。")) from error
    if kind not in SUFFIXES:
        raise Rejected(Problem("图", "只能放 PNG 或 JPEG 图，请先转换格式。"))
    wide, high = (_emu(count, per) for count, per in zip(pixels, dpi, strict=False))
    return kind, wide, high


def _emu(pixels: int, dpi: float) -> int:
    return max(round(pixels / (float(dpi) or SCREEN_DPI) * 25.4 * EMU_PER_MM), 1)
