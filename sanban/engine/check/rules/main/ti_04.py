"""标题末尾不用标点。

公文标题除了书名号、引号、括号，一般不用标点；末尾带句号、逗号的，多半是粘贴时带进来的。
"""

from collections.abc import Iterator

from sanban.engine.check.document import Document
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.proof.rule import Level, Strength

STOPS = "。，、；：.,;:"


def check(document: Document) -> Iterator[Fault]:
    """标题最后一段的末尾。"""
    for titles in (document.of("title")[-1:], document.of("attachment_title")):
        for para in titles:
            bare = para.text.rstrip()
            if bare and bare[-1] in STOPS:
                yield Fault(
                    f"标题末尾不用“{bare[-1]}”，应删去。", para, len(bare) - 1, len(bare), ("",)
                )


RULE = FormatRule(
    id="TI-04", name="stop-after-title", clause="公文版面的通行做法", check=check, seen=check,
    level=Level.WARNING, strength=Strength.PRACTICE, fix="B",
)  # fmt: skip
