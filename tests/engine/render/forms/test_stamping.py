"""盖归档章：找空白、盖得正、别的不动。"""

from io import BytesIO

import pypdfium2
import pytest

from sanban.engine.bad_page import BadPage
from sanban.engine.forms.kinds.archive_stamp import ArchiveStamp
from sanban.engine.forms.kinds.handling_sheet import HandlingSheet
from sanban.engine.forms.kinds.meeting_notice import MeetingNotice
from sanban.engine.gongwen.problems import Rejected
from sanban.engine.render.forms import form_to_pdf, stamp_pdf
from sanban.engine.render.forms.stamping import Spot
from tests.engine.forms.filled import OFFICE, example
from tests.engine.render.measure import pages

STAMP = ArchiveStamp(
    fonds_no="Z109", year="2026", item_no="0128", section="BGS", retention="30年", pages="6"
)
SCALE = 4.0  # 每磅几个点


@pytest.fixture(scope="module")
def notice():
    return form_to_pdf(example("会议通知")).data


def red_box(pdf, number=0):
    """红的地方离页面左、上、右、下多少毫米（照看到的样子）。"""
    document = pypdfium2.PdfDocument(pdf)
    picture = document[number].render(scale=SCALE).to_pil().convert("RGB")
    document.close()
    red, _, blue = picture.split()
    mask = red.point(lambda v: 255 * (v > 150)).convert("1")
    dark = blue.point(lambda v: 255 * (v < 120)).convert("1")
    mask.paste(0, mask=dark.point(lambda v: 255 * (v == 0)))
    box = mask.getbbox()
    return tuple(edge / SCALE * 25.4 / 72 for edge in box) if box else None


def turned(pdf, degrees):
    document, out = pypdfium2.PdfDocument(pdf), BytesIO()
    document[0].set_rotation(degrees)
    document.save(out)
    document.close()
    return out.getvalue()


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_it_is_45_by_16_upright_at_the_top_however_the_page_is_turned(notice, degrees):
    left, top, right, bottom = red_box(stamp_pdf(turned(notice, degrees), STAMP))
    assert right - left == pytest.approx(45, abs=0.3)
    assert bottom - top == pytest.approx(16, abs=0.3)
    assert top < 20


def test_nothing_else_changes(notice):
    before, after = pages(notice), pages(stamp_pdf(notice, STAMP))
    assert after[1].text == before[1].text
    assert after[0].text.replace("Z10920260128BGS30年6", "") == before[0].text
    assert red_box(stamp_pdf(notice, STAMP), 1) is None


def test_it_goes_where_it_is_told(notice):
    left, top, *_ = red_box(stamp_pdf(notice, STAMP, spot=Spot(30, 15)))
    assert (left, top) == pytest.approx((30, 15), abs=0.3)


def test_without_room_it_says_so():
    crowded = form_to_pdf(HandlingSheet(office=OFFICE * 2, code="A", title="通知")).data
    with pytest.raises(Rejected, match="没有 45×16 毫米的空白"):
        stamp_pdf(crowded, STAMP)


def test_it_avoids_what_stands_on_the_right():
    urgent = form_to_pdf(MeetingNotice(urgency="特急", number="甲" * 20, title="通知")).data
    left, *_ = red_box(stamp_pdf(urgent, STAMP, spot=None))
    assert left > 20


def test_a_broken_pdf_is_refused():
    with pytest.raises(BadPage, match="打不开"):
        stamp_pdf(b"%PDF-1.7 broken", STAMP)
