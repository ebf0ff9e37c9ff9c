"""手迹印在意见栏里：大小有度，PDF 里真有一幅图，DOCX 里说一句。"""

from io import BytesIO
from zipfile import ZipFile

import pypdfium2
from PIL import Image

from sanban.engine.forms.cells import Written
from sanban.engine.forms.kinds.draft_sheet import DraftSheet
from sanban.engine.render.forms import form_to_pdf
from sanban.engine.render.targets import render_form


def written(width=900, height=400):
    out = BytesIO()
    Image.new("L", (width, height), 40).save(out, "PNG")
    return Written(text="", name="何立新", time="2026年9月16日", png=out.getvalue(),
                   width=width, height=height)  # fmt: skip


def test_the_ink_keeps_its_shape_and_stays_in_the_cell():
    wide = written().drawing
    assert (wide.width, wide.height) == (101.25, 45.0)
    assert round(written(2400, 200).drawing.width) == 110


def test_the_ink_stands_in_the_printed_sheet():
    sheet = DraftSheet(
        office="演示县人民政府办公室", title="关于防火的通知", signed_off=(written(),)
    )
    document = pypdfium2.PdfDocument(form_to_pdf(sheet).data)
    images = [one for one in document[0].get_objects() if one.type == 3]
    assert len(images) == 1
    left, bottom, right, top = images[0].get_bounds()
    assert round((right - left) / 72 * 25.4) == 101
    assert round((top - bottom) / 72 * 25.4) == 45
    document.close()


def test_the_docx_says_where_the_ink_is():
    sheet = DraftSheet(
        office="演示县人民政府办公室", title="关于防火的通知", signed_off=(written(),)
    )
    made = render_form(sheet, "docx").data
    assert "手迹见 PDF" in ZipFile(BytesIO(made)).read("word/document.xml").decode()
