"""单独成行的小标题末尾不用标点。

“一、”“（一）”领起、自成一行的小标题，末尾不用句号；和正文接排的，小标题后面才用句号。
各项本来就是一句一句话的（后面紧接着下一项，或者已经是末项、下面是另一个题目），不是小标题。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Paragraph, Text

LONGEST = 32
"""小标题不大会超过的字数。"""
BODY_ENDS = ("。", "；", "：", "！", "？", "”", "）")


def check(text: Text) -> Iterator[Hit]:
    """短行，末尾有点号，下面是正文或者下一级。"""
    for here, following in zip(text.paragraphs, text.paragraphs[1:], strict=False):
        if here.item is None or here.item.level not in (1, 2):
            continue
        written = text.raw[here.start : here.end].rstrip()
        mark = written[-1]
        if mark not in "。；，：" or len(written) > LONGEST or not _leads(text, here, following):
            continue
        if mark != "：" and not any(other in written[:-1] for other in "，。；："):
            place = here.start + len(written) - 1
            yield Hit(place, place + 1, "小标题末尾不用标点，删去。", ("",), 0.8)


def _leads(text: Text, here: Paragraph, following: Paragraph) -> bool:
    """下面是正文（末尾有点号），或者是更低的一级。"""
    if here.item is None or following.item is None:
        ended = text.raw[following.start : following.end].rstrip()[-1:] in BODY_ENDS
        return here.item is not None and here.item.level == 1 and ended
    return following.item.level > here.item.level


RULE = Rule(
    id="Q11",
    name="stop-after-heading",
    level=Level.WARNING,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 B.4",
    check=check,
    wrong={"一、总体要求。\n坚持学习，抓好落实。": "一、总体要求\n坚持学习，抓好落实。"},
    right=(
        "一、总体要求\n坚持学习。",
        "一、抓学习。\n二、抓执行。",
        "一、总体要求。坚持学习，抓好落实。",
        "六、本办法自公布之日起施行。\n中华人民共和国刑法修正案",
    ),
    needs="一二三四五六七八九",
)
