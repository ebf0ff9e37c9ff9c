"""小标题和正文之间要断开。

“一、筑牢绝对忠诚的政治品格党的事业必须……”，标题后面少了句号，读成了一句。
几个小标题字数、句式一样，正文都紧接着写的，才看得出在哪里断：
各条第一个“的”在同一个位置，后面同样的字数处都是名词的末尾；用分号隔开的各项不算。
"""

from collections import defaultdict
from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Item, Pattern, Text
from sanban.engine.words import tag_words

KINDS = ("chinese", "in_brackets")
BODY = 60
"""一条至少这么多字才像是连着正文。"""
HEAD = 24
TAILS = range(6, 1, -1)
MARKS = Pattern("[，。；：、！？“”（《]")


def check(text: Text) -> Iterator[Hit]:
    """同一级的几条一起看。"""
    for items in _groups(text):
        heads = [text.raw[_start(item) : _start(item) + HEAD] for item in items]
        length = _length(heads)
        for item, head in zip(items, heads, strict=True):
            if length and MARKS.match(head, length) is None:
                yield _hit(text.raw, _start(item) + length)


def _groups(text: Text) -> Iterator[list[Item]]:
    """按种类、第一个“的”的位置分组，连着正文、前面没有标点的才要。"""
    groups: dict[tuple[str, int], list[Item]] = defaultdict(list)
    for item in text.items:
        if item.kind in KINDS and item.line.end - item.end > BODY and _has_body(text, item):
            start = _start(item)
            place = text.raw.find("的", start, start + 12) - start
            if place >= 4 and MARKS.search(text.raw, start, start + place + 5) is None:
                groups[item.kind, place].append(item)
    return (items for items in groups.values() if len(items) >= 2)


def _has_body(text: Text, item: Item) -> bool:
    """后面是成篇的话，不是用分号隔开的一项。"""
    return text.raw.count("。", item.end, item.line.end) >= 2


def _start(item: Item) -> int:
    return item.end + len(item.mark)


def _length(heads: list[str]) -> int:
    """各条都能断的最长处；没有答 0。"""
    place = heads[0].index("的") + 1
    ends = [_noun_ends(head) for head in heads]
    if any(_starts_with_noun(head) for head in heads):
        return 0
    fit = [place + tail for tail in TAILS if all(place + tail in each for each in ends)]
    return fit[0] if fit else 0


def _noun_ends(head: str) -> set[int]:
    """名词结束的各个位置。"""
    place, ends = 0, set[int]()
    for word, tag in tag_words(head):
        place += len(word)
        if tag.startswith(("n", "vn", "an")):
            ends.add(place)
    return ends


def _starts_with_noun(head: str) -> bool:
    return any(tag.startswith(("n", "vn")) for _, tag in tag_words(head)[:1])


def _hit(raw: str, place: int) -> Hit:
    message = "小标题和正文粘在一起，中间加句号，或者另起一段。"
    right = f"{raw[place - 1]}。{raw[place]}"
    return Hit(place - 1, place + 1, message, (right,), 0.85)


RULE = Rule(
    id="S01",
    name="heading-runs-into-text",
    level=Level.WARNING,
    strength=Strength.PRACTICE,
    basis="机关行文的通例：段首小标题后用句号，或者单独成行",
    check=check,
    wrong={
        "一、筑牢绝对忠诚的政治品格党的事业必须由党性最强的人坚守。" + "要学深悟透。" * 8 + "\n"
        "二、凝聚高度自觉的大局意识胸怀大局、着眼大局、服务大局。" + "要统筹兼顾。" * 8: None,
    },
    right=(
        "一、筑牢绝对忠诚的政治品格。党的事业必须由党性最强的人坚守。" + "要学深悟透。" * 8 + "\n"
        "二、凝聚高度自觉的大局意识。胸怀大局、着眼大局、服务大局。" + "要统筹兼顾。" * 8,
    ),
    needs=("一、", "（一）", "二、", "（二）"),
)
