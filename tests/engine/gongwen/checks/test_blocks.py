"""正文里的块和字：画不出的表和图、太长的、印不出的字。"""

import pytest

from sanban.engine.gongwen.blocks import Cell, Picture, Table, plain
from sanban.engine.gongwen.checks import check
from sanban.engine.gongwen.elements import (
    Body,
    MainRecipients,
)
from sanban.engine.gongwen.problems import REFUSE, WARN
from tests.engine.gongwen.checks.papers import document, only
from tests.engine.gongwen.markdown.test_body import png


def table(columns, rows=2, **more):
    return Table(tuple(tuple(Cell("甲") for _ in range(columns)) for _ in range(rows)), **more)


@pytest.mark.parametrize(
    "block, said",
    [
        (Table(()), "空的"),
        (table(2, 1), "表头 1 行"),
        (Table(((Cell("a"), Cell("b")), (Cell("c"),))), "对不上"),
        (Table(((Cell("a", rows=3), Cell("b")), (Cell("c"),))), "对不上"),
        (Table(((Cell("a", columns=0), Cell("b")), (Cell("c"), Cell("d")))), "对不上"),
        (Table(((Cell("a", rows=2), Cell("b")), (Cell("c"),))), "表头的格子不能和下面的数据合并"),
        (table(2, widths=(1,)), "列宽写了 1 个"),
        (table(15), "请在“表：”行写 {横排}"),
        (table(22, landscape=True), "拆成两张"),
        (table(40), "拆成两张"),
        (Picture(b"x", "a.png"), "a.png 打不开"),
    ],
)
def test_a_block_that_cannot_be_drawn_is_refused(block, said):
    found = [one for one in check(document("notice", Body((block,)))) if one.level == REFUSE]
    assert said in found[0].message


def test_a_wide_table_may_lie_across():
    assert check(document("notice", Body((table(15, landscape=True),)))) == ()


def test_a_body_of_hundreds_of_pages_is_warned():
    def pages(count):
        return document("notice", Body(tuple(plain("国" * 616) for _ in range(count))))

    assert check(pages(200)) == ()
    found = only(pages(1000))
    assert (found.level, found.element) == (WARN, "正文") and "要 1000 面" in found.message


def test_a_picture_wider_than_the_text_is_warned():
    found = only(document("notice", Body((Picture(png(), "a.png", 200),))))
    assert found.level == WARN and "缩到 156 毫米" in found.message


def test_a_picture_naturally_wider_than_the_text_is_warned_too():
    found = only(document("notice", Body((Picture(png((600, 20)), "a.png"),))))
    assert found.level == WARN and "图宽 159 毫米" in found.message
    assert check(document("notice", Body((Picture(png((400, 20)), "a.png"),)))) == ()


@pytest.mark.parametrize(
    "char, said, level",
    [
        ("\t", "制表符 U+0009", REFUSE),
        ("\x07", "控制字符 U+0007", REFUSE),
        ("\x00", "控制字符 U+0000", REFUSE),
        ("\u2028", "控制字符 U+2028", REFUSE),
        ("\ud800", "半个字（代理码） U+D800", REFUSE),
        ("\ufffd", "乱码 U+FFFD", REFUSE),
        ("\uffff", "乱码 U+FFFF", REFUSE),
        ("\u202e", "改变书写方向的字符 U+202E", REFUSE),
        ("\u200b", "看不见的字符 U+200B", WARN),
        ("\ue123", "私用区的字 U+E123", WARN),
    ],
)
def test_characters_that_cannot_be_printed_are_named(char, said, level):
    for more in (Body((plain(f"正{char}文"),)), Body((table(1), plain(f"{char}")))):
        found = only(document("notice", more))
        assert (found.element, found.level) == ("正文", level)
        assert said in found.message
    assert only(document("notice", MainRecipients(f"甲{char}"))).element == "主送机关"
