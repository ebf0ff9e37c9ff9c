"""演示来文的文件，各用自己的程序打得开、字不少。"""

import shutil
import zipfile
from datetime import date
from io import BytesIO

import docx
import pdfplumber
import pytest
from python_calamine import CalamineWorkbook

from demo.files import (
    make_doc,
    make_docx,
    make_ofd,
    make_pdf,
    make_scan_pdf,
    make_txt,
    make_wps,
    make_xlsx,
)
from demo.texts import papers
from sanban.engine.pages.picture import page_count
from sanban.engine.pages.to_pdf import to_pdf
from sanban.engine.read import read
from sanban.engine.read.physical import FOOTER

TODAY = date(2026, 9, 11)
PAPERS = {paper.key: paper for paper in papers(TODAY)}
FIRST = PAPERS["water_check"]
EVERY = pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
office = pytest.mark.skipif(shutil.which("soffice") is None, reason="没有 LibreOffice")


def squeeze(text):
    return "".join(text.split())


def promised(paper):
    """识读时该找得到的字。"""
    yield from (squeeze(text) for text in paper.paragraphs)
    yield squeeze(paper.title)
    yield from (paper.number, paper.signer, paper.urgency, paper.copy_no, paper.mark)
    yield squeeze(paper.recipients)
    yield f"{paper.date.year}年{paper.date.month}月{paper.date.day}日"
    yield squeeze(paper.cc)


def missing(paper, text):
    text = squeeze(text)
    return [piece for piece in promised(paper) if piece not in text]


@EVERY
def test_docx_holds_every_word(paper):
    document = docx.Document(BytesIO(make_docx(paper)))
    assert not missing(paper, "\n".join(p.text for p in document.paragraphs))


@EVERY
def test_ofd_holds_every_word(paper):
    found = read(make_ofd(paper), "来文.ofd")
    body = (p.text for p in found.paragraphs if p.place != FOOTER)
    assert not missing(paper, "\n".join(body))


@EVERY
def test_txt_holds_every_word(paper):
    assert not missing(paper, make_txt(paper, encoding="gb18030").decode("gb18030"))


@pytest.mark.parametrize(
    "key", ["water_check", "budget_review", "executive_minutes", "land_letter"]
)
def test_pdf_has_a_text_layer_with_every_word(key):
    with pdfplumber.open(BytesIO(make_pdf(PAPERS[key]))) as document:
        footless = [page.crop((0, 0, page.width, page.height - 99)) for page in document.pages]
        text = "".join(page.extract_text() or "" for page in footless)
    assert not missing(PAPERS[key], text)


def test_ofd_becomes_the_same_number_of_pages_with_its_words():
    ofd = make_ofd(FIRST)
    with zipfile.ZipFile(BytesIO(ofd)) as package:
        pages = sum(name.endswith("Content.xml") for name in package.namelist())
    pdf = to_pdf(ofd, "ofd")
    assert page_count(pdf) == pages
    with pdfplumber.open(BytesIO(pdf)) as document:
        text = squeeze("".join(page.extract_text() or "" for page in document.pages))
    assert "演示市人民政府办公室文件" in text
    assert "重点检查干支渠清淤衬砌" in text


def test_a_scan_has_pictures_and_no_text():
    scan = make_scan_pdf(FIRST)
    with pdfplumber.open(BytesIO(scan)) as document:
        assert len(document.pages) == page_count(make_pdf(FIRST))
        assert all(page.images and not page.extract_text() for page in document.pages)


def test_xlsx_opens_with_its_rows():
    book = make_xlsx("农田水利设施情况统计表", [["乡镇", "渠道"], ["柳湾镇", 12]])
    rows = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()
    assert rows[0][0] == "农田水利设施情况统计表"
    assert rows[2] == ["柳湾镇", 12]


@office
def test_doc_is_a_word_97_file_that_can_be_shown():
    doc = make_doc(FIRST)
    assert doc[:8] == bytes.fromhex("d0cf11e0a1b11ae1")
    with pdfplumber.open(BytesIO(to_pdf(doc, ".DOC"))) as document:
        assert "演市政办发〔2026〕47号" in squeeze(document.pages[0].extract_text())


def test_wps_holds_what_doc_holds():
    assert make_wps is make_doc
