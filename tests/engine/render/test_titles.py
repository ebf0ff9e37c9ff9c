"""标题回行：词不拆开，排成梯形或菱形，人定的优先。"""

from itertools import pairwise

import pytest

from sanban.engine.gongwen.elements import Title
from sanban.engine.render.titles import BAD_STARTS, NEVER_ENDS, NEVER_STARTS, title_lines

MOST = 20
TITLES = (
    "演示县人民政府办公室关于做好2026年秋季安全生产隐患排查整治工作的通知",
    "中共演示县委办公室　演示县人民政府办公室关于印发《演示县推进乡村全面振兴实施方案》的通知",
    "演示县人民政府关于表彰2025年度全县经济社会发展先进集体和先进个人的决定",
    "演示县人民政府办公室关于转发县发展改革局等部门演示县促进消费若干措施的通知",
    "关于申请拨付2026年度防汛抗旱应急抢险救灾专项资金的请示",
    "演示县人民政府关于《演示县国土空间总体规划（2021—2035年）》执行情况的报告",
)


@pytest.mark.parametrize("title", TITLES)
def test_no_line_is_too_long_or_a_stray_word(title):
    lines = title_lines(Title(title), MOST)
    assert "".join(lines) == title
    assert len(lines) <= 3
    assert all(len(line) >= 3 for line in lines)
    assert all(sum(0.5 if char.isascii() else 1 for char in line) <= MOST for line in lines)


@pytest.mark.parametrize("title", TITLES)
def test_no_line_begins_or_ends_awkwardly(title):
    lines = title_lines(Title(title), MOST)
    assert not any(line.startswith(BAD_STARTS) for line in lines[1:])
    assert not any(line.endswith("关于") for line in lines[:-1])
    assert not any(line[0] in NEVER_STARTS for line in lines)
    assert not any(line[-1] in NEVER_ENDS for line in lines)


@pytest.mark.parametrize("title", TITLES)
def test_the_shape_is_a_trapezoid_or_a_diamond_not_an_hourglass(title):
    sizes = [len(line) for line in title_lines(Title(title), MOST)]
    steps = [later - earlier for earlier, later in pairwise(sizes)]
    assert not any(one < 0 < other for one, other in pairwise(steps))


def test_words_are_not_broken():
    lines = title_lines(Title(TITLES[0]), MOST)
    for word in ("安全生产", "隐患排查", "2026年", "办公室", "通知"):
        assert any(word in line for line in lines)


def test_a_short_title_stays_on_one_line():
    assert title_lines(Title("关于追加防汛经费的请示"), MOST) == ("关于追加防汛经费的请示",)


def test_breaks_set_by_hand_win():
    title = Title("演示县人民政府办公室关于追加防汛经费的请示", breaks=(10, 14))
    assert title_lines(title, MOST) == ("演示县人民政府办公室", "关于追加", "防汛经费的请示")


def test_a_title_without_words_is_still_broken():
    lines = title_lines(Title("国" * 45), MOST)
    assert sum(map(len, lines)) == 45
    assert max(map(len, lines)) <= MOST


def test_a_very_long_title_does_not_take_forever():
    title = "演示县人民政府办公室关于做好有关重点工作任务的督查督办和考核评价" * 5
    lines = title_lines(Title(title), MOST)
    assert "".join(lines) == title
    assert all(len(line) <= MOST for line in lines)
