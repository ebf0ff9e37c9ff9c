"""每种要素、每种块，每种载体都会画。"""

from typing import get_args

import pytest

from sanban.engine.gongwen.blocks import Block
from sanban.engine.gongwen.elements import Element
from sanban.engine.render import docx, layout, layout_blocks
from sanban.engine.render.docx import blocks as docx_blocks

# 载体 → 画要素的、画块的；OFD 从 PDF 的位置来，与 PDF 同一种画法
RENDERERS = {
    "pdf": (layout.draw, layout_blocks.draw_block),
    "docx": (docx.draw, docx_blocks.draw_block),
}
KNOWN = [
    *(
        (name, pair[0], element)
        for name, pair in RENDERERS.items()
        for element in get_args(Element)
    ),
    *((name, pair[1], block) for name, pair in RENDERERS.items() for block in get_args(Block)),
]


@pytest.mark.parametrize(
    ("name", "draw", "kind"), KNOWN, ids=[f"{row[0]}-{row[2].__name__}" for row in KNOWN]
)
def test_every_renderer_knows_every_element_and_block(name, draw, kind):
    assert draw.dispatch(kind) is not draw.dispatch(object), name


def test_an_unknown_element_is_refused_by_name():
    with pytest.raises(NotImplementedError, match="str"):
        layout.draw("不是要素", None)
    with pytest.raises(NotImplementedError, match="str"):
        layout_blocks.draw_block("不是块", None)
    with pytest.raises(NotImplementedError, match="str"):
        docx.draw("不是要素", None)
    with pytest.raises(NotImplementedError, match="str"):
        docx_blocks.draw_block("不是块", None)
