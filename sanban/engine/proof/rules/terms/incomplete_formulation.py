"""固定的提法写全、写准，次序不乱。

“中央八项规定及其实施细则”少一个“其”，“五位一体”总体布局写成整体布局，核心价值观的次序颠倒，
都是审核时最要看的。收的是看得准的错法，照现行的提法改；现行的提法变了，改表。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.proof.table import found_of, hit_of
from sanban.engine.text import Text


def check(text: Text) -> Iterator[Hit]:
    """对照表里“formulation”一类；书名号里的照原文。"""
    for found in found_of(text, "formulation"):
        if not text.pairs.titled.covers(found.start):
            yield hit_of(found, "“{wrong}”的提法不全、不准，改为“{right}”。", 0.9)


RULE = Rule(
    id="T01",
    name="incomplete-formulation",
    level=Level.WARNING,
    strength=Strength.PRACTICE,
    basis="党章、党代会报告和中央文件的现行提法",
    check=check,
    wrong={
        "落实中央八项规定及实施细则精神": "落实中央八项规定及其实施细则精神",
        "“五位一体”整体布局": "“五位一体”总体布局",
    },
    right=("落实中央八项规定及其实施细则精神", "“五位一体”总体布局"),
)
