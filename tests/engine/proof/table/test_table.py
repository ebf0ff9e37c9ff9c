import re
from pathlib import Path

import pytest

from sanban.engine.proof.table import entries, found_of
from sanban.engine.text import Text

LISTS = Path(entries.FILE).parent / "lists"


def wrong_in(raw):
    return [one.entry.wrong for one in found_of(Text(raw), "wrong")]


def test_there_are_ten_thousand_entries_in_a_small_file():
    assert len(entries.table().wrongs) >= 10_000
    assert entries.FILE.stat().st_size < 2_000_000


def test_no_wrong_form_stands_twice_or_is_its_own_right_form():
    table = entries.table()
    assert len(set(table.wrongs)) == len(table.wrongs)
    assert all(table.entry(number).right != wrong for number, wrong in enumerate(table.wrongs))


@pytest.mark.parametrize("kind", ["variant", "confusable", "formulation"])
def test_the_office_lists_are_all_in_the_table(kind):
    table = entries.table()
    known = {wrong for number, wrong in enumerate(table.wrongs) if table.entry(number).kind == kind}
    rows = (LISTS / f"{kind}.txt").read_text("utf-8").splitlines()
    assert {row.split()[0] for row in rows if row and row[0] != "#"} <= known


def test_two_words_that_happen_to_meet_are_not_a_wrong_word():
    assert wrong_in("做好预防犯罪工作") == []
    assert wrong_in("防犯电信诈骗") == ["防犯"]


def test_a_guard_keeps_an_entry_away():
    assert wrong_in("以服务大局为已任") == ["为已任"]
    assert wrong_in("为已任命的干部办理手续") == []


def test_a_longer_right_form_around_it_is_left_alone():
    assert [one.entry.wrong for one in found_of(Text("全面从严治党"), "formulation")] == []


def test_half_a_surrogate_pair_does_not_shift_the_places():
    (found,) = found_of(Text("\ud800甲布署工作\udfff"), "wrong")
    assert (found.start, found.end) == (2, 4)


def test_every_line_is_a_right_form_and_its_wrong_forms():
    for line in entries.FILE.read_text("utf-8").splitlines():
        assert line[0] == "#" or re.fullmatch(r"\S+( \S+)+", line)


@pytest.mark.parametrize("text", ["", "abc", "全体起立，再接再励，迫不急待。" * 3])
def test_the_first_short_text_is_searched_like_the_others(monkeypatch, text):
    monkeypatch.setattr(entries, "_FIRST", iter((True,)))
    first = list(entries.table().matches(text))
    assert first == list(entries.table().matches(text))
    assert bool(first) is ("励" in text)
