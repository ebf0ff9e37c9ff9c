"""同一段里的百分数，写法要一样。

前面写5%，后面写百分之三，像是两个人写的，也不好比较；公文里的百分数用阿拉伯数字和%。
整段都用“百分之”的不管；“百分之百”是习惯说法，不管。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text
from sanban.engine.text.numerals import to_int

CHINESE = Pattern(
    r"百分之(?!百)(?P<number>[一二三四五六七八九十]{1,3})(?![十百点多几余零〇一二三四五六七八九]|的(?:希望|可能|机会))"
)
NEAR = 500
PERCENT = Pattern(r"[0-9][%％]")


def check(text: Text) -> Iterator[Hit]:
    """同一段里另有 5% 的，“百分之三”改成 3%。"""
    for found in CHINESE.over(text.raw):
        line = text.lines.at(found.start())
        number = to_int(found["number"])
        start, end = max(line.start, found.start() - NEAR), min(line.end, found.end() + NEAR)
        if number is not None and PERCENT.search(text.raw, start, end):
            message = f"同一段里的百分数写法要一样，改为“{number}%”。"
            yield Hit(*found.span(), message, (f"{number}%",))


RULE = Rule(
    id="N02",
    name="mixed-percent",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15835—2011 4.3",
    check=check,
    wrong={"产值增长5%、成本下降百分之三。": "产值增长5%、成本下降3%。"},
    right=("产值增长百分之五、成本下降百分之三。", "完成率100%，做到百分之百满意。"),
    needs=("百分之",),
)
