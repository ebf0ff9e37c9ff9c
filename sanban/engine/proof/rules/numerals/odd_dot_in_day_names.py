"""汉字写的月日专名，只有一月、十一月、十二月的用间隔号。

“一·二八”“一二·九”不加间隔号就分不清是哪月哪日；“五四”“九一八”分得清，不加。
只看引号里的。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

# fmt: off
NAMES = {
    "五·四": "五四", "五·一": "五一", "六·一": "六一", "七·一": "七一", "八·一": "八一",
    "三·八": "三八", "七·七": "七七", "九·一八": "九一八", "二·七": "二七", "五·卅": "五卅",
    "八·一三": "八一三", "四·一二": "四一二", "一二九": "一二·九", "一二八": "一·二八",
    "一二一": "一二·一",
}
# fmt: on
QUOTED = Pattern(f"“(?P<name>{'|'.join(NAMES)})”(?=[^0-9]|\\Z)")


def check(text: Text) -> Iterator[Hit]:
    """引号里的月日专名。"""
    for found in QUOTED.over(text.raw):
        right = NAMES[found["name"]]
        why = "用间隔号隔开月和日" if "·" in right else "不用间隔号"
        yield Hit(*found.span("name"), f"这个月日专名{why}，改为“{right}”。", (right,))


RULE = Rule(
    id="N06",
    name="odd-dot-in-day-names",
    level=Level.WARNING,
    strength=Strength.STANDARD,
    basis="GB/T 15835—2011 5.2.3",
    check=check,
    wrong={"“五·四”运动": "“五四”运动", "“一二九”运动": "“一二·九”运动"},
    right=("“五四”运动", "“一二·九”运动", "“一·二八”事变"),
    needs=("·", "一二九", "一二八", "一二一"),
)
