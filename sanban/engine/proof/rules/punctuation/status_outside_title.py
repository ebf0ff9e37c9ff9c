"""属于文件名称的“（试行）”写在书名号里面。

“试行”“暂行”“草案”“征求意见稿”印在文件标题里，是名称的一部分，括注在书名号里面。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

OUTSIDE = Pattern(r"》(?P<note>[（(](?:试行|暂行|草案|征求意见稿|送审稿|讨论稿|试行稿)[）)])(?!》)")


def check(text: Text) -> Iterator[Hit]:
    """后书名号之后紧跟着括注。"""
    for found in OUTSIDE.over(text.raw):
        right = f"{found['note']}》"
        yield Hit(*found.span(), "括注是文件名称的一部分，写在书名号里面。", (right,))


RULE = Rule(
    id="P28",
    name="status-outside-title",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 A.13.4",
    check=check,
    wrong={"《民事诉讼法》（试行）": "《民事诉讼法（试行）》"},
    right=(
        "《民事诉讼法（试行）》",
        "《民事诉讼法》（2021年修正）",
        "《管理办法》（以下简称《办法》）",
    ),
    needs=("》（", "》("),
)
