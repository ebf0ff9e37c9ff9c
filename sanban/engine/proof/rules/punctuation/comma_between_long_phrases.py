"""长的并列短语之间用逗号，不用顿号。

顿号停得短，只隔开词和短的词组；两头都是一长串动宾短语的，用逗号才读得清。
标准说的是“也可用逗号”，所以只作提示。只看顿号前后都满十二个字、都以“深入”“全面”一类的词开头的。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text
from sanban.engine.text.characters import HAN

OPENERS = (
    "深入|全面|扎实|切实|认真|积极|不断|着力|进一步|大力|持续|坚持|加强|推进|抓好|做好|落实|"
    "严格|健全|完善|强化|提高|推动|加快|牢固|充分|始终|主动|统筹|严肃|建立|巩固|深化"
)
LONG = Pattern(rf"、(?={{0}})(?=[{HAN}“”]{{{{12,40}}}}[，。；、])".format(f"(?:{OPENERS})"))
BEFORE = Pattern(rf"(?:^|[，。；：、\r\n”])(?P<first>(?:{OPENERS})[{HAN}“”]{{10,40}})\Z")


def check(text: Text) -> Iterator[Hit]:
    """后面一项先看，前面一项再看。"""
    for found in LONG.over(text.raw):
        place = found.start()
        if BEFORE.search(text.raw, max(0, place - 50), place):
            yield Hit(place, place + 1, "长的并列短语之间用逗号，改为“，”。", ("，",), 0.7)


RULE = Rule(
    id="P34",
    name="comma-between-long-phrases",
    level=Level.HINT,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 B.1.1",
    check=check,
    wrong={
        "深入开展主题教育学习活动、全面落实各项重点工作要求。": (
            "深入开展主题教育学习活动，全面落实各项重点工作要求。"
        ),
    },
    right=("深入开展学习、全面落实要求。", "财政、民政等部门"),
    needs="、",
)
