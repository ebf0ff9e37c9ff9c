"""“一是”“二是”要连着，不缺不重。

同一段里说了“一是”“三是”，中间的“二是”多半是删改时丢了，或者写成了别的样子。
缺的那个写在别处、只是前面没有断开的（如“第二是”），不算。
"""

from collections.abc import Iterator
from itertools import groupby

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Ordinal, Text
from sanban.engine.text.numerals import to_chinese


def check(text: Text) -> Iterator[Hit]:
    """一段一段看；又说“一是”的是里面套了一层。"""
    for _, group in groupby(text.ordinals, key=lambda one: one.line):
        yield from _line(text.raw, list(group))


def _line(raw: str, group: list[Ordinal]) -> Iterator[Hit]:
    runs: list[Ordinal] = []
    for one in group:
        if one.number == 1:
            runs.append(one)
            continue
        # 里面一层说完了，回到外面一层
        while len(runs) > 1 and runs[-1].number != one.number - 1:
            runs.pop()
        if runs and runs[-1].number != one.number - 1 and _is_missing(raw, runs[-1], one):
            yield _hit(raw, runs[-1], one)
        if runs:
            runs[-1] = one


def _is_missing(raw: str, last: Ordinal, one: Ordinal) -> bool:
    if one.number < last.number or one.number - last.number > 3:
        return False
    between = raw[last.end : one.start]
    missing = [to_chinese(number) for number in range(last.number + 1, one.number)]
    return not any(f"{number}{form}" in between for number in missing for form in "是要")


def _hit(raw: str, last: Ordinal, one: Ordinal) -> Hit:
    expected = f"{to_chinese(last.number + 1)}{one.form}"
    said = raw[last.start : last.end]
    message = f"前面说到“{said}”，这里按顺序应为“{expected}”，请核对是不是缺了一项。"
    return Hit(one.start, one.end, message, (expected,), 0.85)


RULE = Rule(
    id="Q12",
    name="missing-ordinal",
    level=Level.WARNING,
    strength=Strength.PRACTICE,
    basis="机关行文的通例：序次要完整",
    check=check,
    wrong={"一是抓学习；三是抓执行。": "一是抓学习；二是抓执行。"},
    right=("一是抓学习；二是抓执行；三是抓效能。", "一是学：一是自学，二是领学；二是干。"),
    needs=("一是", "一要"),
)
