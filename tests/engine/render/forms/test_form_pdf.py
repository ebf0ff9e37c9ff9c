"""表单排成 PDF：页数、尺寸、文字齐全、不出格。"""

import re
from dataclasses import replace
from functools import cache

import pypdfium2
import pytest

from sanban.engine.forms import FORMS
from sanban.engine.forms.kinds.archive_list import ArchiveList
from sanban.engine.forms.kinds.archive_stamp import ArchiveStamp
from sanban.engine.forms.kinds.draft_sheet import DraftSheet
from sanban.engine.forms.kinds.meeting_notice import MeetingNotice
from sanban.engine.forms.kinds.name_cards import NameCard, NameCards
from sanban.engine.forms.kinds.sign_in_sheet import SignInSheet
from sanban.engine.forms.styles import PAPERS
from sanban.engine.gongwen.styles import MEASURES
from sanban.engine.pages.code import find_code
from sanban.engine.pages.picture import page_png
from sanban.engine.render.forms import form_to_pdf
from tests.engine.forms.filled import BLANK, EXAMPLES, FULL, OFFICE, entries, example, people
from tests.engine.render.measure import pages

NEAR = 0.3


@cache
def made(form):
    return pages(form_to_pdf(form).data)


def said(form):
    return "".join(page.text for page in made(form))


def squeezed(text):
    return "".join(text.split())


def words_of(value):
    """表单里写的每一段字。"""
    if isinstance(value, str):
        yield from value.split("\n")
    elif isinstance(value, tuple):
        for one in value:
            yield from words_of(one)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from words_of(getattr(value, name))


@pytest.mark.parametrize("code", BLANK)
def test_a_blank_form_is_one_a4_page(code):
    (page,) = made(BLANK[code])
    assert sorted((round(page.width), round(page.height))) == [210, 297]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_word_of_an_example_is_on_paper(path):
    form = example(path.stem)
    text = said(form)
    missing = [one for one in words_of(form) if squeezed(one) not in text]
    assert not missing


@pytest.mark.parametrize(
    "code",
    ["draft_sheet", "handling_sheet", "supervision_notice", "reminder_slip", "inspection_report"],
)
def test_a_form_for_signing_fills_the_page(code):
    (page,) = made(BLANK[code])
    paper = PAPERS["handling_sheet" if code == "handling_sheet" else "plain"]
    lowest = max(rule.bottom for rule in page.rules)
    assert lowest == pytest.approx(paper.height - paper.bottom, abs=2)


@pytest.mark.parametrize("code", FULL)
def test_however_full_nothing_leaves_the_paper(code):
    for page in made(FULL[code]):
        for glyph in page.glyphs:
            assert 0 <= glyph.ink.left <= glyph.ink.right <= page.width, glyph
            assert 0 <= glyph.ink.top <= glyph.ink.bottom <= page.height, glyph


@pytest.mark.parametrize(
    "code",
    ["draft_sheet", "supervision_notice", "reminder_slip", "inspection_report", "meeting_notice"],
)
def test_however_long_nothing_is_lost_or_printed_twice(code):
    text, wanted = said(FULL[code]), "".join(words_of(FULL[code]))
    for char in "逐？A":
        assert text.count(char) >= wanted.count(char), char
    assert text.count("逐") == wanted.count("逐")


@pytest.mark.parametrize(
    "code",
    ["draft_sheet", "supervision_notice", "reminder_slip", "inspection_report", "sign_in_sheet"],
)
def test_a_long_form_stays_inside_its_frame(code):
    paper = PAPERS["plain"]
    for page in made(FULL[code]):
        body = [one for one in page.glyphs if paper.top < one.ink.top < paper.height - paper.bottom]
        assert max(one.ink.right for one in body) <= paper.width - paper.right + NEAR
        assert min(one.ink.left for one in body) >= paper.left - NEAR


def test_the_archive_stamp_is_45_by_16_in_red():
    (page,) = made(example("归档章"))
    outer = max(page.rules, key=lambda rule: rule.width * rule.height)
    assert outer.width == pytest.approx(MEASURES["stamp_width"].mm, abs=0.35)
    assert outer.height == pytest.approx(MEASURES["stamp_height"].mm, abs=0.35)
    for word in ("Z109", "2026", "0128", "BGS", "30年", "6"):
        assert outer.left < page.ink(word).left < page.ink(word).right < outer.right
    assert page.ink("2026").top < page.ink("30年").top


def test_the_stamp_cells_are_15_by_8():
    (page,) = made(example("归档章"))
    left = min(rule.left for rule in page.rules)
    bars = sorted(rule.left for rule in page.rules if rule.height > 10 > rule.width)
    assert [bar - left for bar in bars] == pytest.approx([15, 30], abs=NEAR)


def test_a_long_word_in_the_stamp_shrinks_into_its_cell():
    (page,) = made(ArchiveStamp(section="办公室综合科文书档案", year="2026"))
    assert page.ink("办公室综合科文书档案").width < 15


def test_a_card_is_200_by_100_folded_and_printed_twice():
    (page,) = made(NameCards(cards=(NameCard(name="何立新"),)))
    outer = max(page.rules, key=lambda rule: rule.width * rule.height)
    assert outer.width == pytest.approx(200, abs=NEAR)
    assert outer.height == pytest.approx(200, abs=NEAR)
    fold = min(page.rules, key=lambda rule: rule.height)
    assert fold.top == pytest.approx((outer.top + outer.bottom) / 2, abs=NEAR)
    assert page.text.count("何") == 2


