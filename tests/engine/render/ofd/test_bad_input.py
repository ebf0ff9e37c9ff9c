"""转不了的 PDF：说清为什么；页多的也转得了。"""

import io
import time

import pypdfium2
import pytest
from PIL import Image

from sanban.engine.bad_page import BadPage
from sanban.engine.read import read
from sanban.engine.render.ofd import OfdInfo, convert, pdf_to_ofd
from tests.engine.read.test_refusals import locked_pdf
from tests.engine.render.ofd.samples import notice_pdf, page, pages

INFO = OfdInfo(title="试")


def scanned():
    out = io.BytesIO()
    Image.new("L", (200, 280), 200).save(out, "PDF")
    return out.getvalue()


def empty():
    out = io.BytesIO()
    document = pypdfium2.PdfDocument.new()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("pdf", "words"),
    [
        (b"", "打不开"),
        (b"%PDF-1.7 broken", "打不开"),
        (b"PK\x03\x04", "打不开"),
        (locked_pdf(), "加了密码"),
        (scanned(), "没有文字"),
    ],
)
def test_a_pdf_that_cannot_be_converted_says_why(pdf, words):
    with pytest.raises(BadPage, match=words) as caught:
        pdf_to_ofd(pdf, info=INFO)
    assert "请" in str(caught.value)


def test_a_pdf_without_pages_says_so():
    with pytest.raises(BadPage, match=r"一页也没有|打不开"):
        pdf_to_ofd(empty(), info=INFO)


def test_too_many_pages_say_so(monkeypatch):
    monkeypatch.setattr("sanban.engine.render.ofd.glyphs.MAX_PAGES", 3)
    with pytest.raises(BadPage, match="最多转 3 页"):
        pdf_to_ofd(notice_pdf(), info=INFO)


def test_a_thousand_pages_are_converted_in_seconds():
    source = "#for n in range(1000) { page(width: 90mm, height: 60mm)[第 #n 页] }"
    pdf = page('#set text(font: "FandolSong")\n' + source)
    start = time.perf_counter()
    done = convert(pdf, info=INFO)
    assert time.perf_counter() - start < 20
    assert done.pages == 1000
    assert len(pages(done.data)) == 1000


def test_every_cut_of_a_pdf_is_converted_or_refused():
    pdf = notice_pdf()
    for cut in range(0, len(pdf), len(pdf) // 8):
        try:
            pdf_to_ofd(pdf[:cut], info=INFO)
        except BadPage as error:
            assert "请" in str(error)


def test_every_flipped_byte_is_converted_or_refused():
    pdf = page('#set text(font: "FandolSong")\n安全生产工作。')
    for place in range(20, len(pdf), len(pdf) // 40):
        broken = pdf[:place] + bytes([pdf[place] ^ 0x5A]) + pdf[place + 1 :]
        try:
            done = convert(broken, info=INFO)
        except BadPage as error:
            assert "请" in str(error)
        else:
            read(done.data, "a.ofd")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("字#rect(width: 20mm, height: 9mm, fill: gradient.linear(red, blue))", "渐变"),
        ("字#box(clip: true, width: 3mm, height: 3mm, rect(width: 9mm, fill: red))", "裁过"),
    ],
)
def test_what_cannot_be_drawn_alike_is_reported(source, words):
    (note,) = convert(page(source), info=INFO).notes
    assert words in note.message
    assert "请" in note.message


def test_a_turned_page_is_set_upright():
    source = pypdfium2.PdfDocument(notice_pdf())
    source[0].set_rotation(90)
    out = io.BytesIO()
    source.save(out)
    first = pages(pdf_to_ofd(out.getvalue(), info=INFO))[0]
    assert first.findtext(".//{*}PhysicalBox") == "0 0 297 210"
    assert all(
        0 <= float(node.get("Boundary").split()[1]) <= 210 for node in first.iter("{*}TextObject")
    )
