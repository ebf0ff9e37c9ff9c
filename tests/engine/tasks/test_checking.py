from datetime import date

from hypothesis import given, settings

from sanban.engine.proof import Settings
from sanban.engine.tasks import TaskText, check_task
from tests.engine.tasks.words import ANY_TEXT

TODAY = date(2026, 3, 2)


def test_a_mistake_is_placed_in_its_own_field():
    text = TaskText(
        title="改造老旧小区",
        mission="城关镇改造12个小区。补助3～5万元。",
        steps=("列出清单", "高120公分的围墙全部拆除"),
        today=TODAY,
    )
    found = [(one.place, one.rule, one.quote) for one in check_task(text)]
    assert ("任务书", "N11", "3～5万") in found
    assert ("路径图第2步", "N20", "公分") in found
    for one in check_task(text):
        if one.rule == "N11":
            assert text.mission[one.start : one.end] == one.quote


def test_names_and_an_empty_task_are_not_proofread():
    assert check_task(TaskText(title="", owner="高120公分", today=TODAY)) == ()


def test_the_office_settings_are_followed():
    text = TaskText(title="改造", mission="高120公分的围墙全部拆除。", today=TODAY)
    assert [one.rule for one in check_task(text, settings=Settings(off=frozenset({"N20"})))] == []


@settings(max_examples=40, deadline=None)
@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_every_place_is_inside_its_field(title, mission, step):
    text = TaskText(title=title, mission=mission, steps=(step,), today=TODAY)
    fields = {part.label: part.text for part in text.parts()}
    for one in check_task(text):
        assert "没有跑成" not in one.message
        assert 0 <= one.start <= one.end <= len(fields[one.place])
