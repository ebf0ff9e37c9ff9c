import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanban.engine.proof import Hit, Level, Rule, Settings, Strength, check
from sanban.engine.proof.finding import applied
from sanban.engine.proof.rules.punctuation.halfwidth_parentheses import RULE as PARENTHESES


def rule(number, level, *hits):
    return Rule(
        id=f"P9{number}", name=f"made-{number}", level=level, strength=Strength.STANDARD,
        basis="标准",
        check=lambda text: iter(hits), wrong={"甲": None}, right=("乙",), about="题\n由",
    )  # fmt: skip


def broken(text):
    yield Hit(0, 1, "先找到一处。")
    raise ValueError("坏了")


HARD = {
    "empty": "",
    "only marks": "，。！？；：、“”‘’（）《》〈〉…—·～-_.,!?;:()[]{}\"'",
    "only line ends": "\r\n\n\r\n",
    "a mark of byte order": "\ufeff一、总体要求\r\n",
    "half a surrogate pair": "\ud800，县委(扩大)会议\udfff,",
    "traditional": "縣委(擴大)會議，關於進一步做好值班工作的通知。",
    "mixed": "Это текст, смешанный с 中文, and English (mixed) ひらがな、カタカナ。",
    "one open mark": "“",
    "many open marks": "“（《" * 3000,
    "many closing marks": "”）》" * 3000,
    "many nested marks": "（" * 3000 + "》" * 3000,
    "only blanks": " \t\u3000\u00a0" * 500,
    "many dots": "." * 5000 + "。" * 5000 + "…" * 5000,
    "many digits": "1" * 5000 + "、" + "一" * 5000,
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_nothing_breaks_a_rule(text):
    findings = check(text)
    assert not [one for one in findings if "没有跑成" in one.message]
    assert all(0 <= one.start < one.end <= len(text) for one in findings)


PIECES = st.sampled_from([
    *"一二三四五十第其首先是要否关于的通知会议行动等以及为了人年月日表图0123456789aB",
    *"，。；：！？、“”‘’（）()《》〈〉…—-～·.,;:?!\"' \n\r\t\u3000\ufeff\ud800①②",
    "一、", "（一）", "（1）", "1.", "1.1", "一是", "三要", "首先", "如下", "……", "等等", "以及",
    "打下基础", "指出“", "2024年", "0931", "http://a.cn", "（试行）", "修改为：“", "是否", "请说明",
])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_no_rule_breaks_on_any_jumble(text):
    findings = check(text)
    assert not [one for one in findings if "没有跑成" in one.message]
    assert all(0 <= one.start < one.end <= len(text) for one in findings)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_mending_goes_on_to_an_end(text):
    for _ in range(40):
        mended = applied(text, check(text))
        if mended == text:
            return
        text = mended
    raise AssertionError(text)


def test_a_rule_that_raises_is_told_and_the_others_go_on():
    bad = Rule(
        id="P99", name="bad", level=Level.ERROR, strength=Strength.STANDARD, basis="标准",
        check=broken, wrong={"甲": None}, right=("乙",), about="题\n由",
    )  # fmt: skip
    first, *others = check("县委(扩大)会议", rules=[bad, PARENTHESES])
    assert first.rule == "P99"
    assert "没有跑成" in first.message
    assert [one.rule for one in others] == ["P03", "P03"]


def test_the_weightier_of_two_on_one_span_is_kept():
    found = check("甲乙丙", rules=[
        rule(1, Level.HINT, Hit(0, 2, "轻。")), rule(2, Level.ERROR, Hit(0, 2, "重。")),
    ])  # fmt: skip
    assert [one.message for one in found] == ["重。"]


def test_two_changes_of_one_character_do_not_both_stand():
    found = check("甲乙丙", rules=[
        rule(1, Level.WARNING, Hit(0, 2, "轻。", ("子",))),
        rule(2, Level.ERROR, Hit(1, 3, "重。", ("丑",))),
        rule(3, Level.HINT, Hit(0, 3, "只说不改。")),
    ])  # fmt: skip
    told = {one.message: one.suggestions for one in found}
    assert told == {"轻。": (), "只说不改。": (), "重。": ("丑",)}


def test_what_lies_inside_a_weightier_change_is_not_told_again():
    found = check("甲乙丙", rules=[
        rule(1, Level.WARNING, Hit(1, 2, "小。", ("子",))),
        rule(2, Level.ERROR, Hit(0, 3, "大。", ("丑",))),
    ])  # fmt: skip
    assert [one.message for one in found] == ["大。"]


def test_a_change_of_a_whole_sentence_gives_way_to_a_change_of_a_word():
    found = check("甲" * 30, rules=[
        rule(1, Level.WARNING, Hit(5, 6, "小。", ("子",))),
        rule(2, Level.ERROR, Hit(0, 30, "大。", ("丑",))),
    ])  # fmt: skip
    assert {one.message: one.suggestions for one in found} == {"大。": (), "小。": ("子",)}


def test_the_order_is_that_of_the_text():
    found = check("甲乙丙", rules=[rule(1, Level.HINT, Hit(2, 3, "后。"), Hit(0, 1, "先。"))])
    assert [one.start for one in found] == [0, 2]


def test_an_error_cannot_be_switched_off_and_a_warning_can():
    rules = [rule(1, Level.WARNING, Hit(0, 1, "甲。")), rule(2, Level.ERROR, Hit(1, 2, "乙。"))]
    off = Settings(off=frozenset({"P91", "P92"}))
    assert [one.rule for one in check("甲乙", rules=rules, settings=off)] == ["P92"]


def test_an_office_may_make_a_warning_weightier_and_not_an_error_lighter():
    rules = [rule(1, Level.WARNING, Hit(0, 1, "甲。")), rule(2, Level.ERROR, Hit(1, 2, "乙。"))]
    made = Settings(levels={"P91": Level.HINT, "P92": Level.HINT})
    levels = [one.level for one in check("甲乙", rules=rules, settings=made)]
    assert levels == [Level.HINT, Level.ERROR]


def test_addresses_and_code_are_passed_over():
    text = "见http://a.cn/县(市)/x(1)说明，写信到abc@gov.cn，运行`县(市)`。"
    assert check("见http://a.cn/(1)x 说明，运行`县(市)`。", rules=[PARENTHESES]) == ()
    assert [one.quote for one in check(text + "县(市)", rules=[PARENTHESES])][-2:] == ["(", ")"]


def test_a_place_is_the_paragraph_not_counting_empty_lines():
    findings = check("一\n\n县(市)\r\n", rules=[PARENTHESES])
    assert {one.place for one in findings} == {"第2段"}


def test_a_long_quote_is_shortened_in_the_middle():
    (one,) = check("甲" * 200, rules=[rule(1, Level.HINT, Hit(0, 200, "长。"))])
    assert len(one.quote) < 70
    assert "……" in one.quote


@pytest.mark.slow
def test_ten_megabytes_in_one_paragraph_do_not_hang():
    text = "各乡镇人民政府,要抓好(落实)，“三抓三促”行动；一是学习、" * 120_000
    start = time.monotonic()
    check(text)
    assert time.monotonic() - start < 120
