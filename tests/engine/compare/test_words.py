"""词的比对：改的是词，不是碎字；数是一个词。"""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanban.engine.compare.numbers import changed_number
from sanban.engine.compare.sequence import matches
from sanban.engine.compare.words import Piece, diff, split


def changed(old, new):
    return [(one.old, one.new) for one in diff(old, new) if not one.same]


def test_a_phrase_replaced_is_one_change():
    assert changed("要高度重视安全生产。", "要提高政治站位，抓好安全生产。") == [
        ("高度重视", "提高政治站位，抓好")
    ]


def test_one_equal_character_between_two_changes_is_swallowed():
    assert changed("加强领导和督促检查。", "压实责任和跟踪问效。") == [
        ("加强领导和督促检查", "压实责任和跟踪问效")
    ]


def test_the_end_of_a_sentence_keeps_changes_apart():
    assert changed("认真落实。抓好检查", "坚决贯彻。严格执行") == [
        ("认真落实", "坚决贯彻"),
        ("抓好检查", "严格执行"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("于2026年3月5日前", "于2026年3月8日前", "日期"),
        ("国办发〔2026〕3号", "国办发〔2026〕13号", "文号"),
        ("安排300万元", "安排350万元", "金额"),
        ("增长12.5%", "增长2.5%", "百分比"),
        ("二〇二六年三月五日", "二〇二六年三月六日", "日期"),
        ("共86项", "共68项", "数字"),
        ("三个乡镇", "五个乡镇", "数字"),
        ("电话：0939-8212345", "电话：0939-8212346", "电话"),
    ],
)
def test_a_changed_number_is_named_and_whole(old, new, kind):
    pieces = changed(old, new)
    assert len(pieces) == 1
    assert changed_number(*pieces[0]) == kind


def test_a_number_with_more_after_it_stands_apart():
    assert changed("安排资金300万元，保障经费。", "安排资金350万元。") == [
        ("300万元", "350万元"),
        ("，保障经费", ""),
    ]


def test_the_same_numbers_are_not_a_number_change():
    assert changed_number("报送3份", "上报3份") == ""


@given(st.text(alphabet="要高度重视提政治站位，。〔〕0123456789年月日万元 a\n", max_size=60))
@settings(max_examples=60, deadline=None)
def test_words_put_together_are_the_text(text):
    assert "".join(split(text)) == text


TEXTS = st.text(alphabet="甲乙丙丁，。12", max_size=40)


@given(TEXTS, TEXTS)
@settings(max_examples=150, deadline=None)
def test_pieces_put_together_are_both_texts(old, new):
    pieces = diff(old, new)
    assert "".join(one.old for one in pieces) == old
    assert "".join(one.new for one in pieces) == new


@given(st.lists(st.integers(0, 4), max_size=40), st.lists(st.integers(0, 4), max_size=40))
@settings(max_examples=150, deadline=None)
def test_matches_rise_and_are_equal(old, new):
    last = (0, 0)
    for one in matches(old, new):
        assert (one.old, one.new) >= last
        assert old[one.old : one.old + one.length] == new[one.new : one.new + one.length]
        last = (one.old + one.length, one.new + one.length)


def test_equal_texts_are_one_equal_piece():
    assert diff("同样", "同样") == (Piece("同样", "同样"),)


@pytest.mark.slow
def test_ten_megabytes_in_one_paragraph_do_not_hang():
    old = "安全生产责任制要层层落实，" * 260_000
    start = time.monotonic()
    assert changed(old, old.replace("层层落实", "落到实处", 3000)[: len(old) - 50_000])
    assert time.monotonic() - start < 120
