"""句子里面的括号，括注末尾不用句号、逗号。

句内括号注释的是前面的词语，括注末尾除了问号、叹号、省略号，通常不用标点；
整句话用括号括起来、放在句号后面的（句外括号），里面的句号保留。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

MARK = Pattern(r"[。，；、：]）")


def check(text: Text) -> Iterator[Hit]:
    """括号前面是字，括号里只有末尾一个句末点号。"""
    for found in MARK.over(text.raw):
        place = found.start()
        start = text.raw.rfind("（", max(0, place - 60), place)
        before = text.raw[start - 1 : start] if start > 0 else ""
        inside = text.raw[start + 1 : place]
        if start <= 0 or before in "。！？；：\n\r　 " or any(mark in inside for mark in "。；\n"):
            continue
        yield Hit(place, place + 2, "句内括号里，括注末尾不用点号，删去。", ("）",), 0.85)


RULE = Rule(
    id="P29",
    name="stop-inside-parentheses",
    level=Level.WARNING,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 B.2.2",
    check=check,
    wrong={"三办（办文、办会、办事。）": "三办（办文、办会、办事）"},
    right=("三办（办文、办会、办事）", "会议结束。（全文完。）", "抓好落实（真的？）。"),
    needs=("。）", "，）", "；）", "、）", "：）"),
)
