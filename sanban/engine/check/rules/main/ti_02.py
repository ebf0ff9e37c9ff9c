"""标题回行：排成梯形或菱形，不排成沙漏形。

标题回行时要做到词意完整、排列对称、长短适宜、间距恰当，应当使用梯形或菱形；中间短、两头长的
沙漏形不好看。DOCX 只看得见人手分的行，自动折的要排出来看（`--pages`）。
"""

from collections.abc import Iterator

from sanban.engine.check.document import Document
from sanban.engine.check.looks import width
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.check.seen.document import SeenDocument
from sanban.engine.check.seen.frame import cell
from sanban.engine.gongwen.profiles import POINT
from sanban.engine.proof.rule import Level

MESSAGE = "标题中间的行比上下都短，成了沙漏形，应排成梯形或菱形。"
LEAST, MARGIN = 3, 2
"""短出两个字才算。"""


def check(document: Document) -> Iterator[Fault]:
    """标题的各行，一段里人手分的行也算。"""
    titles = document.of("title")
    lines = [line.strip() for para in titles for line in para.text.split("\n") if line.strip()]
    room = document.rules.mm("text_width") / POINT
    if len(lines) < LEAST or any(width(line) * titles[0].main.size > room for line in lines):
        return
    if _is_hourglass([width(line) for line in lines]):
        yield Fault(MESSAGE, titles[0])


def seen(document: SeenDocument) -> Iterator[Fault]:
    """排出来的各行，自动折的也算。"""
    titles = [para for para in document.seen if para.code == "title"]
    rows = [row for para in titles for row in para.rows]
    wide = [(row.right - row.left) / cell(row) for row in rows]
    if len(rows) >= LEAST and _is_hourglass(wide):
        yield Fault(MESSAGE, titles[0])


def _is_hourglass(wide: list[float]) -> bool:
    """中间的行比上下都短。"""
    threes = zip(wide, wide[1:], wide[2:], strict=False)
    return any(middle + MARGIN <= min(above, below) for above, middle, below in threes)


RULE = FormatRule(id="TI-02", name="title-shape", clause="7.3.1", check=check, seen=seen, laid=True,
                  level=Level.WARNING, fix="C")  # fmt: skip
