"""正式稿里不留占位的符号、网页带来的记号。

“2024年X月X日”“____”“（待补充）”是起草时留的空，印出去就是空白；
##paidbegin## 一类是从网页上带来的。
XX、×× 可能是忘了填，也可能是公开的范文有意隐去名称，只提示；一篇里有好几处的，合起来说一次。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

BLANK = "待补充|待补|待填|待定稿|待核实"
# 一样一条，原文里没有那个字样就不扫
SURE = (
    ("##", Pattern(r"##[0-9A-Za-z_]{2,30}##")),
    ("__", Pattern(r"_{3,}")),
    ("＿＿", Pattern(r"＿{3,}")),
    ("TODO", Pattern("TODO")),
    ("TBD", Pattern("TBD")),
    ("{{", Pattern(r"\{\{[^{}\n]{0,40}\}\}")),
    ("&", Pattern(r"&(?:nbsp|lt|gt|amp|quot);")),
    ("<", Pattern(r"<(?:br|p|/p|div|/div|span|/span)[ /]*>")),
    ("待", Pattern(rf"[（(【\[](?:{BLANK})[^）)】\]\n]{{0,12}}[）)】\]]")),
    ("【", Pattern(r"【[ \u3000]*】")),
)
MASK = Pattern(
    r"[×ＸXx*〇○某](?:(?<=[×Ｘ])[×XxＸ]{1,7}|(?<=[×XxＸ])(?=[年月日万亿元个县市区乡镇村局名号])"
    r"|(?<=[Xx])[×XxＸ]{1,7}|(?<=\*)\*{1,7}|(?<=〇)〇〇+|(?<=○)○+|(?<=某)某)"
)
LETTER = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789./-")
DIGITS = frozenset("一二三四五六七八九年")
FEW = 3


def check(text: Text) -> Iterator[Hit]:
    """先看一定是忘了的，再看像是隐去名称的。"""
    raw = text.raw
    for need, pattern in SURE:
        for found in pattern.over(raw) if need in raw else ():
            message = f"“{found.group()}”是没有填的空、没有删的记号，填上或者删去。"
            is_mark = found.group()[0] in "#&<"
            yield Hit(*found.span(), message, ("",) if is_mark else ())
    masks = [one for one in MASK.over(raw) if _is_mask(raw, *one.span())]
    many = len(masks) > FEW
    for found in masks[: 1 if many else FEW]:
        what = f"“{found.group()}”一类的全文有{len(masks)}处，" if many else f"“{found.group()}”"
        message = f"{what}像是没有填的空，正式稿里填上。"
        yield Hit(*found.span(), message, (), 0.6, Level.HINT)


def _is_mask(raw: str, start: int, end: int) -> bool:
    """字母、数字中间的 X、星号不是占位，二○○三年里的圈也不是。"""
    before, after = raw[start - 1 : start], raw[end : end + 1]
    in_year = raw[start] in "○〇" and (before in DIGITS or after in DIGITS)
    return not in_year and before not in LETTER and after not in LETTER


RULE = Rule(
    id="D16",
    name="placeholder-left",
    level=Level.WARNING,
    strength=Strength.PRACTICE,
    basis="机关行文的通例：正式稿不留空",
    check=check,
    wrong={
        "##paidbegin##二、坚持谋实": "二、坚持谋实",
        "联系电话：________": None,
        "会议定于X月X日召开（待补充时间）。": None,
    },
    right=("二、坚持谋实", "10×5米", "型号X200", "【重要】", "会议定于4月6日召开。"),
    needs="#_＿TF{&<（(【[×xXＸ*〇○某",
)
