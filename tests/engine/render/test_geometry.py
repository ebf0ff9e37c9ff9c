"""标准里写了尺寸的每一处，在做好的 PDF 上按墨迹和字框量，误差不过 0.3 毫米。"""

from itertools import combinations

import pytest

from sanban.engine.gongwen.office_rules import Rules
from sanban.engine.gongwen.profiles import MEASURED, NOMINAL, POINT
from sanban.engine.gongwen.styles import MEASURES, THREE
from sanban.engine.render.pdf import to_pdf
from tests.engine.render import samples
from tests.engine.render.measure import Box, pages
from tests.engine.render.paper import (
    ALL,
    CHAR,
    DAY,
    FOUR_CHAR,
    GAP,
    LONGEST,
    NOTICE,
    ORGAN,
    PITCH,
    TOP,
    attached,
    bare,
    base,
    body_base,
    body_end,
    centre,
    ends,
    frame,
    full,
    joint,
    joint_up,
    last,
    letter,
    made,
    made_of,
    mark,
    middle,
    minutes,
    order,
    page_no,
    people,
    ring,
    rings,
    rule,
    seal,
    second_line,
    short,
    sign_gap,
    stamp,
    text,
    title,
    title_end,
    up,
)

# fmt: off
ROWS = [
    # 是什么, 应为毫米, 条文, 怎么量
    ("纸宽", 210, "5.1",
     lambda: full().width),
    ("纸高", 297, "5.1",
     lambda: full().height),
    ("天头：首行墨迹上边缘", 37, "5.2.1",
     lambda: text().lines[0][0].ink.top),
    ("订口：首字字框左边缘", 28, "5.2.1",
     lambda: text().lines[0][0].cell.left),
    ("版心右边缘：末字字框", 184, "5.2.1",
     lambda: text().lines[0][-1].cell.right),
    ("版心下边缘：末行墨迹", 262, "5.2.1",
     lambda: text().lines[-1][0].ink.bottom),
    ("行距", PITCH, "5.2.3",
     lambda: text().lines[8][0].base - text().lines[7][0].base),
    ("字距", CHAR, "5.2.3",
     lambda: text().lines[0][9].cell.left - text().lines[0][8].cell.left),
    ("份号顶格", 28, "7.2.1",
     lambda: full().cell("000001").left),
    ("密级顶格", 28, "7.2.2",
     lambda: full().cell("秘密").left),
    ("密级在第二行", 37 + PITCH, "7.2.2",
     lambda: full().ink("密").top),
    ("紧急程度顶格", 28, "7.2.3",
     lambda: full().cell("特急").left),
    ("紧急程度在第三行", 37 + 2 * PITCH, "7.2.3",
     lambda: full().ink("特").top),
    ("机关标志上边缘", 37 + 35, "7.2.4",
     lambda: mark().top),
    ("机关标志居中", 106, "7.2.4",
     lambda: centre(full().cell(ORGAN + "文件"))),
    ("联合标志上边缘", 37 + 35, "7.2.4",
     lambda: joint().ink("演示县教育局").top),
    ("联合标志左边对齐", 0, "7.2.4",
     lambda: joint().cell("演示县教育局").left - joint().cell(LONGEST).left),
    ("联合标志右边对齐", 0, "7.2.4",
     lambda: joint().cell("演示县教育局").right - joint().cell(LONGEST).right),
    ("“文件”上下居中", 0, "7.2.4",
     lambda: middle(joint().ink("文件")) - middle(joint().ink(ALL))),
    ("字号在标志下空二行", 2 * PITCH + GAP, "7.2.5",
     lambda: full().ink("号").top - mark().bottom),
    ("字号居中", 106, "7.2.5",
     lambda: centre(full().cell(NOTICE))),
    ("上行字号左空一字", 28 + CHAR, "7.2.5",
     lambda: up().cell("演政办〔2026〕8号").left),
    ("签发人右空一字", 184 - CHAR, "7.2.6",
     lambda: up().cell("签发人：张三").right),
    ("字号与签发人同行", 0, "7.2.6",
     lambda: up().base("号") - up().base("签")),
    ("联合：字号与末位签发人同行", 0, "7.2.6",
     lambda: joint_up().base("号") - joint_up().base("李")),
    ("联合：姓名与首位对齐", 0, "7.2.6",
     lambda: joint_up().cell("李四光").left - joint_up().cell("张三").left),
    ("红线在字号下", 4, "7.2.7",
     lambda: rule(full()).top - full().ink("号").bottom),
    ("红线长", 156, "7.2.7",
     lambda: rule(full()).width),
    ("红线左端", 28, "7.2.7",
     lambda: rule(full()).left),
    ("标题在红线下空二行", 2 * PITCH, "7.3.1",
     lambda: title(full()).top - rule(full()).bottom),
    ("标题居中", 106, "7.3.1",
     lambda: centre(full().cell("关于做好2026年秋季安全生产"))),
    ("主送在标题下空一行", PITCH + GAP, "7.3.2",
     lambda: full().base("各乡") - TOP - title_end()),
    ("主送顶格", 28, "7.3.2",
     lambda: full().cell("各乡镇人民").left),
    ("正文在主送下一行", PITCH, "7.3.3",
     lambda: full().base("一、总体") - full().base("各乡镇人民")),
    ("正文左空二字", 28 + 2 * CHAR, "7.3.3",
     lambda: full().cell("一、总体").left),
    ("回行顶格", 28, "7.3.3",
     lambda: full().cell("把责任").left),
    ("附件说明下空一行", 2 * PITCH, "7.3.4",
     lambda: last().base("附件：") - body_base()),
    ("附件说明左空二字", 28 + 2 * CHAR, "7.3.4",
     lambda: last().cell("附件：").left),
    ("附件名称回行对齐", 0, "7.3.4",
     lambda: last().cell("联系人和").left - last().cell("关于进一步").left),
    ("盖章：日期右空四字", 184 - 4 * CHAR, "7.3.5.1",
     lambda: ends(seal(), DAY).right),
    ("盖章：署名居日期之中", 0, "7.3.5.1",
     lambda: centre(ends(seal(), ORGAN)) - centre(ends(seal(), DAY))),
    ("盖章：署名在日期上一行", PITCH, "7.3.5.1",
     lambda: base(seal(), DAY) - base(seal(), ORGAN)),
    ("盖章：印章居中", 0, "7.3.5.1",
     lambda: centre(ring(seal())) - centre(ends(seal(), DAY))),
    ("不盖章：空一行", 2 * PITCH, "7.3.5.2",
     lambda: base(bare(), ORGAN) - base(bare(), "国")),
    ("不盖章：署名右空二字", 184 - 2 * CHAR, "7.3.5.2",
     lambda: ends(bare(), ORGAN).right),
    ("不盖章：日期右移二字", 2 * CHAR, "7.3.5.2",
     lambda: ends(bare(), DAY).left - ends(bare(), ORGAN).left),
    ("日期长：日期右空二字", 184 - 2 * CHAR, "7.3.5.2",
     lambda: ends(short(), DAY).right),
    ("日期长：署名首字早二字", 2 * CHAR, "7.3.5.2",
     lambda: ends(short(), DAY).left - ends(short(), "县政府").left),
    ("签名章：空二行", 2 * PITCH + GAP, "7.3.5.3",
     lambda: frame(stamp()).top - body_end(stamp())),
    ("签名章：右空四字", 184 - 4 * CHAR, "7.3.5.3",
     lambda: frame(stamp()).right),
    ("签名章：职务在左空二字", 2 * CHAR, "7.3.5.3",
     lambda: frame(stamp()).left - ends(stamp(), "县长").right),
    ("签名章：职务上下居中", 0, "7.3.5.3",
     lambda: middle(frame(stamp())) - middle(stamp().ink("长"))),
    ("签名章：日期空一行", PITCH + GAP, "7.3.5.3",
     lambda: stamp().base("月") - TOP - frame(stamp()).bottom),
    ("签名章：日期右空四字", 184 - 4 * CHAR, "7.3.5.3",
     lambda: ends(stamp(), DAY).right),
    ("附注在日期下一行", PITCH, "7.3.6",
     lambda: last().base("此件公开") - base(last(), "2026年9月11日")),
    ("附注左空二字", 28 + 2 * CHAR, "7.3.6",
     lambda: last().cell("（此件").left),
    ("附件标签顶格", 28, "7.3.7",
     lambda: attached().cell("附件").left),
    ("附件标签在第一行", 37, "7.3.7",
     lambda: attached().ink("附件").top),
    ("附件标题在第三行", 37 + 2 * PITCH, "7.3.7",
     lambda: attached().ink("任务清单").top),
    ("附件标题居中", 106, "7.3.7",
     lambda: centre(attached().cell("任务清单"))),
    ("版记首条线粗", 0.35, "7.4.1",
     lambda: rule(last(), 0).height),
    ("版记中间线粗", 0.25, "7.4.1",
     lambda: rule(last(), 1).height),
    ("版记末条线粗", 0.35, "7.4.1",
     lambda: rule(last(), 2).height),
    ("版记线长", 156, "7.4.1",
     lambda: rule(last(), 1).width),
    ("版记末条线与版心下边缘重合", 262, "7.4.1",
     lambda: rule(last(), 2).bottom),
    ("抄送左空一字", 28 + FOUR_CHAR, "7.4.2",
     lambda: last().cell("抄送：").left),
    ("印发机关左空一字", 28 + FOUR_CHAR, "7.4.3",
     lambda: ends(last(), ORGAN).left),
    ("印发日期右空一字", 184 - FOUR_CHAR, "7.4.3",
     lambda: last().cell("2026年9月12日印发").right),
    ("页码一字线上边缘", 262 + 7, "7.5",
     lambda: full().ink("—").top),
    ("单页码右空一字", 184 - FOUR_CHAR, "7.5",
     lambda: page_no(full()).right),
    ("双页码左空一字", 28 + FOUR_CHAR, "7.5",
     lambda: page_no(last()).left),
    ("信函标志上边缘", 30, "10.1",
     lambda: letter().ink(ORGAN).top),
    ("信函上双线在标志下", 4, "10.1",
     lambda: rule(letter(), 0).top - letter().ink(ORGAN).bottom),
    ("信函双线长", 170, "10.1",
     lambda: rule(letter(), 0).width),
    ("信函双线居中", 105, "10.1",
     lambda: centre(rule(letter(), 0))),
    ("信函下双线距下页边", 20, "10.1",
     lambda: 297 - rule(letter(), 3).bottom),
    ("信函下双线长", 170, "10.1",
     lambda: rule(letter(), 3).width),
    ("信函首个要素在双线下", THREE * POINT * 7 / 8, "10.1",
     lambda: letter().ink("号").top - rule(letter(), 1).bottom),
    ("信函字号右顶格", 184, "10.1",
     lambda: letter().cell("演政办函〔2026〕5号").right),
    ("信函标题下空二行", 2 * PITCH + GAP, "10.1",
     lambda: title(letter()).top - letter().ink("加急").bottom),
    ("命令标志上边缘", 37 + 20, "10.2",
     lambda: order().ink("演示县人民政府令").top),
    ("令号空二行", 2 * PITCH + GAP, "10.2",
     lambda: order().base("第") - TOP - order().ink("演示县人民政府令").bottom),
    ("令号居中", 106, "10.2",
     lambda: centre(order().cell("第3号"))),
    ("令的正文空二行", 3 * PITCH, "10.2",
     lambda: order().base("各乡镇") - order().base("第")),
    ("纪要标志上边缘", 37 + 35, "10.3",
     lambda: minutes().ink("演示县人民政府常务会议纪要").top),
    ("纪要名单左空二字", 28 + 2 * CHAR, "10.3",
     lambda: people().cell("出席").left),
    ("纪要名单回行对齐", 0, "10.3",
     lambda: second_line() - people().cell("县政府张三").left),
]
# fmt: on


@pytest.mark.parametrize(
    ("expected", "clause", "measured"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_the_page_measures_what_the_standard_says(expected, clause, measured):
    assert measured() == pytest.approx(expected, abs=0.3), clause


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
