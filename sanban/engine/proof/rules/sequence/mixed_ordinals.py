"""同一组序次语，写法要一样。

前面说“一是”“二是”，后面变成“三要”，读起来像是另起了一层；少数的跟着多数的改。
整组都是“一要”“二要”的不管。
"""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Ordinal, Text


def check(text: Text) -> Iterator[Hit]:
    """一段一段看，一组从“一”数起、号码连着。"""
    for _, group in groupby(text.ordinals, key=lambda one: one.line):
        for run in _runs(group):
            yield from _odd_ones(text.raw, run)


def _runs(group: Iterator[Ordinal]) -> Iterator[list[Ordinal]]:
    run: list[Ordinal] = []
    for one in group:
        if run and one.number != run[-1].number + 1:
            yield run
            run = []
        run.append(one)
    yield run


def _odd_ones(raw: str, run: list[Ordinal]) -> Iterator[Hit]:
    counts = Counter(one.form for one in run)
    if len(run) < 3 or len(counts) < 2:
        return
    usual = counts.most_common(1)[0][0]
    for one in run:
        if one.form != usual:
            wrong, right = raw[one.start : one.end], f"{raw[one.start : one.end - 1]}{usual}"
            message = f"同组其他各项用“{usual}”，“{wrong}”改为“{right}”。"
            yield Hit(one.start, one.end, message, (right,))


RULE = Rule(
    id="Q14",
    name="mixed-ordinals",
    level=Level.WARNING,
    strength=Strength.PRACTICE,
    basis="机关行文的通例：同组序次语写法一致",
    check=check,
    wrong={"一要抓学习；二是抓执行；三是抓效能。": "一是抓学习；二是抓执行；三是抓效能。"},
    right=("一要抓学习；二要抓执行；三要抓效能。", "一是抓学习；二要抓执行。"),
    needs=("一是", "二是", "三是"),
)
