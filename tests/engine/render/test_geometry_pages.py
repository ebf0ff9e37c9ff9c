"""版面的整体：每面 22 行、每行 28 字，两种页面，印章的间隔，单位规定改得动。"""

from itertools import combinations

import pytest

from sanban.engine.gongwen.blocks import plain
from sanban.engine.gongwen.elements import Body, CcRecipients, MainRecipients, Title
from sanban.engine.gongwen.office_rules import Rules, load_rules
from sanban.engine.gongwen.profiles import MEASURED, NOMINAL, POINT
from sanban.engine.gongwen.styles import MEASURES
from sanban.engine.render.pdf import to_pdf
from tests.engine.render import samples
from tests.engine.render.measure import Box, around, pages
from tests.engine.render.paper import (
    CHAR,
    FOUR_CHAR,
    ORGAN,
    centre,
    last,
    made,
    made_of,
    middle,
    rings,
    rule,
    seal,
    sign_gap,
)


def test_line_weights_are_within_a_twentieth_of_a_millimetre():
    weights = [rule(last(), number).height for number in range(3)]
    wanted = [MEASURES[name].mm for name in ("imprint_thick", "imprint_thin", "imprint_thick")]
    assert weights == pytest.approx(wanted, abs=0.05)


def test_every_full_page_has_22_lines_of_28_characters():
    middle_pages = made_of(samples.general(text=samples.filled(120)))[1:5]
    assert [[len(row) for row in page.lines] for page in middle_pages] == [[28] * 22] * 4


def test_a_paragraph_may_end_with_a_full_line():
    rows = [row for row in made_of(samples.general(text=samples.filled(30)))[1].lines]
    assert [len(row) for row in rows if row[0].char == "国"][-1] == 28


def test_the_nominal_profile_has_the_lines_of_the_dialog():
    rules = Rules(NOMINAL)
    page = pages(to_pdf(samples.general(text=samples.filled(60)), rules=rules).data)[1]
    assert [len(row) for row in page.lines] == [28] * 22
    pitch = (page.lines[21][0].base - page.lines[0][0].base) / 21
    assert page.lines[0][0].ink.top == pytest.approx(NOMINAL.first_ink, abs=0.3)
    assert pitch == pytest.approx(NOMINAL.pitch * POINT, abs=0.01)


def test_the_seal_is_within_one_line_of_the_text():
    assert 0 <= sign_gap(seal()) <= MEASURED.pitch * POINT


def test_joint_seals_do_not_touch_and_stay_in_the_type_area():
    for count in range(2, 7):
        found = next(rings(page) for page in made("joint_down", count) if rings(page))
        assert len(found) == count
        assert all(one.left >= 28 and one.right <= 184 for one in found)
        assert not any(touch(one, other) for one, other in combinations(found, 2))


def touch(one: Box, other: Box) -> bool:
    across = centre(one) - centre(other)
    down = middle(one) - middle(other)
    return (across**2 + down**2) ** 0.5 <= (one.width + other.width) / 2 - 0.3


def test_a_long_name_stays_within_the_type_area():
    organ = "演示市演示县人民政府防汛抗旱指挥部办公室及应急救援领导小组"
    gongwen = samples.general(replaces=(samples.IssuerMark((organ,), "文件"),))
    ink = made_of(gongwen)[0].ink(organ + "文件")
    assert ink.left >= 28
    assert ink.right <= 184
    assert ink.top == pytest.approx(72, abs=0.3)


def test_the_nominal_profile_keeps_the_marks_of_the_standard():
    found = pages(to_pdf(samples.full(), rules=Rules(NOMINAL)).data)
    assert found[0].ink(ORGAN + "文件").top == pytest.approx(72, abs=0.3)
    assert found[0].ink("—").top == pytest.approx(269, abs=0.3)
    assert rule(found[-1], 2).bottom == pytest.approx(262, abs=0.1)


def test_latin_letters_may_take_a_latin_font_but_quotes_keep_one_character():
    rules = load_rules("[style.body]\nlatin = true\n")
    text = Body((plain("“国”2026——GDP……国"),))
    page = pages(to_pdf(samples.general(text=text), rules=rules).data)[0]
    quote, dash, digit = (page.find(one)[0].cell for one in ("“国", "——", "2026——"))
    inner = page.find("“国")[1].cell
    assert inner.left - quote.left == pytest.approx(CHAR, abs=0.1)
    assert page.find("——")[1].cell.left - dash.left == pytest.approx(CHAR, abs=0.1)
    assert page.find("2026——")[1].cell.left - digit.left == pytest.approx(CHAR / 2, abs=0.1)


def test_an_office_may_change_a_measure():
    rules = load_rules("[measure]\nrule_weight = 1.5\nmark_top = 30\n")
    page = pages(to_pdf(samples.full(), rules=rules).data)[0]
    assert rule(page).height == pytest.approx(1.5, abs=0.05)
    assert page.ink(ORGAN + "文件").top == pytest.approx(67, abs=0.3)


def test_long_copies_align_after_the_colon():
    names = "，".join(f"演示县第{number}办公室" for number in "一二三四五六七八九十")
    found = made_of(samples.general(CcRecipients(names), samples.PRINT))[-1]
    rows = [row for row in found.lines if row[0].ink.top > rule(found, 0).top]
    left = found.cell("抄送：").left
    assert rows[0][0].cell.left == pytest.approx(left, abs=0.05)
    starts = [row[0].cell.left for row in rows[1:-1]]
    assert len(starts) >= 2
    assert starts == pytest.approx([left + 3 * FOUR_CHAR] * len(starts), abs=0.3)
    assert max(row[-1].ink.right for row in rows) <= 184 - FOUR_CHAR + 0.3


def test_long_recipients_go_on_flush_left():
    names = "，".join(f"演示县第{number}办公室" for number in "一二三四五六七八九十")
    page = made_of(samples.general(replaces=(MainRecipients(names),)))[0]
    rows = [row for row in page.lines if "办公室，演" in "".join(one.char for one in row)]
    assert [row[0].cell.left for row in rows] == pytest.approx([28.0] * len(rows), abs=0.05)
    assert len(rows) >= 3


@pytest.mark.parametrize("figures", range(20, 60, 6))
def test_a_title_with_many_figures_stays_in_its_lines(figures):
    text = (
        "关于下达"
        + "2026年第12345号" * (figures // 12)
        + "专项资金"
        + "A" * (figures % 12)
        + "的通知"
    )
    page = made_of(samples.general(replaces=(Title(text),)))[0]
    top, bottom = rule(page).bottom, page.find("各乡镇人民")[0].ink.top
    rows = [row for row in page.lines if top < row[0].ink.top < bottom - 1]
    middles = [centre(around([one.cell for one in row])) for row in rows]
    assert middles == pytest.approx([106.0] * len(rows), abs=0.5)
    assert all(len(row) > 2 for row in rows)
