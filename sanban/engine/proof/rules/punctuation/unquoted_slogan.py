"""作定语的两截话要加引号。

“坚持群众缺什么，服务补什么的工作思路”，逗号把句子断成了两截，前一截没有着落；
整个口号加上引号，中间用顿号。只看两截一样长、用字对得上的。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text
from sanban.engine.text.characters import HAN

VERBS = "坚持|干出|树立|按照|践行|秉持|秉承|弘扬|发扬|本着|形成|营造|遵循"
NOUNS = (
    "思路|理念|原则|要求|成果|作风|精神|目标|方针|格局|态度|状态|方法|机制|局面|信念|追求|氛围"
    "|导向|标准"
)
SLOGAN = Pattern(
    rf"(?:{VERBS})(?P<all>(?P<first>[{HAN}]{{4,8}})，(?P<second>[{HAN}]{{4,8}}))"
    rf"(?=的[{HAN}]{{0,4}}(?:{NOUNS}))"
)


def check(text: Text) -> Iterator[Hit]:
    """两截一样长，同一个位置上至少有一个字相同。"""
    for found in SLOGAN.over(text.raw):
        first, second = found["first"], found["second"]
        if len(first) == len(second) and any(map(str.__eq__, first, second)):
            message = f"“{first}，{second}”整个作定语，加上引号，中间的逗号改为顿号。"
            yield Hit(*found.span("all"), message, (f"“{first}、{second}”",), 0.8)


RULE = Rule(
    id="P42",
    name="unquoted-slogan",
    level=Level.WARNING,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 4.8.3.2",
    check=check,
    wrong={"坚持群众缺什么，服务补什么的工作思路": "坚持“群众缺什么、服务补什么”的工作思路"},
    right=("坚持“群众缺什么、服务补什么”的工作思路", "坚持统一领导，实行分级负责的原则"),
    needs=("坚持", "干出", "树立", "按照", "践行", "秉", "扬", "本着", "形成", "营造", "遵循"),
)