def test_the_upper_half_of_a_card_is_the_lower_half_turned_round():
    (page,) = made(NameCards(cards=(NameCard(name="何立新"),)))
    upper, lower = sorted((one.ink for one in page.glyphs if one.char == "何"), key=lambda b: b.top)
    middle = (page.width / 2, page.height / 2)
    assert upper.left == pytest.approx(2 * middle[0] - lower.right, abs=NEAR)
    assert upper.top == pytest.approx(2 * middle[1] - lower.bottom, abs=NEAR)


def test_a_name_of_two_is_as_large_as_one_of_three_with_a_gap():
    two, three, four = (made(NameCards(cards=(NameCard(name=name),)))[0] for name in
                        ("田丰", "何立新", "欧阳明远"))  # fmt: skip
    sizes = [max(one.cell.height for one in page.glyphs) for page in (two, three, four)]
    assert sizes == pytest.approx([sizes[0]] * 3, rel=0.06)
    first, second = (one.cell for one in two.glyphs if one.ink.top > two.height / 2)
    assert second.left - first.right == pytest.approx(first.width, rel=0.1)


def test_small_cards_share_a_page():
    cards = tuple(NameCard(name=f"第{n}人") for n in "一二三四五")
    assert len(made(NameCards(cards=cards, height=60))) == 3
    assert len(made(NameCards(cards=cards))) == 5


def test_fifty_people_sign_on_pages_with_the_head_on_each():
    every = made(SignInSheet(meeting="水利会议", people=people(50)))
    assert len(every) == 3
    assert all("序号" in page.text and "签到" in page.text for page in every)
    assert "会议签到表（续）" in every[1].text
    assert every[1].text.count("水利会议") == 1


def test_the_last_page_of_a_sign_in_sheet_is_filled_with_blank_rows():
    for count in (1, 20, 21, 22, 23):
        every = made(SignInSheet(meeting="水利会议", people=people(count)))
        lowest = max(rule.bottom for rule in every[-1].rules)
        paper = PAPERS["plain"]
        assert paper.height - paper.bottom - 10 < lowest < paper.height - paper.bottom + NEAR


def test_three_hundred_archive_items_keep_their_order_and_head():
    every = made(ArchiveList(fonds_no="Z109", entries=entries(300)))
    assert (round(every[0].width), round(every[0].height)) == (297, 210)
    assert all("归档文件目录" in page.text and "责任者" in page.text for page in every)
    found = re.findall(r"BGS-(\d{4})", "".join(page.text for page in every))
    assert found == [f"{n:04d}" for n in range(1, 301)]
    assert f"共{len(every)}页" in every[-1].text


def test_a_row_of_a_list_is_not_split_between_pages():
    for page in made(FULL["archive_list"]):
        whole = re.findall(r"演政办发〔2026〕(\d+)号", page.text)
        assert whole == re.findall(r"第(\d+)件", page.text)


def test_the_slip_is_whole_and_at_the_foot_or_on_its_own_page():
    every = made(example("督办通知单"))
    assert "签收回执" in every[-1].text
    long = made(replace(example("会议通知"), requirements=("会议要求" * 100,) * 3))
    assert "会议回执" in long[-1].text
    assert long[-1].text.index("沿此线裁下") < long[-1].text.index("会议回执")


def test_the_sign_off_never_stands_alone_on_a_page():
    notice = example("会议通知")
    for more in range(0, 100, 20):
        form = replace(notice, has_rsvp=False, requirements=(*notice.requirements, "要求" * more))
        last = made(form)[-1].text
        assert last.index(OFFICE) > 10, last


def test_the_notice_breaks_its_title_between_words():
    (first, *_) = made(example("会议通知"))
    assert first.base("秋冬季") == first.base("农田水利")
    assert first.base("关于召开") < first.base("的通知")


def test_a_place_for_the_seal_is_grey_and_the_size_of_a_seal():
    (page,) = made(example("督办通知单"))
    size = MEASURES["seal"].mm
    assert any(abs(r.width - size) < 0.5 and abs(r.height - size) < 0.5 for r in page.rules)


@pytest.mark.parametrize(
    "code",
    ["draft_sheet", "supervision_notice", "reminder_slip", "inspection_report", "sign_in_sheet"],
)
def test_the_code_on_every_page_can_be_read_back(code):
    pdf = form_to_pdf(FULL[code]).data
    for number in (1, 2, len(pages(pdf))):
        assert find_code(page_png(pdf, number, width_px=1240)) == FULL[code].code


def test_it_is_pdf_a_with_title_and_the_same_every_time():
    form = example("督办通知单")
    done = form_to_pdf(form)
    assert done.data == form_to_pdf(form).data
    assert done.pages == 1
    assert b"pdfaid:part" in done.data
    document = pypdfium2.PdfDocument(done.data)
    assert document.get_metadata_value("Title") == OFFICE + "督办通知单"
    document.close()


def test_control_marks_do_not_reach_the_paper():
    text = said(DraftSheet(title="关于\x07\u200b做好\ufeff工作的\u202e通知"))
    assert "关于做好工作的通知" in text


def test_a_word_no_font_has_is_marked_and_told():
    done = form_to_pdf(DraftSheet(title="关于\U0010fffd的通知"))
    assert any("哪个字体里都没有" in one.message for one in done.notes)
    assert "关于〓的通知" in pages(done.data)[0].text


def test_substituted_fonts_are_told_once():
    told = [one.message for one in form_to_pdf(example("督办通知单")).notes]
    assert len(told) == len(set(told))


def test_a_notice_without_time_is_told():
    told = {one.element for one in form_to_pdf(MeetingNotice(meeting="水利会议")).notes}
    assert {"会议时间", "会议地点"} <= told


def test_every_form_has_a_name_on_its_paper():
    for code, kind in FORMS.items():
        if code not in ("archive_stamp", "name_cards"):
            assert kind.about.name in said(kind()), code
