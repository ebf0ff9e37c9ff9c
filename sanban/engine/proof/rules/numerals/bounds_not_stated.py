"""制度里的“以上”“以下”，说明含不含本数。

同一个制度里又有“3人以上”、又有“3人以下”，正好3人的归哪一边，执行时会争；写成“3人（含）以上”，
或者附则里说明“以上含本数”。只看分条的制度，同一个数两边都用、全文没有说明含不含的，提一次；
罚款、期限的幅度（元、日、年）历来不另写，不管。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

BOUND = Pattern(
    r"以[上下](?<=[人岁%件份个票]以.)(?![（(]|简称|统称|内容|称|规定|情形|单位|领导|职务)"
)
STATED = ("含本数", "包括本数", "含本级", "（含）", "包含本数", "本数在内", "（不含")
NUMBER = Pattern(r"[0-9一二三四五六七八九十百千万]+\Z")
LONGEST = 8
ARTICLES = 5


def check(text: Text) -> Iterator[Hit]:
    """分了五条以上、没有一处说明含不含、同一个数两边都用的。"""
    articles = sum(item.kind == "article" for item in text.items)
    if articles < ARTICLES or any(word in text.raw for word in STATED):
        return
    seen: dict[str, str] = {}
    for found in BOUND.over(text.raw):
        start = found.start() - 1
        number = NUMBER.search(text.raw, max(start - LONGEST, 0), start)
        if number:
            amount, side = number.group() + text.raw[start], found.group()[1]
            if seen.setdefault(amount, side) != side:
                message = (
                    f"“{amount}以上”“{amount}以下”都有，正好{amount}的归哪一边，请写明“（含）”。"
                )
                yield Hit(start, found.end(), message)
                return


RULE = Rule(
    id="N17",
    name="bounds-not-stated",
    level=Level.HINT,
    strength=Strength.PRACTICE,
    basis="立法技术规范的通例：“以上、以下”说明是否含本数",
    check=check,
    wrong={
        "第一条甲。\n第二条乙。\n第三条3人以上的报县。\n第四条3人以下的报镇。\n第五条丁。\n": None,
    },
    right=(
        "第一条甲。\n第二条乙。\n第三条丙。\n第四条3人以上的。\n第五条以上含本数。\n",
        "3人以上的，须报告。",
        "第一条甲。\n第二条乙。\n第三条3人以上的报县委。\n第四条丙。\n第五条丁。\n",
    ),
    fix="C",
    needs=("以上", "以下"),
)
