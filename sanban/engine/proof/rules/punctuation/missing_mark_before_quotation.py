"""“指出”“强调”后面引用整句话，要用冒号或者逗号。

引用的是完整的句子（引号里有停顿、有句末点号），引语前面要停一下，用冒号；
引号里只是一个词、一个短语的，不用。“指出”“强调”后面的引号里有停顿就算一句话。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

SENTENCE = r"[^”，；\n]{4,80}[，；][^”\n]{2,200}"
SAID = Pattern(
    rf"“(?:(?<=指出“|强调“)(?={SENTENCE}”)"
    rf"|(?<=提出“|要求“|明确“|写道“|讲到“|谈到“|[他她们]说“)(?={SENTENCE}[。！？]”))"
)


def check(text: Text) -> Iterator[Hit]:
    """引号里有停顿、有句末点号的。"""
    for found in SAID.over(text.raw):
        start, end = found.start() - 1, found.end()
        right = f"{text.raw[start]}：“"
        yield Hit(start, end, "引用整句话，前面用冒号。", (right, f"{text.raw[start]}，“"), 0.85)


RULE = Rule(
    id="P39",
    name="missing-mark-before-quotation",
    level=Level.WARNING,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 4.7.3.1、B.1.5",
    check=check,
    wrong={"报告指出“要深入学习，抓好落实。”": "报告指出：“要深入学习，抓好落实。”"},
    right=("报告指出：“要深入学习，抓好落实。”", "提出“马上就办、真抓实干”的要求"),
    needs=("出“", "调“", "求“", "确“", "说“", "道“", "到“"),
)
