"""并列的词语之间像是漏了顿号。

并列的词语之间用顿号；漏了顿号，前后粘成一串。
报告里可加可不加的也多，只作提示；把握大的才提。
"""

from collections.abc import Iterator

from sanban.engine.language.trial import UNMARKED
from sanban.engine.proof.hearing import hit, of_kind
from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Text

LEAST = 1.0
"""把握不到这么多的不提。"""
JOINING = "及和与或等并以还且"
"""这些字前面本来不用顿号。"""


def check(text: Text) -> Iterator[Hit]:
    """漏了的顿号，圈住两边的字。"""
    for each in of_kind(text, UNMARKED):
        after = text.raw[each.end : each.end + 1]
        if each.margin >= LEAST and after not in JOINING:
            yield hit(text, each, "并列的词语之间像是漏了顿号，补上“、”。")


RULE = Rule(
    id="C26",
    name="dropped-pause",
    level=Level.HINT,
    strength=Strength.PRACTICE,
    basis="GB/T 15834—2011 4.5.3.1；语言模型",
    check=check,
    wrong={
        "统筹推进经济建设政治建设、文化建设。": "统筹推进经济建设、政治建设、文化建设。",
    },
    right=(
        "成为为群众办事的窗口，做到事事有人管、人人有责任。",
        "各级人民政府应当加强对安全生产工作的领导。",
    ),
    by_model=True,
)
