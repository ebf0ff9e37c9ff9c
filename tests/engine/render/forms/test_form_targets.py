"""表单的 DOCX、OFD、SVG、PNG：和 PDF 是同一张表。"""

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.shared import Mm
from PIL import Image

from sanban.engine.forms import FORMS
from sanban.engine.forms.kinds.name_cards import NameCard, NameCards
from sanban.engine.forms.kinds.sign_in_sheet import SignInSheet
from sanban.engine.forms.styles import FORM_STYLES, PAPERS
from sanban.engine.gongwen.office_rules import load_rules
from sanban.engine.gongwen.problems import Rejected
from sanban.engine.pages.code import find_code
from sanban.engine.read import read
from sanban.engine.render.forms import (
    form_to_docx,
    form_to_ofd,
    form_to_pdf,
    form_to_png,
    form_to_svg,
)
from tests.engine.forms.filled import BLANK, EXAMPLES, FULL, example, people
from tests.engine.render.forms.test_form_pdf import squeezed, words_of
from tests.engine.render.measure import pages

OUTSIDE = {"archive_stamp", "name_cards"}


def parts(data):
    """DOCX 里每个部件的字。"""
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def text_of(data):
    xml = "".join(
        raw.decode() for name, raw in parts(data).items()
        if name.startswith("word/") and name.endswith(".xml")
    )  # fmt: skip
    return squeezed("".join(piece.split("</w:t>")[0] for piece in xml.split('preserve">')[1:]))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_word_of_an_example_is_in_the_docx(path):
    form = example(path.stem)
    text = text_of(form_to_docx(form).data)
    short_code = getattr(form, "code", "")
    missing = [one for one in words_of(form) if one != short_code and squeezed(one) not in text]
    assert not missing


@pytest.mark.parametrize("code", BLANK)
def test_a_blank_docx_opens_on_the_same_paper(code):
    document = docx.Document(BytesIO(form_to_docx(BLANK[code]).data))
    section, paper = document.sections[0], PAPERS[BLANK[code].sheet().paper]
    assert abs(section.page_width - Mm(paper.width)) < Mm(0.1)
    assert abs(section.page_height - Mm(paper.height)) < Mm(0.1)
    assert abs(section.left_margin - Mm(paper.left)) < Mm(0.2)


@pytest.mark.parametrize("code", sorted(set(FULL) - OUTSIDE))
def test_a_full_docx_opens_and_keeps_its_rows(code):
    document = docx.Document(BytesIO(form_to_docx(FULL[code]).data))
    assert document.tables
    assert document.core_properties.title


def test_the_docx_has_named_styles_and_a_repeated_head():
    document = docx.Document(
        BytesIO(form_to_docx(SignInSheet(meeting="水利会议", people=people(3))).data)
    )
    names = {style.name for style in document.styles}
    assert {style.name for style in FORM_STYLES.values()} <= names
    xml = document.tables[0].rows[0]._tr.xml
    assert "w:tblHeader" in xml
    assert "w:tblHeader" not in document.tables[0].rows[1]._tr.xml


def test_the_docx_columns_are_as_wide_as_on_paper():
    document = docx.Document(BytesIO(form_to_docx(example("督办通知单")).data))
    widths = [column.width / Mm(1) for column in document.tables[0].columns]
    assert widths == pytest.approx([28, 64, 28, 45], abs=0.1)


def test_the_code_in_the_docx_can_be_read():
    found = parts(form_to_docx(example("收文处理笺")).data)
    assert find_code(found["word/media/code.png"]) == "7K3M9Q2X"


def test_the_cards_docx_says_what_libreoffice_cannot_draw():
    cards = NameCards(cards=(NameCard(name="何立新"),))
    done = form_to_docx(cards)
    assert any("LibreOffice" in one.message for one in done.notes)
    assert b'rot="10800000"' in parts(done.data)["word/document.xml"]


def test_the_docx_is_the_same_every_time():
    assert form_to_docx(example("发文稿纸")).data == form_to_docx(example("发文稿纸")).data


@pytest.mark.parametrize("name", ["发文稿纸", "归档文件目录", "席卡", "归档章"])
def test_the_ofd_says_what_the_pdf_says(name):
    form = example(name)
    ofd, pdf = form_to_ofd(form), form_to_pdf(form)
    printed = "".join(page.text for page in pages(pdf.data))
    again = squeezed(read(ofd.data, "表.ofd").text)
    assert sorted(again) == sorted(printed)
    assert ofd.pages == pdf.pages


def test_pictures_are_one_a_page():
    form = SignInSheet(meeting="水利会议", people=people(50))
    many = form_to_pdf(form).pages
    svg, png = form_to_svg(form), form_to_png(form, dpi=72)
    assert len(svg.parts) == len(png.parts) == svg.pages == png.pages == many
    assert svg.parts[0].lstrip().startswith(b"<svg")
    assert Image.open(BytesIO(png.parts[0])).size == pytest.approx((595, 842), abs=1)


def test_a_blank_card_cannot_be_an_ofd_and_says_so():
    with pytest.raises(Rejected, match="空白的席卡一个字也没有"):
        form_to_ofd(BLANK["name_cards"])


def test_every_form_is_known_to_every_target():
    for code in FORMS:
        for target in (form_to_docx, form_to_ofd, form_to_pdf, form_to_png, form_to_svg):
            if code in OUTSIDE and target is form_to_ofd:
                continue
            assert target(BLANK[code]).data, (code, target)


def test_the_fonts_an_office_names_reach_the_forms():
    rules = load_rules('[fonts]\ntitle = "文泉驿"\nfang = "FandolKai"\n')
    sheet = SignInSheet(meeting="全县防汛工作会议")
    styles = parts(form_to_docx(sheet, rules=rules).data)["word/styles.xml"].decode()
    assert 'w:eastAsia="文泉驿"' in styles and 'w:eastAsia="FandolKai"' in styles
    made, usual = form_to_pdf(sheet, rules=rules), form_to_pdf(sheet)
    assert "“文泉驿”" in str(made.notes) and "“文泉驿”" not in str(usual.notes)
    assert made.data != usual.data
