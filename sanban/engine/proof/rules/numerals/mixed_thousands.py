"""多位数的分节，全文一个写法。

12,000 和 13000 混着用，对不齐，也容易看错位；要么都用千分空、千分号，要么都不用。
少数的跟着多数的改；只看五位以上、后面是单位的整数。
"""

from collections.abc import Iterator
from re import Match

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

UNIT = "(?=[元人户件个吨亩册台辆只头条份次平公米])"
GROUPED = Pattern(
    rf"[,，\u2009](?<=[0-9].)[0-9]{{3}}(?:[,，\u2009][0-9]{{3}}){{0,4}}(?:\.[0-9]+)?{UNIT}"
)
PLAIN = Pattern(rf"[0-9]{{5,12}}(?:\.[0-9]+)?{UNIT}")
NUMBER = Pattern(r"[0-9]{1,3}\Z")


def check(text: Text) -> Iterator[Hit]:
    """两种写法都有时，说少的那种。"""
    grouped = list(GROUPED.over(text.raw))
    plain = list(PLAIN.over(text.raw)) if grouped else []
    if not plain:
        return
    if len(grouped) <= len(plain):
        yield from (_joined(text.raw, one) for one in grouped)
    else:
        yield from (_split(one) for one in plain)


def _joined(raw: str, found: Match[str]) -> Hit:
    head = NUMBER.search(raw, max(0, found.start() - 3), found.start())
    start = head.start() if head else found.start()
    right = "".join(char for char in raw[start : found.end()] if char not in ",，\u2009")
    return Hit(start, found.end(), f"全文的数多不分节，这里改为“{right}”。", (right,), 0.8)


def _split(found: Match[str]) -> Hit:
    whole, dot, rest = found.group().partition(".")
    right = f"{int(whole):,}{dot}{rest}"
    return Hit(*found.span(), f"全文的数多已分节，这里改为“{right}”。", (right,), 0.8)


RULE = Rule(
    id="N14",
    name="mixed-thousands",
    level=Level.WARNING,
    strength=Strength.STANDARD,
    basis="GB/T 15835—2011 5.1.1",
    check=check,
    wrong={
        "拨付12,000元，支出13000元": "拨付12000元，支出13000元",
        "收12,000元，支13,000元，余10000元": "收12,000元，支13,000元，余10,000元",
    },
    right=("收12,000元，支13,000元", "收12000元，支13000元", "2024年拨付12,000元"),
    needs=",，\u2009",
)
