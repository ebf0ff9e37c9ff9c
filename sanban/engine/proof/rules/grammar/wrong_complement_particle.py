"""补语前面用“得”。

动词后面说程度、结果的用“得”：做得还不够好、抓得紧。写成“的”“地”的，看样式：动词后面是
程度副词加形容词，到点号为止；或者“做的好、”这样一个字的动词带一个字的形容词。
“要学的还很多”是“的”字短语作主语，“很多”“很少”不管。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.proof.wording import tag_before
from sanban.engine.text import Pattern, Text

SINGLE = "做学抓干想写说讲看听办谈走来变搞管站坐跑飞打推谋"
NOT_ACTIONS = frozenset({"存在", "具有", "需要", "没有", "属于", "要求", "是", "有"})
ALSO = "(?:还|也|都|仍|仍然|依然|总是)?"
STOP = "[，。、；！？\n]"
MUCH = f"(?!(?<!不够)[多少]{STOP})"
DEGREED = Pattern(
    f"[的地](?={ALSO}(?:不够|不太|不是很|不那么|很|十分|比较|较为|更加?|相当|越来越)"
    f"{MUCH}(?!正)[一-鿿]{{1,3}}{STOP})"
)
IDIOMS = Pattern(
    "的(?=(?:井井有条|有声有色|有条不紊|淋漓尽致|扎扎实实|实实在在|清清楚楚|明明白白|一清二楚"
    "|恰到好处|红红火火|热火朝天)(?!的))"
)
SHORT = Pattern(f"[的地](?=[好细实紧快慢深透准稳高远早晚牢严清硬正]{STOP})(?<=[{SINGLE}].)")


def check(text: Text) -> Iterator[Hit]:
    """动词和补语之间的“的”“地”。"""
    for pattern in (DEGREED, IDIOMS, SHORT):
        for found in pattern.over(text.raw):
            verb = _verb(text.raw, found.start())
            if verb:
                message = f"后面是补语，动词“{verb}”后用“得”。"
                yield Hit(*found.span(), message, ("得",), 0.9)


def _verb(raw: str, end: int) -> str:
    """前面的动词；不是动词的答空串。"""
    if raw[end - 1 : end] in SINGLE and end:
        return raw[end - 1]
    word, tag = tag_before(raw, end)
    is_verb = tag == "v" and len(word) > 1 and raw[end] == "的"
    return word if is_verb and word not in NOT_ACTIONS else ""


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
        "活动开展的有声有色。": "活动开展得有声有色。",
    },
    right=(
        "要学的还很多。",
        "做得还不够好。",
        "研究的很多问题已经解决。",
        "存量建设用地更新改造，",
    ),
    needs="的地",
)
