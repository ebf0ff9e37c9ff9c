"""种子：每种格式各一两份真的文件，由真的程序写成。"""

from collections.abc import Callable
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import xlsxwriter
from PIL import Image, ImageDraw

from demo.files import make_docx, make_pdf
from demo.texts import papers
from sanban.engine.gongwen.markdown import gongwen_of, load_typed
from sanban.engine.pages import office
from sanban.engine.render.docx import to_docx
from tests.engine.letters import SAMPLES
from tests.engine.samples import as_docx, as_ofd, as_pdf, as_txt, zipped

SLIDE = (
    '<p:sld xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    "<p:cSld><a:p><a:r><a:t>防汛情况汇报</a:t></a:r></a:p></p:cSld></p:sld>"
)
INK = (
    '{"width": 800, "height": 370, "strokes":'
    ' [{"pen": "middle", "points": [[100, 100], [180, 140], [260, 90]]}]}'
)
DAV = (
    '<?xml version="1.0"?><D:lockinfo xmlns:D="DAV:"><D:lockscope><D:exclusive/></D:lockscope>'
    "<D:locktype><D:write/></D:locktype><D:owner>某人</D:owner></D:lockinfo>"
)

LETTER = Path(__file__).parents[2] / "examples" / "函.md"


def _docx() -> list[bytes]:
    return [as_docx(SAMPLES[0]), make_docx(papers(date(2026, 9, 16))[0])]


def _pdf() -> list[bytes]:
    return [as_pdf(SAMPLES[0]), make_pdf(papers(date(2026, 9, 16))[0])]


def _sheet() -> list[bytes]:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("台账")
        sheet.write_row(0, 0, ("单位", "事项", "期限", "完成率"))
        for row in range(1, 20):
            sheet.write_row(row, 0, ("县水务局", f"第{row}件", 46000 + row, 0.25 * row))
            sheet.write_formula(row, 4, f"=D{row}*2", None, 3)
        sheet.merge_range(20, 0, 21, 2, "合计")
    return [out.getvalue()]


def _slides() -> list[bytes]:
    parts = {"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"}
    return [zipped({**parts, **{f"ppt/slides/slide{n}.xml": SLIDE for n in range(3)}})]


def _picture(kind: str) -> Callable[[], list[bytes]]:
    def draw() -> list[bytes]:
        out = BytesIO()
        picture = Image.new("RGB", (320, 200), "white")
        ImageDraw.Draw(picture).line((0, 0, 320, 200), fill="red", width=9)
        picture.save(out, kind)
        return [out.getvalue()]

    return draw


def _doc() -> list[bytes]:
    """没有 LibreOffice 的机器上没有这一种。"""
    if not office.is_here():
        return []
    return [office.convert(as_docx(SAMPLES[0]), source="docx", target="doc")]


MAKERS: dict[str, Callable[[], list[bytes]]] = {
    "docx": _docx,
    "ours": lambda: [to_docx(gongwen_of(load_typed(LETTER), LETTER)).data],
    "typed": lambda: [LETTER.read_bytes()],
    "pdf": _pdf,
    "ofd": lambda: [as_ofd(SAMPLES[0])],
    "text": lambda: [as_txt(SAMPLES[0]), as_txt(SAMPLES[1]).decode().encode("gb18030")],
    "sheet": _sheet,
    "slides": _slides,
    "doc": _doc,
    "png": _picture("PNG"),
    "jpg": _picture("JPEG"),
    "tif": _picture("TIFF"),
    "bmp": _picture("BMP"),
    "ink": lambda: [INK.encode()],
    "dav": lambda: [DAV.encode()],
}


@cache
def seeds(kind: str) -> tuple[bytes, ...]:
    """一种格式的几份种子。"""
    return tuple(MAKERS[kind]())
