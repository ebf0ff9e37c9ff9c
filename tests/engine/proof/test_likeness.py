import time

import pytest

from sanban.engine.proof import Level, check
from sanban.engine.proof.likeness import distance, nearest, variants
from sanban.engine.proof.rules.terms.phrase_one_character_off import RULE as PHRASE
from sanban.engine.proof.rules.terms.title_in_two_forms import RULE as TITLE
from sanban.engine.text import Span, Text

SLOGAN = "抓学习促提升、抓效能促发展、抓执行促落实。"


@pytest.mark.parametrize(
    ("one", "other", "changes"),
    [("甲乙丙", "甲乙丙", 0), ("甲乙丙", "甲丁丙", 1), ("甲乙丙", "甲丙", 1), ("甲乙", "丙丁", 2)],
)
def test_changes_are_counted(one, other, changes):
    assert distance(one, other, most=2) == changes


def test_too_many_changes_are_not_counted_to_the_end():
    assert distance("甲" * 50, "乙" * 50, most=2) == 3
    assert nearest("甲乙丙丁", ["甲乙丙丁", "甲乙戊丁", "己庚辛壬"]) == "甲乙戊丁"
    assert nearest("甲乙丙丁", ["己庚辛壬"]) == ""


def test_the_rarer_of_two_slogans_is_a_hint_with_its_count():
    (one,) = check(SLOGAN * 3 + SLOGAN.replace("效能", "效率"), rules=[PHRASE])
    assert one.level is Level.HINT
    assert "别处 3 次" in one.message
    assert one.suggestions == ("能",)


@pytest.mark.parametrize(
    "text",
    [
        SLOGAN * 2 + SLOGAN.replace("效能", "效率"),
        "落实第一阶段各项任务。落实第一阶段各项任务。落实第二阶段各项任务。",
        "",
        "\ud800" * 20,
    ],
)
def test_what_may_differ_is_left_alone(text):
    assert check(text, rules=[PHRASE]) == ()


def test_a_title_in_a_table_is_held_against_the_text():
    head, cell = "印发《关于进一步加强值班工作的通知》。\n", "关于进一步加强值守工作的通知"
    text = Text(f"{head}{cell}\n", cells=(Span(len(head), len(head) + len(cell)),))
    (one,) = check(text, rules=[TITLE])
    assert one.level is Level.WARNING
    assert one.quote == cell
    assert "正文写作" in one.message


@pytest.mark.parametrize(
    "text",
    [
        "《甲乙丙丁戊己庚办法》《甲乙丙丁戊己庚办法（试行）》",
        "《中华人民共和国教育法》《中华人民共和国教师法》",
        "《二〇二五年工作要点清单》《二〇二六年工作要点清单》",
    ],
)
def test_two_documents_are_two_documents(text):
    assert check(text, rules=[TITLE]) == ()


def test_a_million_characters_do_not_hang():
    start = time.process_time()
    list(variants("甲乙丙丁戊己庚辛壬癸" * 100_000))
    assert time.process_time() - start < 120
