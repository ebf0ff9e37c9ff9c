"""层次标题不落在一面的末行。

标题在这一面的最后一行，下文翻到下一面，读起来断了气；请调整行距，或者让标题随下文走。
"""

from collections.abc import Iterator

from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.check.seen.document import SeenDocument
from sanban.engine.proof.rule import Level, Strength

HEADINGS = ("heading1", "heading2", "heading3", "heading4")
FOOT_MM = 14.0
"""离版心下边缘不到这么远，才是末行。"""


def seen(document: SeenDocument) -> Iterator[Fault]:
    """各面的末行；下一面是附件、版记的不算。"""
    edge = document.rules.mm("top") + document.rules.mm("text_height")
    for page in range(1, len(document.sheets)):
        paras = document.on(page)
        last = max(paras, key=lambda para: para.rows[-1].bottom, default=None)
        if last is None or last.code not in HEADINGS or last.rows[-1].page != page:
            continue
        after = next((para for para in document.on(page + 1)), None)
        if after is not None and after.code == "body" and edge - last.box.bottom < FOOT_MM:
            yield Fault(f"这个标题落在第{page}页的末行，下文在下一页，请让标题随下文走。", last)


RULE = FormatRule(
    id="BD-08", name="heading-at-page-foot", clause="公文版面的通行做法", seen=seen, laid=True,
    level=Level.HINT, strength=Strength.PRACTICE, fix="C",
)  # fmt: skip
