"""点号不能连着用。

两个逗号、逗号接句号之类，多半是删改时留下的，留一个。问号、叹号叠用归 P21，连着的句号归 P13。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

MARKS = Pattern(r"[，、；：。！？]{2,}")
RANK = "。！？：；，、"


def check(text: Text) -> Iterator[Hit]:
    """连着的两个以上点号；只有问号、叹号的，三个以上句号的不算。"""
    for found in MARKS.over(text.raw):
        marks = found.group()
        if marks.strip("！？") and "。。。" not in marks:
            choices = tuple(dict.fromkeys(sorted(marks, key=RANK.index)))
            yield Hit(*found.span(), "点号连用了，只留一个。", choices)


RULE = Rule(
    id="P19",
    name="repeated-marks",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 5.1.1、5.1.2",
    check=check,
    wrong={
        "请示，，如下": "请示，如下",
        "抓好落实，。": "抓好落实。",
        "抓好落实。。": "抓好落实。",
    },
    right=("请示，如下", "真的？！", "还有不足……。"),
)
