"""像是漏了字。

漏一个字，句子往往仍旧读得下去，机器拿不准，只作提示。
把握大的才提；补的字要能与左右合成词，或是“的”“和”一类的虚词。
“应”不劝人写成“应当”，“或”不劝人写成“或者”，本来都通。
"""

from collections.abc import Iterator

from sanban.engine.language.trial import DROPPED
from sanban.engine.proof.hearing import hit, of_kind, right_word
from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Text

LEAST = 0.5
"""把握不到这么多的不提。"""
FULLER = ("应当", "或者", "应该")
"""一个字的写法也通。"""


def check(text: Text) -> Iterator[Hit]:
    """漏了的一个字，圈住两边的字。"""
    for each in of_kind(text, DROPPED):
        joined = text.raw[each.start - 1 : each.start] + each.suggestion
        if each.margin >= LEAST and joined not in FULLER:
            message = f"这里像是漏了“{each.suggestion}”，宜写作“{right_word(text.raw, each)}”。"
            yield hit(text, each, message)


RULE = Rule(
    id="C25",
    name="dropped-character",
    level=Level.HINT,
    strength=Strength.PRACTICE,
    basis="语言模型：公文里的通常写法",
    check=check,
    wrong={
        "县级以上人民府应当建立健全工作协调机制。": "县级以上人民政府应当建立健全工作协调机制。",
    },
    right=(
        "成为为群众办事的窗口，做到事事有人管、人人有责任。",
        "各级人民政府应当加强对安全生产工作的领导。",
    ),
    by_model=True,
)
