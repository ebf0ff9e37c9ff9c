"""补语前面用“得”。

动词后面说程度、结果的用“得”：做得还不够好、抓得紧。写成“的”“地”的，看样式：动词后面是
程度副词加形容词，到点号为止；或者“做的好、”这样一个字的动词带一个字的形容词。
“要学的还很多”是“的”字短语作主语，“很多”“很少”不管。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

SINGLE = "做学抓干想写说讲看听办谈走来变搞管站坐跑飞打推谋"
DOUBLE = (
    "完成|落实|推进|开展|掌握|了解|理解|把握|表现|发挥|结合|贯彻|执行|服务|发展|考虑|研究|思考"
    "|准备|安排|组织|宣传|学习|进展|进行|配合|坚持|衔接|处理|解决|管理|使用|运用|协调"
)
DEGREE = (
    "(?:还|也|都|仍|仍然|依然|总是)?"
    "(?:不够|不太|不是很|不那么|很|非常|十分|比较|较为|更加|更|太|相当|特别|越来越)"
)
AFTER_VERB = f"(?:(?<=[{SINGLE}].)|(?<=(?:{DOUBLE}).))"
STOP = "[，。、；！？\n]"
DEGREED = Pattern(f"[的地](?={DEGREE}(?!(?<!不够)[多少]{STOP})[一-鿿]{{1,3}}{STOP}){AFTER_VERB}")
SHORT = Pattern(f"[的地](?=[好细实紧快慢深透准稳高远早晚牢严清硬正]{STOP})(?<=[{SINGLE}].)")


def check(text: Text) -> Iterator[Hit]:
    """动词和补语之间的“的”“地”。"""
    for pattern in (DEGREED, SHORT):
        for found in pattern.over(text.raw):
            message = f"后面是补语，动词“{text.raw[found.start() - 1]}”后用“得”。"
            yield Hit(*found.span(), message, ("得",), 0.9)


RULE = Rule(
    id="G03",
    name="wrong-complement-particle",
    level=Level.WARNING,
    strength=Strength.PRACTICE,
    basis="《现代汉语词典》“得”",
    check=check,
    wrong={
        "学的还不够多。": "学得还不够多。",
        "工作做的很扎实，": "工作做得很扎实，",
        "任务完成的不够及时；": "任务完成得不够及时；",
        "想的细、干的实。": "想得细、干得实。",
    },
    right=(
        "要学的还很多。",
        "做得还不够好。",
        "研究的很多问题已经解决。",
        "存量建设用地更新改造，",
    ),
    needs="的地",
)
