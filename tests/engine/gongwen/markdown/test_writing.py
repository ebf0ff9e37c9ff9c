"""写回打字的样子：各个例子写出去再读回来，块一个不差。"""

from pathlib import Path

import pytest

from sanban.engine.gongwen.blocks import Cell, Paragraph, Picture, Run, Table
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import Attachment, Body
from sanban.engine.gongwen.markdown import gongwen_of, load_typed
from sanban.engine.gongwen.markdown.body import read_body
from sanban.engine.gongwen.markdown.reading import Reading
from sanban.engine.gongwen.markdown.writing import pictures_of, write_body

EXAMPLES = sorted(Path("examples").glob("*.md"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_comes_back_the_same(path, tmp_path):
    gongwen = gongwen_of(load_typed(path), path)
    for name, picture in pictures_of(gongwen).items():
        (tmp_path / name).write_bytes(picture.data)
    reading = Reading(tmp_path)
    blocks, sections = read_body(write_body(gongwen), 1, reading)
    assert reading.problems == []
    assert _same(blocks, gongwen.first(Body).blocks)
    attached = gongwen.every(Attachment)
    assert [one.title for one in sections] == [one.title for one in attached]
    assert all(_same(a.blocks, b.blocks) for a, b in zip(sections, attached, strict=True))


def _same(one, other):
    """图的文件名是写出去时另起的，不比。"""
    return [_plain(block) for block in one] == [_plain(block) for block in other]


def _plain(block):
    if isinstance(block, Picture):
        return (block.data, block.width, block.title)
    return block


@pytest.mark.parametrize(
    "block",
    [
        Paragraph((Run("重点", strong=True), Run("x"), Run("2", script="super")), align="center"),
        Table(((Cell("甲|乙", columns=2), Cell("丙")), (Cell("一"), Cell("二"), Cell("三")))),
        Table(
            (
                (Cell("甲", rows=2), Cell("乙", columns=2)),
                (Cell("丙", align="right"), Cell("丁")),
                (Cell("戊", align="center"), Cell("己", align="right"), Cell("庚")),
            ),
            heads=2,
            widths=(1.0, 2.0, 2.5),
            title="某表",
            unit="单位：万元",
            landscape=True,
        ),
    ],
    ids=["强调", "格里有竖线", "合并的表"],
)
def test_odd_blocks_come_back_the_same(block, tmp_path):
    gongwen = Gongwen("notice", (Body((block,)),))
    blocks, _ = read_body(write_body(gongwen), 1, Reading(tmp_path))
    assert blocks == (block,)
