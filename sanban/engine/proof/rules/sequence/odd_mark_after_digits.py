"""“1”“2”做序号，后面用下脚点。

不带括号的阿拉伯数字做序次语，后面用下脚点（1.），不用顿号、逗号。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Text


def check(text: Text) -> Iterator[Hit]:
    """段首的数字后面是顿号、逗号，或者点号重了。"""
    for item in text.items:
        if item.kind == "digits" and item.mark not in (".", "．"):
            start, end = item.end, item.end + len(item.mark)
            yield Hit(start, end, "阿拉伯数字序号后面用下脚点，改为“.”。", (".",))


RULE = Rule(
    id="Q03",
    name="odd-mark-after-digits",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 B.3.3；GB/T 9704—2012 7.3.3",
    check=check,
    wrong={"1、时间": "1.时间", "2，地点": "2.地点"},
    right=("1.时间", "1．时间", "3、4天", "1.5亿元"),
    needs="、，,",
)
