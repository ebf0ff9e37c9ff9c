"""以万元、亿元计的钱数，小数不超过两位。

行文里写到百元就够了，再往下的小数读不清也记不住；要精确到元的，改用“元”。
"""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

AMOUNT = Pattern(r"\.(?<=[0-9]\.)(?P<rest>[0-9]{3,8})(?=[万亿]元)")
HEAD = Pattern(r"[0-9]+\Z")
CENT = Decimal("0.01")


def check(text: Text) -> Iterator[Hit]:
    """小数三位以上的万元、亿元；单元格里的不管。"""
    for found in AMOUNT.over(text.raw):
        head = HEAD.search(text.raw, max(0, found.start() - 12), found.start())
        paragraph = text.paragraph_at(found.start())
        if head is None or (paragraph and paragraph.in_table):
            continue
        whole = Decimal(head.group() + found.group())
        right = f"{whole.quantize(CENT, ROUND_HALF_UP).normalize():f}"
        message = f"行文里的钱数留两位小数就够，可写“{right}”。"
        yield Hit(head.start(), found.end(), message, (right,), 0.6)


RULE = Rule(
    id="N28",
    name="too-many-decimals",
    level=Level.HINT,
    strength=Strength.PRACTICE,
    basis="机关行文的通例：万元以下留两位小数",
    check=check,
    wrong={"投入12.3456万元": "投入12.35万元"},
    right=("投入12.35万元", "投入123456元", "占12.3456%"),
    needs=("万元", "亿元"),
)
