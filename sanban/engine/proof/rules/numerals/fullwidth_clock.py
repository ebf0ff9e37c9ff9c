"""时刻里的冒号用半角，全文一个写法。

9：00 用了全角冒号，中间空一块，还会被拆在两行；写9:00，或者9时。
“3：2”一类的比分、比例不管：分要两位数，前后像是时间才算。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

CLOCK = Pattern(r"：(?<=[0-9]：)(?P<minute>[0-5][0-9])(?![0-9.%日月])")
HOUR = Pattern(r"(?<![0-9])(?:[01]?[0-9]|2[0-4])\Z")
NEAR = Pattern("[午晚早晨时夜点日）)—–～~至到-]|时间")
AFTER = ("前", "后", "至", "到", "—", "-", "～", "召开", "开始", "准时", "起", "在", "集合", "出发")


def check(text: Text) -> Iterator[Hit]:
    """两边像时刻的全角冒号。"""
    raw = text.raw
    for found in CLOCK.over(raw):
        hour = HOUR.search(raw, max(0, found.start() - 2), found.start())
        if hour and (_is_time_before(raw, hour.start()) or raw.startswith(AFTER, found.end())):
            yield Hit(found.start(), found.start() + 1, "时刻里的冒号用半角，改为“:”。", (":",))


def _is_time_before(raw: str, start: int) -> bool:
    return NEAR.search(raw, max(0, start - 2), start) is not None


RULE = Rule(
    id="N25",
    name="fullwidth-clock",
    level=Level.WARNING,
    strength=Strength.STANDARD,
    basis="GB/T 15835—2011 5.1.5",
    check=check,
    wrong={"上午9：00召开": "上午9:00召开", "3月1日15：30": "3月1日15:30"},
    right=("上午9:00召开", "上午9时召开", "以3：2获胜", "附表：12"),
    needs=("：",),
)
