"""出处的框：隔着空格、换行、标点也找得到，同一句话取对的那一处，转过的页也不偏。"""

from datetime import date
from io import BytesIO

import pypdfium2
import pytest

from demo.files import make_docx, make_ofd, make_pdf, make_scan_pdf
from demo.texts import papers
from sanban.engine.bad_page import BadPage
from sanban.engine.extract import extract
from sanban.engine.pages.places import find_places, fold
from sanban.engine.pages.to_pdf import to_pdf
from sanban.engine.read import read

PAPERS = papers(date(2026, 9, 16))


@pytest.fixture(scope="module")
def paper():
    return PAPERS[0]


@pytest.fixture(scope="module")
def pdf(paper):
    return make_pdf(paper)


def spans_of(physical):
    found = extract(physical).fields
    return {name: (field.start, field.end) for name, field in found.items()}


@pytest.mark.parametrize("number", [0, 7, 15])
def test_every_field_of_a_docx_is_found_in_its_pages(number):
    paper = PAPERS[number]
    physical = read(make_docx(paper), "来文.docx")
    spans = spans_of(physical)
    places = find_places(make_pdf(paper), spans, text=physical.text)
    assert set(places) == set(spans)


def test_an_ofd_keeps_the_page_it_told(paper):
    data = make_ofd(paper)
    physical = read(data, "来文.ofd")
    found = extract(physical).fields
    places = find_places(to_pdf(data, "ofd"), spans_of(physical), text=physical.text)
    issued = found["issue_date"]
    assert places["issue_date"].page == issued.page == 2


def test_a_title_on_three_lines_gets_three_boxes_down_the_page(pdf):
    physical = read(pdf, "来文.pdf")
    title = find_places(pdf, spans_of(physical), text=physical.text)["title"]
    tops = [top for _, top, _, _ in title.boxes]
    assert len(tops) >= 2
    assert tops == sorted(tops)
    assert all(0 < one < 100 for box in title.boxes for one in box)


def test_the_kind_is_marked_in_the_title_not_in_the_text(pdf):
    physical = read(pdf, "来文.pdf")
    places = find_places(pdf, spans_of(physical), text=physical.text)
    left, top, width, height = places["doc_kind"].boxes[0]
    box = places["title"].boxes[-1]
    assert box[1] - 1 < top < box[1] + box[3]
    assert left + width == pytest.approx(box[0] + box[2], abs=0.2)
    assert height < 4


def test_context_picks_the_right_one_of_equal_words(pdf):
    physical = read(pdf, "来文.pdf")
    words = "演示市人民政府办公室"
    first = physical.text.index(words)
    last = physical.text.rindex(words)
    spans = {"mark": (first, first + len(words)), "printer": (last, last + len(words))}
    places = find_places(pdf, spans, text=physical.text)
    assert places["mark"].page == 1
    assert places["printer"].page == 2
    assert places["mark"].boxes[0][2] > 2 * places["printer"].boxes[0][2]


def test_a_turned_page_keeps_its_boxes_on_the_words(pdf):
    physical = read(pdf, "来文.pdf")
    span = {"urgency": spans_of(physical)["urgency"]}
    document = pypdfium2.PdfDocument(pdf)
    document[0].set_rotation(180)
    out = BytesIO()
    document.save(out)
    document.close()
    left, top, width, height = find_places(pdf, span, text=physical.text)["urgency"].boxes[0]
    turned = find_places(out.getvalue(), span, text=physical.text)["urgency"].boxes[0]
    assert turned == pytest.approx((100 - left - width, 100 - top - height, width, height), abs=0.1)


def test_spaces_width_and_punctuation_do_not_matter():
    assert fold("２０２６ 年\n9月（初）") == fold("2026年9月初")
    assert fold("⽂件") == fold("文件")


def test_words_that_are_not_there_have_no_place(pdf):
    assert find_places(pdf, {"x": (0, 6)}, text="没有这一句话") == {}
    assert find_places(pdf, {"x": (0, 3)}, text="，。！") == {}
    assert find_places(pdf, {}, text="") == {}


def test_a_scan_has_no_places_and_a_broken_file_says_so(paper):
    assert find_places(make_scan_pdf(paper), {"x": (0, 2)}, text="加急") == {}
    with pytest.raises(BadPage):
        find_places(b"%PDF-broken", {"x": (0, 2)}, text="加急")
