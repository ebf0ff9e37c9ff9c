"""“第一”“首先”做序次语，后面用逗号。

“第”字头、“其”字头和“首先”“其次”“最后”做序次语，后面用逗号，不用顿号、冒号。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

MARK = Pattern(
    r"[、：](?<=[第其][一二三四五六七八九十].|首先.|其次.|再次.|最后.)(?![第其首再最一二三四五\d])"
)
BOUND = "。；！？，：”\n\r\u3000 \t\ufeff"


def check(text: Text) -> Iterator[Hit]:
    """在一句话、一个小句开头的。"""
    for found in MARK.over(text.raw):
        start = found.start() - 2
        if not start or text.raw[start - 1] in BOUND:
            yield Hit(*found.span(), "“第一”“首先”后面用逗号，改为“，”。", ("，",))


RULE = Rule(
    id="Q05",
    name="odd-mark-after-first",
    level=Level.WARNING,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 B.3.1",
    check=check,
    wrong={"第一、提高认识。首先、抓学习。": "第一，提高认识。首先，抓学习。"},
    right=("第一，提高认识。", "第一、第二产业", "第一、二季度"),
    needs=(
        "一、",
        "二、",
        "三、",
        "四、",
        "五、",
        "先、",
        "次、",
        "后、",
        "一：",
        "二：",
        "先：",
        "次：",
    ),
)
