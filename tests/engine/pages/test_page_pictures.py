"""数页、画页、转 PDF。"""

import shutil
import threading
import zipfile
from io import BytesIO

import pytest
from PIL import Image

from sanban.engine.bad_page import BadPage
from sanban.engine.pages.office import NoOffice, OfficeFailed, convert
from sanban.engine.pages.picture import page_count, page_png
from sanban.engine.pages.to_pdf import UnknownKind, decode, to_pdf
from sanban.engine.pages.watermark import _tile

TWO_PAGES = "\n".join(f"第{n}行" for n in range(60)).encode()


@pytest.fixture(scope="module")
def pdf():
    return to_pdf(TWO_PAGES, "txt")


def test_pages_are_counted(pdf):
    assert page_count(pdf) == 2


def test_a_page_is_drawn_as_wide_as_asked(pdf):
    picture = Image.open(BytesIO(page_png(pdf, 1, width_px=620)))
    assert (picture.format, picture.width) == ("PNG", 620)
    assert abs(picture.height - 877) <= 1


def test_the_watermark_is_light_and_everywhere(pdf):
    plain = Image.open(BytesIO(page_png(pdf, 2, width_px=620))).convert("L")
    marked = Image.open(BytesIO(page_png(pdf, 2, width_px=620, watermark="林晓燕 县政府办")))
    blank = (300, 100, 620, 877)
    assert plain.crop(blank).getextrema() == (255, 255)
    assert 200 < marked.convert("L").crop(blank).getextrema()[0] < 250


def test_without_a_chinese_font_the_ascii_part_is_marked(monkeypatch):
    monkeypatch.setattr("sanban.engine.pages.watermark.picture_face", lambda: None)
    _tile.cache_clear()
    assert _tile("林晓燕 2026-09-11", 20) is not None
    assert _tile("林晓燕", 20) is None
    _tile.cache_clear()


@pytest.mark.parametrize("bad", [b"", b"%PDF-1.7", b"not a pdf", b"%PDF-1.4\n" + b"\x00" * 500])
def test_a_broken_pdf_says_so(bad):
    with pytest.raises(BadPage, match="打不开"):
        page_count(bad)


@pytest.mark.parametrize("page", [0, 3, -1])
def test_a_page_that_is_not_there_says_so(pdf, page):
    with pytest.raises(BadPage, match="共 2 页"):
        page_png(pdf, page, width_px=200)


def test_many_threads_may_draw_at_once(pdf):
    done = []
    threads = [
        threading.Thread(target=lambda n=n: done.append(page_png(pdf, 1 + n % 2, width_px=200)))
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 8
    assert len(set(done)) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_text_of_any_common_encoding_is_read(encoding):
    assert decode("演示县 #通知 $5".encode(encoding)) == "演示县 #通知 $5"


@pytest.mark.parametrize("suffix", ["txt", "docx", "ofd", "pdf"])
def test_an_empty_file_is_refused(suffix):
    with pytest.raises(BadPage, match="空文件"):
        to_pdf(b"", suffix)


def test_a_page_too_large_to_draw_is_refused(pdf):
    with pytest.raises(BadPage, match="太大"):
        page_png(pdf, 1, width_px=20000)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="没有 LibreOffice")
def test_a_broken_office_file_says_so():
    with pytest.raises(OfficeFailed, match="打不开"):
        to_pdf(b"PK\x03\x04 broken", "docx")


def test_pdf_passes_through(pdf):
    assert to_pdf(pdf, ".PDF") is pdf


def test_an_unknown_kind_is_refused():
    with pytest.raises(UnknownKind, match="不能预览"):
        to_pdf(b"MZ", "exe")


def _zip(files):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, text in files.items():
            package.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    "bad",
    [
        b"PK\x03\x04 broken",
        _zip({"a.txt": "x"}),
        _zip({"OFD.xml": "<OFD><DocRoot>Doc_0/Document.xml</DocRoot></OFD>"}),
        _zip({"OFD.xml": "<OFD/>"}),
        _zip({"OFD.xml": "<OFD"}),
    ],
)
def test_a_broken_ofd_says_so(bad):
    with pytest.raises(BadPage, match="OFD 打不开"):
        to_pdf(bad, "ofd")


def test_an_office_file_that_takes_too_long_is_given_up(monkeypatch, tmp_path):
    slow = tmp_path / "soffice"
    slow.write_text("#!/bin/sh\nsleep 30\n")
    slow.chmod(0o755)
    monkeypatch.setattr("shutil.which", lambda name: str(slow))

    with pytest.raises(OfficeFailed, match="超过 1 秒"):
        convert(b"x", source="docx", target="pdf", seconds=1)


def test_without_libreoffice_it_says_what_to_install(monkeypatch):

    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(NoOffice, match="libreoffice-writer"):
        to_pdf(b"x", "docx")
