"""虚词、常用动词不重着写。

“的的”“了了”“进行进行”是连按两下、粘贴重了；两个词碰巧连在一起的（目的的、受不了了、完成工作工作队）不算。
只收重了就一定不通的字词，“为为”（成为为群众办事的）“天天”“人人”本来可以重，不收。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

SINGLE = Pattern(r"(?P<word>[的了在是和与及被于])(?P=word)(?P<rest>.?)")
# 前面这些字同它成词：目的的、为了了结、不是是非、正在在建
BEFORE = {
    "的": "目标有众的中准",
    "了": "不为完除受得未罢知明末临大私终公",
    "在": "正现存所实内潜外自旨不健",
    "是": "不就只但可于总都还也凡正若要如国求",
    "和": "温缓调中总饱平柔共祥谐求议讲",
    "与": "参给予赋付",
    "及": "以涉普提顾遍不波埃",
    "被": "棉植",
    "于": "对关由至位基属等处善便限鉴终用低高大小勇敢忠过",
}
AFTER = {
    "的": "士确",
    "了": "解结断如却",
    "在": "建职编校场线岗册业",
    "是": "非否",
    "和": "平谐睦解气好",
    "与": "会",
    "及": "时格早其",
    "被": "告动害",
    "于": "是",
}
WORDS = (
    "进行|加强|推进|我们|关于|以及|按照|同时|对于|完善|建立|开展|坚持|认真|积极"
    "|进一步|不断|切实|全面|深入"
)
DOUBLE = Pattern(rf"(?P<word>{WORDS})(?P=word)")


def check(text: Text) -> Iterator[Hit]:
    """先看单字，再看词。"""
    raw = text.raw
    for found in SINGLE.over(raw):
        word, before = found["word"], raw[found.start() - 1 : found.start()]
        ended = found.start() + 2
        twice = raw[found.start() - 2 : found.start()]
        paired = len(twice) == 2 and twice[0] == twice[1]  # 暖暖和和
        if not paired and not _joins(word, before, raw[ended : ended + 1]):
            yield Hit(found.start(), ended, f"“{word}”重了，删去一个。", (word,), 0.85)
    for found in DOUBLE.over(raw):
        yield Hit(*found.span(), f"“{found['word']}”重了，删去一个。", (found["word"],))


def _joins(word: str, before: str, after: str) -> bool:
    alone = before and (before in BEFORE[word] or before == word)
    return bool(alone) or (bool(after) and (after in AFTER[word] or after == word))


RULE = Rule(
    id="C03",
    name="doubled-word",
    level=Level.WARNING,
    strength=Strength.REGULATION,
    basis="《党政机关公文处理工作条例》第二十条第（四）项",
    check=check,
    wrong={"抓好工作的的落实": "抓好工作的落实", "我们进行进行整改": "我们进行整改"},
    right=(
        "目的的实现",
        "为了了解情况",
        "成为为群众办事的人",
        "正在在建",
        "天天研究",
        "暖暖和和过年",
    ),
)
