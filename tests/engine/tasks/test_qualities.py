from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanban.engine.tasks import TaskText, four_elements, weigh
from tests.engine.tasks.words import ANY_TEXT

TODAY = date(2026, 3, 2)
GOOD = TaskText(
    title="改造老旧小区12个",
    mission="6月30日前完成城关镇幸福、和平等12个老旧小区改造，惠及居民1200户",
    standard="12个小区全部验收合格，交验收单和现场照片",
    steps=("3月底前列出12个小区清单", "4月10日前完成招标，签订合同", "6月20日前完工验收"),
    milestones=((date(2026, 3, 31), "列出清单"), (date(2026, 6, 20), "完工验收")),
    owner="王建国",
    backup="李梅",
    lead_org="县住建局",
    due=date(2026, 6, 30),
    today=TODAY,
)
BARE = TaskText(title="", today=TODAY)
WRITTEN = ("title", "mission", "standard", "owner", "backup", "lead_org", "leader")


def points(text):
    return {one.code: one.points for one in weigh(text)}


def missing(text, code):
    return "\n".join(next(one.missing for one in weigh(text) if one.code == code))


def test_a_well_written_task_gets_full_marks():
    assert set(points(GOOD).values()) == {100}
    assert all(one.missing == () for one in weigh(GOOD))
    assert four_elements(GOOD) == ()


def test_an_empty_task_gets_none_and_lacks_all_four():
    assert set(points(BARE).values()) == {0}
    assert [one.label for one in four_elements(BARE)] == ["任务书", "时间表", "路径图", "责任人"]


def test_the_five_have_their_names_and_order():
    assert [one.label for one in weigh(BARE)] == ["明确", "具体", "可操作", "可量化", "可考核"]


# fmt: off
#  改了什么                                                         哪项掉分      说的话里有
FAULTS = (
    ({"title": "推进老旧小区改造和农村公路建设"},                   "clear",      "2 件事"),
    ({"mission": "一是改造小区；二是修路；三是植树"},               "clear",      "拆开"),
    ({"mission": "改造12个小区；新建农村公路5公里"},                "clear",      "一事一项"),
    ({"mission": "进一步加强老旧小区改造工作"}, "clear", "“进一步”“加强”"),
    ({"mission": "老旧小区"},                                       "clear",      "动词起头"),
    ({"owner": "有关人员"},                                         "clear",      "不是一个人"),
    ({"owner": "县住建局"},                                         "clear",      "不是一个人"),
  ({"owner": "王建国、李梅"},  "clear",  "王建国、李梅"),
    ({"lead_org": ""},                                              "clear",      "牵头单位"),
    ({"mission": "改造小区"},                                       "specific",   "太笼统"),
    ({"assist_orgs": ("相关部门",)},                                "specific",   "“相关部门”"),
    ({"steps": ("尽快摸清底数，列出清单", "完成招标")}, "specific", "“尽快”改成日子"),
    ({"steps": ("加强领导", "完成招标")}, "specific", "第1步“加强领导”太空"),
    ({"due": None},                                                 "specific",   "没有完成时限"),
    ({"steps": ("列出12个小区清单",)},                              "operable",   "至少写两步"),
    ({"steps": ("列出12个小区清单", "两千份材料")},                 "operable",   "没有说做什么"),
    ({"milestones": ((None, "列出清单"),)},                         "operable",   "要有日子"),
    ({"milestones": ((date(2026, 6, 1), "完工"), (date(2026, 5, 1), "开工"))},
                                                                    "operable",   "按先后排"),
    ({"milestones": ((date(2026, 7, 1), "完工"),)},                 "operable",   "完成时限以后"),
    ({"steps": ("3月底前列出清单", "8月底前完工验收")},             "operable",   "“8月底前”"),
    ({"due": date(2026, 3, 1)},                                     "operable",   "已经过了"),
    ({"backup": "王建国"},                                          "operable",   "B 角"),
    ({"title": "改造小区", "mission": "把小区改造好", "standard": "验收合格，交报告"},
                                                                    "quantified", "没有数"),
    ({"standard": "验收合格，交验收单"}, "quantified", "验收标准里没有数"),
    ({"mission": "改造12个小区。大幅提升居住条件"}, "quantified", "“大幅”没有说多少"),
    ({"standard": ""},                                              "assessable", "没有验收标准"),
    ({"standard": "群众看了都说好"},                                "assessable", "查不了"),
    ({"due": None},                                                 "assessable", "时限"),
    ({"standard": "12个小区全部合格", "steps": ("摸清底数",), "milestones": ()},
                                                                    "assessable", "凭什么认定"),
)
# fmt: on


