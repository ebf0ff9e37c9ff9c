"""一面的末尾：层次标题、表题不单独留在最后一行。"""

import pytest

from sanban.engine.gongwen.blocks import Cell, Table, plain
from sanban.engine.gongwen.elements import Body
from tests.engine.render import samples
from tests.engine.render.paper import made_of


@pytest.mark.parametrize("level", (1, 2))
def test_a_heading_is_never_the_last_line_of_a_page(level):
    for lines in range(1, 30):
        blocks = (*samples.filled(lines).blocks, plain("一、标题在此", level), plain("正文" * 40))
        found = made_of(samples.general(text=Body(blocks)))
        page = next(one for one in found if "标题在此" in one.text)
        below = [row for row in page.lines if row[0].char in "正文"]
        assert below[-1][0].base > page.base("标题在此")


def test_a_table_title_stays_with_its_table():
    table = Table(((Cell("甲"),), (Cell("乙"),)), title="某表", unit="单位：万元")
    for lines in range(1, 30):
        text = Body((*samples.filled(lines).blocks, table))
        page = next(one for one in made_of(samples.general(text=text)) if "某表" in one.text)
        assert "甲" in page.text[page.text.index("某表") :]
