"""县、市写在自己的省、市下面。

“青海省临洮县”“兰州市渭源县”，名称都对，连起来就错了：临洮县、渭源县在甘肃省定西市。
区划用 2023 年的；不认得的名称不说。“新城区”“城北区”这样泛指的区不看，区名后面是“域”“间”的也不看。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.proof.table.divisions import divisions
from sanban.engine.text import Pattern, Text

END = Pattern(r"[省市州盟区](?=[一-龥]{1,13}[县区市旗州盟])")
# 方位、新旧一类的区名，别处也拿来泛指
GENERAL = frozenset({
    "新城区", "城东区", "城西区", "城北区", "城中区", "市中区", "城关区", "城区", "郊区", "矿区",
    "江北区", "江南区", "江东区", "河东区", "河西区", "河北区", "东区", "西区", "南区", "北区",
    "新区", "中原区", "东城区", "西城区", "市南区", "市北区", "城厢区", "海港区",
})  # fmt: skip
AFTER = ("域", "间", "位", "内", "场", "政", "长")


def check(text: Text) -> Iterator[Hit]:
    """省、市的名称后面紧接着市、县的名称。"""
    known = divisions()
    for found in END.over(text.raw):
        place = found.end()
        lower = known.lower_after(text.raw, place)
        if not lower or lower in GENERAL or text.raw.startswith(AFTER, place + len(lower)):
            continue
        upper = known.upper_before(text.raw, place)
        parents = known.parents[lower]
        if upper and upper != lower and upper not in parents:
            right = "、".join(sorted(parents, key=lambda name: name[-1] != "省"))
            message = f"{lower}不在{upper}，在{right}，请核对。"
            yield Hit(place - len(upper), place + len(lower), message, (), 0.85)


RULE = Rule(
    id="T02",
    name="county-under-wrong-province",
    level=Level.WARNING,
    strength=Strength.REGULATION,
    basis="《地名管理条例》；民政部公布的行政区划",
    check=check,
    wrong={"青海省临洮县": None, "兰州市渭源县": None},
    right=("甘肃省定西市临洮县", "甘肃省临洮县", "定西市渭源县", "全省各县区", "兰州市新城区建设"),
    fix="C",
    needs=("县", "区", "市", "旗"),
)
