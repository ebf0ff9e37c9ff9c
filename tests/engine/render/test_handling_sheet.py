"""收文处理笺。"""

from dataclasses import replace
from io import BytesIO

import pdfplumber
import pytest

from sanban.engine.forms.cells import Opinion
from sanban.engine.forms.kinds.handling_sheet import Handling, HandlingSheet, Reader
from sanban.engine.pages.code import find_code
from sanban.engine.pages.picture import page_count, page_png
from sanban.engine.render.apart import typeset_apart
from sanban.engine.render.forms import form_to_pdf
from sanban.engine.render.typesetting import TypesettingFailed

SHEET = HandlingSheet(
    office="演示县人民政府办公室",
    code="7K3M9Q2X",
    title="演示市人民政府办公室关于开展农田水利设施专项检查的通知",
    sender_org="演示市人民政府办公室",
    sender_number="演政办发〔2026〕47号",
    received_on="2026年9月11日",
    receipt_no="〔2026〕128",
    doc_kind="通知",
    urgency="加急",
    copies="2",
    pages="6",
    due="9月20日前",
    summary="要求各县区完成自查并书面报送。",
    proposals=(Opinion(text="建议呈郑国平副县长阅示。", name="林晓燕", time="9月11日 09:20"),),
    instructions=(
        Opinion(text="同意，抓好落实。", name="何立新", post="县长", recorded_by="林晓燕"),
    ),
    handlings=(Handling(org="演示县水务局", duty="主办", text="已完成自查。", name="高振山"),),
    result="已书面报送，办结。",
    readers=(Reader(name="周明远", post="办公室主任", time="9月11日"), Reader(name="田丰收")),
)


def handling_sheet(form, **options):
    return form_to_pdf(form, **options).data


def words(pdf):
    with pdfplumber.open(BytesIO(pdf)) as document:
        return ["".join((page.extract_text() or "").split()) for page in document.pages]


def bottom(pdf):
    """最下面一条线离纸顶多少磅。"""
    with pdfplumber.open(BytesIO(pdf)) as document:
        page = document.pages[0]
        return max(line["bottom"] for line in page.rects + page.lines + page.curves)


def test_an_ordinary_sheet_fills_one_a4_page():
    pdf = handling_sheet(SHEET)
    assert page_count(pdf) == 1
    with pdfplumber.open(BytesIO(pdf)) as document:
        page = document.pages[0]
        assert (round(page.width), round(page.height)) == (595, 842)
    assert bottom(pdf) > 770


def test_every_column_can_be_read_from_the_text_layer():
    text = words(handling_sheet(SHEET))[0]
    for piece in (
        "收文处理笺", "演政办发〔2026〕47号", "〔2026〕128", "2026年9月11日", "加急",
        "建议呈郑国平副县长阅示。", "何立新（县长）", "（林晓燕代录）", "主办：演示县水务局",
        "已书面报送，办结。", "周明远", "田丰收", "传阅",
    ):  # fmt: skip
        assert piece in text, piece


def test_instructions_keep_the_order_they_are_given_in():
    both = replace(
        SHEET,
        instructions=(Opinion(text="甲意见", name="甲"), Opinion(text="乙意见", name="乙")),
    )
    text = words(handling_sheet(both))[0]
    assert text.index("甲意见") < text.index("乙意见")


def test_a_long_sheet_flows_to_more_pages_with_head_and_code_on_each():
    many = tuple(Opinion(text=f"第{n}条意见。" * 12, name="何立新") for n in range(30))
    pdf = handling_sheet(replace(SHEET, instructions=many))
    pages = words(pdf)
    assert len(pages) > 2
    assert all("收文处理笺" in page and f"共{len(pages)}页" in page for page in pages)
    assert all(f"第{n}条意见。" in "".join(pages) for n in range(30))
    for page in range(1, len(pages) + 1):
        assert find_code(page_png(pdf, page, width_px=1240)) == SHEET.code


def test_one_opinion_longer_than_a_page_is_not_lost():
    long = Opinion(text="逐条抓好落实。" * 400 + "完。", name="何立新")
    pages = words(handling_sheet(replace(SHEET, instructions=(long,))))
    assert len(pages) > 1
    assert "".join(pages).count("抓") == 400


@pytest.mark.parametrize(
    "nasty",
    [
        '#panic("坏")',
        "$x^2$ \\ \\u{41}",
        "*粗*_斜_`码`",
        "<标签> @引用",
        "[] {} //注 /*注*/",
        "= 标题 - 项",
    ],
)
def test_marks_in_words_are_only_words(nasty):
    pdf = handling_sheet(replace(SHEET, title=nasty, summary=nasty, result=nasty + "\n" + nasty))
    assert words(pdf)[0].count("".join(nasty.split())) >= 4


def test_an_empty_sheet_still_prints_as_a_form():
    pdf = handling_sheet(HandlingSheet(office="演示县人民政府办公室", code="A", title=""))
    assert page_count(pdf) == 1
    assert bottom(pdf) > 770
    assert find_code(pdf) == "A"


def test_the_same_sheet_gives_the_same_bytes():
    assert handling_sheet(SHEET) == handling_sheet(SHEET)


def test_made_apart_it_is_the_same_sheet():
    assert handling_sheet(SHEET, apart=True) == handling_sheet(SHEET)


def test_a_template_that_does_not_fit_says_so(tmp_path):
    template = tmp_path / "bad.typ"
    template.write_text("#nothing")
    with pytest.raises(TypesettingFailed, match="没有排成"):
        typeset_apart(template, {})
