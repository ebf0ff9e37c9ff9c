from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanban.engine.tasks.deadlines import deadlines, due_in
from tests.engine.tasks.words import LONG_TEXT

# fmt: off
SAID = (
    ("6月底前完成",                   date(2026, 6, 30)),
    ("2月底前",                       date(2026, 2, 28)),
    ("六月底以前",                    date(2026, 6, 30)),
    ("６月３０日前",                  date(2026, 6, 30)),
    ("于3月20日前拿出方案",           date(2026, 3, 20)),
    ("2027年3月20日前",               date(2027, 3, 20)),
    ("二〇二七年三月二十日前",        date(2027, 3, 20)),
    ("明年6月底前",                   date(2027, 6, 30)),
    ("6月前",                         date(2026, 5, 31)),
    ("1月前",                         date(2025, 12, 31)),
    ("10月投入使用",                  date(2026, 10, 31)),
    ("6月上旬",                       date(2026, 6, 10)),
    ("6月中旬前",                     date(2026, 6, 20)),
    ("6月下旬",                       date(2026, 6, 30)),
    ("第三季度完成",                  date(2026, 9, 30)),
    ("一季度末",                      date(2026, 3, 31)),
    ("上半年",                        date(2026, 6, 30)),
    ("下半年建成",                    date(2026, 12, 31)),
    ("年内完成投资",                  date(2026, 12, 31)),
    ("年底前",                        date(2026, 12, 31)),
    ("今年底前",                      date(2026, 12, 31)),
    ("2027年年底前",                  date(2027, 12, 31)),
    ("2026-06-30前",                  date(2026, 6, 30)),
    ("2026.6.30",                     date(2026, 6, 30)),
    ("本年度内",                      date(2026, 12, 31)),
    ("全年完成",                      date(2026, 12, 31)),
    ("6月底前开工，11月底前建成",     date(2026, 11, 30)),
)
NOT_SAID = (
    "三年内", "2月30日前", "13月底前", "每月25日前", "3个月内", "一季度一通报", "去年底",
    "过去全年", "2024年12月底完成", "一周内", "适时", "",
    "2026.6", "本学年内", "国庆节前",
)
# fmt: on


@pytest.mark.parametrize(("said", "day"), SAID)
def test_what_is_said_becomes_a_day(said, day):
    found = [one.day for one in deadlines(said, year=2026)]
    assert max(found) == day


@pytest.mark.parametrize("said", NOT_SAID)
def test_what_is_no_deadline_is_left_alone(said):
    assert due_in(said, year=2026) is None


@settings(max_examples=200, deadline=None)
@given(LONG_TEXT, st.integers(1, 9999))
def test_any_words_can_be_read(raw, year):
    for one in deadlines(raw, year=year):
        assert 0 <= one.span.start < one.span.end <= len(raw)
    due = due_in(raw, year=year)
    assert due is None or due.year >= year
