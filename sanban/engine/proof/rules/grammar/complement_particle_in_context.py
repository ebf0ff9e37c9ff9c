"""看前后文，补语前面用“得”。

“学的还不够多”“搞的好一些”里的“的”，前面是动作，后面说它怎么样，该用“得”。样式对得上的由 G03
查；这里看左右的字词和词性判别，是从公文里正确的写法学来的。拿得准的是警告，其余是提示。
后面又有“的”的（做的比较重要的工作），多半是两个定语，不提；“落地”“所做的”不算。
"""

from collections.abc import Iterator

from sanban.engine.language.pairs import Choice
from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.proof.wording import choices, tag_before
from sanban.engine.text import Pattern, Text
from sanban.engine.words import place_words

CLAUSE = Pattern("所[一-龥]{1,3}\\Z")
MORE = Pattern("[^，。；：、！？\n]{1,9}的")
STOPS = tuple("，。；：、！？”）\n")


def check(text: Text) -> Iterator[Hit]:
    """判别说该用“得”的各处。"""
    for one in choices(text):
        if one.right == "得" and not _is_attribute(text.raw, one):
            verb, _ = tag_before(text.raw, one.start)
            message = f"后面是补语，动词“{verb}”后用“得”。"
            confidence, level = (0.85, None) if one.sure else (0.6, Level.HINT)
            yield Hit(one.start, one.end, message, ("得",), confidence, level)


def _is_attribute(raw: str, one: Choice) -> bool:
    """后面就是点号、又有“的”的，前面是“所做”一类的，是定语；“地”同前一个字成词的也不算。"""
    if raw.startswith(STOPS, one.end) or MORE.match(raw, one.end):
        return True
    if CLAUSE.search(raw, max(one.start - 4, 0), one.start):
        return True
    return one.wrong == "地" and len(place_words(raw[one.start - 1 : one.end])) == 1


RULE = Rule(
    id="G09",
    name="complement-particle-in-context",
    level=Level.WARNING,
    strength=Strength.PRACTICE,
    basis="《现代汉语词典》“得”",
    check=check,
    by_model=True,
    wrong={
        "我们的工作做的更好一些。": "我们的工作做得更好一些。",
    },
    right=(
        "我们把工作做得更好一些。",
        "这是我们做的比较重要的工作。",
        "要学的还很多。",
        "保障各项部署落地落实。",
        "我们所做的每项工作。",
    ),
    needs="的地",
)
