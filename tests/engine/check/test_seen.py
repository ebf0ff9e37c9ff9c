"""版式件：PDF、OFD 上看得见的，从字和线的位置量。"""

from dataclasses import replace
from random import Random

import pytest

from bench.conforming import papers
from bench.seen_faults import BENDS, bend_one
from sanban.engine.check import check_format
from sanban.engine.check.running import findings_of
from sanban.engine.check.seen.document import open_seen
from sanban.engine.check.seen.sheet import Box, strokes_of
from sanban.engine.gongwen.office_rules import STANDARD, rules_of
from sanban.engine.gongwen.profiles import PROFILES
from sanban.engine.proof.rule import Level
from sanban.engine.read import read
from sanban.engine.render.ofd import to_ofd
from sanban.engine.render.pdf import to_pdf

DRAW = {"pdf": to_pdf, "ofd": to_ofd}
MADE = [(name, gongwen) for name, gongwen, _ in papers(30, seed=6)]


def drawn(name, gongwen, suffix):
    profile = next(one for one in PROFILES.values() if one.title in name)
    return DRAW[suffix](gongwen, rules=replace(STANDARD, profile=profile)).data


POOL = [open_seen(drawn(*pair, "pdf"), "公文.pdf") for pair in MADE]


@pytest.mark.parametrize("suffix", DRAW)
def test_our_own_pages_have_no_error_and_no_warning(suffix):
    for name, gongwen in MADE[:15]:
        found = check_format(drawn(name, gongwen, suffix), f"公文.{suffix}")
        assert [one for one in found if one.level is not Level.HINT] == [], name


@pytest.mark.parametrize("suffix", DRAW)
def test_positions_are_those_of_the_text_that_is_read(suffix):
    data = drawn(*MADE[7], suffix)
    name = f"公文.{suffix}"
    document = open_seen(data, name)
    assert document.text == read(data, name).text
    for one in findings_of(document):
        assert document.text[one.start : one.end].startswith(one.quote[:5])


def test_the_format_and_the_kind_are_seen_on_the_page():
    for (_, gongwen), document in zip(MADE, POOL, strict=True):
        assert document.is_gongwen
        assert document.format == gongwen.format


@pytest.mark.parametrize("rule", BENDS)
def test_what_is_bent_is_found_where_it_is(rule):
    chance = Random(rule)
    tries = ((document, bend_one(rule, document, chance)) for document in POOL)
    document, bent = next(pair for pair in tries if pair[1] is not None)
    usual = {(one.rule, one.message) for one in findings_of(document)}
    opened = bent.open()
    found = [one for one in findings_of(opened) if (one.rule, one.message) not in usual]
    own = [one for one in found if one.rule == rule]
    assert [one for one in own if bent.is_right(opened, one)]
    assert {one.rule for one in found} == {rule}
    assert {one.fix for one in found} == {"C"}


def test_what_the_office_has_settled_is_not_found():
    rules = rules_of({"name": "某县", "style": {"title": {"pt": 26}}})
    _, gongwen = MADE[7]
    data = to_pdf(gongwen, rules=rules).data
    assert {one.rule for one in check_format(data, "a.pdf")} >= {"TI-01"}
    assert "TI-01" not in {one.rule for one in check_format(data, "a.pdf", rules=rules)}


def test_a_drawn_frame_is_four_lines_and_a_thin_bar_is_one():
    assert len(strokes_of(Box(10, 60, 10, 60), 0.5, red=False)) == 4
    assert len(strokes_of(Box(10, 60, 10, 10.3), 0, red=False)) == 1
    assert strokes_of(Box(10, 60, 10, 60), 0, red=False) == ()
