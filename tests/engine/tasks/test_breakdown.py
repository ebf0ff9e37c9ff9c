from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanban.engine.tasks import break_down
from tests.engine.tasks.expected import PROPOSED, SKIPPED
from tests.engine.tasks.words import LONG_TEXT

TEXTS = Path(__file__).parent / "texts"
ORGS = (
    (1, ("县住房和城乡建设局", "县住建局", "住建")),
    (2, ("县财政局", "财政")),
    (3, ("县自然资源局", "自然资源")),
    (4, ("县发展和改革局", "县发改局")),
    (5, ("县农业农村局",)),
    (6, ("县教育局",)),
    (7, ("县工业和信息化局", "县工信局")),
    (8, ("城关镇", "\ud800")),
    (9, ("县应急局",)),
)


def broken(name):
    return break_down((TEXTS / f"{name}.txt").read_text("utf-8"), year=2026, orgs=ORGS)


def one(name, start):
    found = [one for one in broken(name).proposed if one.title.startswith(start)]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("name", PROPOSED)
def test_what_is_to_be_done_is_proposed(name):
    found = [(one.number, one.title, one.due) for one in broken(name).proposed]
    assert found == list(PROPOSED[name])


@pytest.mark.parametrize("name", SKIPPED)
def test_what_is_not_to_be_done_is_laid_aside_with_a_reason(name):
    skipped = broken(name).skipped
    for start, code in SKIPPED[name]:
        assert [one.code for one in skipped if one.text.startswith(start)][:1] == [code], start
    assert all(one.reason.endswith("。") for one in skipped)


def test_the_brackets_say_who_leads():
    found = one("report", "做优文化旅游")
    said = [(duty.kind, duty.names) for duty in found.kind_of_lead]
    assert said == [("牵头单位", ("县文旅局",)), ("责任单位", ("县住建局", "城关镇"))]
    assert (found.lead, found.assists) == ("县文旅局", ("县住建局", "城关镇"))
    assert (found.orgs, found.org_ids) == (("县住建局", "城关镇"), (1, 8))
    assert found.quantities == ("1个",)


def test_the_sentence_says_who_leads():
    found = one("minutes", "完成项目立项")
    assert (found.lead, found.assists) == ("县发改局", ("县自然资源局", "县生态环境局"))
    assert one("minutes", "完成全县工贸").lead == "县应急局"
    assert one("instructions", "拿出").assists == ("财政", "自然资源")


def test_the_line_below_says_who_leads():
    found = one("points", "完成规上")
    assert (found.lead, found.assists) == ("县工信局", ("县发改局", "县统计局"))
    assert found.org_ids == (7, 4)
    assert found.kind_of_lead[0].is_person
    assert one("points", "加装路灯").lead == "城关镇"


def test_the_heading_is_the_nearest_one():
    assert one("report", "实施重点项目").heading == "聚力项目攻坚，全力扩大有效投资"
    assert one("report", "改造乡镇卫生院").heading == "提升医疗服务水平"


def test_a_name_of_two_units_gives_both():
    found = break_down(
        "请农业局6月底前完成改造。", year=2026, orgs=[(1, ("农业局",)), (2, ("农业局",))]
    )
    assert (found.proposed[0].orgs, found.proposed[0].org_ids) == (("农业局",), (1, 2))


def test_the_longer_name_is_found_first():
    orgs = [(1, ("住建局",)), (2, ("县住建局",))]
    assert break_down("请县住建局完成改造。", year=2026, orgs=orgs).proposed[0].org_ids == (2,)


def test_an_order_in_a_section_about_the_past_is_still_an_order():
    raw = "一、去年工作回顾\n完成投资5亿元。县住建局要在3月底前办完12个项目的决算。\n"
    found = break_down(raw, year=2026, orgs=ORGS)
    assert [one.title for one in found.proposed] == ["办完12个项目的决算"]
    assert [one.code for one in found.skipped] == ["heading", "past"]


# fmt: off
LINES = (
    ("其次，卫健局一周内给村卫生室配齐药品。",               "配齐药品",   True),
    ("今天到青岩乡实地看了三个村，变化大。",                 "",           False),
    ("现将目标任务下达给你们，请认真组织实施。",             "",           False),
    ("联系人：刘洋，电话：0838-2200000。",                   "",           False),
    ("最后，希望青岩乡继续保持干劲，再创佳绩。",             "",           False),
    ("深化改革，6月底前办成150项。（市数据局、各区配合）",   "深化改革",   True),
)
# fmt: on


@pytest.mark.parametrize(("line", "title", "is_one"), LINES)
def test_one_line_is_judged_by_itself(line, title, is_one):
    found = break_down(line, year=2026)
    assert bool(found.proposed) is is_one
    assert all(title in one.title for one in found.proposed)


def test_a_list_without_numbers_is_read_line_by_line():
    raw = "2026年为民办实事清单\r\n——改造危桥4座，10月底前通车\r\n· 新建幼儿园2所\r\n和美乡村\r\n"
    found = break_down(raw, year=2026)
    assert [one.title for one in found.proposed] == ["改造危桥4座", "新建幼儿园2所"]
    assert [one.code for one in found.skipped] == ["heading", "heading"]


def test_an_empty_text_has_nothing_in_it():
    assert break_down("", year=2026) == break_down(" \n\n", year=2026)
    assert not break_down("", year=2026).proposed


def told(one):
    """各项的字。"""
    names = [name for duty in one.kind_of_lead for name in (duty.kind, *duty.names)]
    return (one.title, one.heading, *one.quantities, *one.orgs, *names)


def check_nothing_is_invented(raw, found):
    rows = sorted((*found.proposed, *found.skipped), key=lambda one: one.start)
    for one in rows:
        assert raw[one.start : one.end] == one.text != ""
    assert all(left.end <= right.start for left, right in pairwise(rows))
    for one in found.proposed:
        assert len(one.title) <= 40
        assert one.title in one.text
        assert all(word in raw for word in told(one))


def check_nothing_is_lost(raw, found):
    rows = (*found.proposed, *found.skipped)
    kept = {place for one in rows for place in range(one.start, one.end)}
    heads = {one.number for one in rows}
    lost = "".join(char for place, char in enumerate(raw) if place not in kept)
    left = [
        char
        for char in lost
        if "一" <= char <= "龥" and char not in "一二三四五六七八九十百第条章节编部分是要"
    ]
    assert not left, (left, heads)


@pytest.mark.parametrize("name", PROPOSED)
def test_every_word_is_in_the_text_and_every_sentence_is_accounted_for(name):
    raw = (TEXTS / f"{name}.txt").read_text("utf-8")
    check_nothing_is_invented(raw, broken(name))
    check_nothing_is_lost(raw, broken(name))


@settings(max_examples=300, deadline=None)
@given(LONG_TEXT, st.integers(1, 9999))
def test_any_words_can_be_broken_down(raw, year):
    found = break_down(raw, year=year, orgs=ORGS)
    check_nothing_is_invented(raw, found)
    check_nothing_is_lost(raw, found)
