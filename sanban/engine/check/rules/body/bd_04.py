"""层次标题的字体：一级黑体，二级楷体，三级、四级仿宋。

一般第一层用黑体、第二层用楷体、第三层和第四层用仿宋，都是三号。单独成段的标题才查；
二级以下加粗是各地的习惯，标准没有定，不算错。
"""

from collections.abc import Iterator

from sanban.engine.check.aspects import wrong_face, wrong_size
from sanban.engine.check.document import Document
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.proof.rule import Level

CODES = ("heading1", "heading2", "heading3", "heading4")


def check(document: Document) -> Iterator[Fault]:
    """单独成段的层次标题。"""
    yield from wrong_size(document, CODES)
    yield from wrong_face(document, CODES)


RULE = FormatRule(
    id="BD-04",
    name="heading-font",
    clause="7.3.3（一般）",
    check=check,
    seen=check,
    level=Level.HINT,
)