@pytest.mark.parametrize(("change", "code", "said"), FAULTS, ids=[one[2] for one in FAULTS])
def test_a_fault_costs_points_and_is_said_in_words(change, code, said):
    spoilt = replace(GOOD, **change)
    assert points(spoilt)[code] < 100
    assert said in missing(spoilt, code)


def test_what_is_missing_is_said_in_the_words_of_the_task():
    text = TaskText(title="新建农村公路", mission="新建农村公路", today=TODAY)
    assert "公里" in missing(text, "quantified")
    assert "农村公路" in missing(text, "assessable")


@pytest.mark.parametrize(
    "title", ["整治和美乡村环境", "推进城乡供水一体化建设", "改造危桥，保障通行"]
)
def test_one_matter_is_not_taken_for_two(title):
    assert "件事" not in missing(replace(GOOD, title=title), "clear")


@pytest.mark.parametrize("owner", ["王建国", "欧阳文科", "马中心", "阿依古丽·买买提"])
def test_a_name_is_a_person(owner):
    assert four_elements(replace(GOOD, owner=owner)) == ()


# fmt: off
#  少了什么                       缺哪样
ABSENT = (
    ({"mission": " "},            "mission"),
    ({"milestones": ()},          "timeline"),
    ({"due": None},               "timeline"),
    ({"steps": ("", " ")},        "roadmap"),
    ({"owner": ""},               "owner"),
    ({"lead_org": "有关单位"},    "owner"),
)
# fmt: on


@pytest.mark.parametrize(("change", "code"), ABSENT)
def test_an_absent_element_is_named(change, code):
    assert [one.code for one in four_elements(replace(GOOD, **change))] == [code]


DAYS = st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1))
TEXTS = st.builds(
    TaskText,
    **{name: ANY_TEXT for name in WRITTEN},
    steps=st.lists(ANY_TEXT, max_size=4).map(tuple),
    milestones=st.lists(st.tuples(DAYS, ANY_TEXT), max_size=4).map(tuple),
    assist_orgs=st.lists(ANY_TEXT, max_size=3).map(tuple),
    due=DAYS,
    today=st.dates(date(1990, 1, 1), date(2100, 1, 1)),
)


def test_every_field_is_tried():
    assert {one.name for one in fields(TaskText)} == {
        *WRITTEN, "steps", "milestones", "assist_orgs", "due", "today",
    }  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_words_can_be_weighed(text):
    for one in weigh(text):
        assert 0 <= one.points <= 100
        assert (one.points < 100) == bool(one.missing)
        assert all(said.endswith("。") for said in one.missing)
    assert all(one.message.endswith("。") for one in four_elements(text))


@settings(max_examples=200, deadline=None)
@given(
    TEXTS,
    st.sampled_from(["title", "mission", "standard"]),
    st.integers(0, 9999),
    st.sampled_from(["户", "%", "公里", "万元", "个", "人次"]),
    st.integers(0, 80),
)
def test_one_more_number_never_lowers_quantified(text, name, number, unit, place):
    written = getattr(text, name)
    more = replace(text, **{name: f"{written[:place]}{number}{unit}{written[place:]}"})
    assert points(more)["quantified"] >= points(text)["quantified"]
