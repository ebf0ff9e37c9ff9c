"""古怪的正文也成页，而且不出版心。"""

import pytest

from sanban.engine.gongwen.blocks import Cell, Paragraph, Run, Table, plain
from sanban.engine.gongwen.elements import Body
from tests.engine.render import samples
from tests.engine.render.paper import made_of

ODD_BODIES = {
    "a long word": (plain("https://" + "example.invalid/path" * 20),),
    "a run of one letter": (plain("A" * 200),),
    "long words in a table": (
        Table(
            ((Cell("甲"), Cell("乙")), (Cell("a" * 200), Cell("2026-0001-0002-0003-0004-0005"))),
            widths=(3, 1),
        ),
    ),
    "control marks": (plain("甲\x00乙\x07丙\t丁"),),
    "nothing": (),
    "an empty paragraph": (plain(""),),
    "an empty table": (Table(()),),
    "a table all head": (Table(((Cell("甲"), Cell("乙")),), heads=3),),
    "a ragged table": (Table(((Cell("甲"), Cell("乙")), (Cell("丙"),))),),
    "a lead longer than its paragraph": (Paragraph((Run("一、甲"),), 1, 99),),
    "another script": (plain("سلام 한국"),),
}


@pytest.mark.parametrize("blocks", ODD_BODIES.values(), ids=ODD_BODIES)
def test_odd_input_still_becomes_pages_within_the_type_area(blocks):
    for page in made_of(samples.general(text=Body(blocks))):
        assert all(one.ink.right <= 184.2 for one in page.glyphs)


def test_a_mark_without_organs_is_left_out():
    found = made_of(samples.general(replaces=(samples.IssuerMark(()),)))
    assert found[0].text.startswith("演政办发")
