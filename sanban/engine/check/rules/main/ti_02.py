"""标题回行：排成梯形或菱形，不排成沙漏形。

标题回行时要做到词意完整、排列对称、长短适宜、间距恰当，应当使用梯形或菱形；中间短、两头长的
沙漏形不好看。只看得见人手分的行，自动折的行由排版来定。
"""

from collections.abc import Iterator

from sanban.engine.check.document import Document
from sanban.engine.check.looks import width
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.gongwen.profiles import POINT
from sanban.engine.proof.rule import Level

MARGIN = 2
"""短出两个字才算。"""


def check(document: Document) -> Iterator[Fault]:
    """标题的各行，一段里人手分的行也算。"""
    titles = document.of("title")
    lines = [line.strip() for para in titles for line in para.text.split("\n") if line.strip()]
    room = document.rules.mm("text_width") / POINT
    if len(lines) < 3 or any(width(line) * titles[0].main.size > room for line in lines):
        return
    wide = [width(line) for line in lines]
    for above, middle, below in zip(wide, wide[1:], wide[2:], strict=False):
        if middle + MARGIN <= min(above, below):
            message = "标题中间的行比上下都短，成了沙漏形，应排成梯形或菱形。"
            yield Fault(message, titles[0])
            return


RULE = FormatRule(id="TI-02", name="title-shape", clause="7.3.1", check=check,
                  level=Level.WARNING, fix="C")  # fmt: skip
