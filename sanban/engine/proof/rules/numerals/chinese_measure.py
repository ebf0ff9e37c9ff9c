"""统计数字带计量单位的，用阿拉伯数字。

计量的数用阿拉伯数字，醒目、好认、好比较。
法规、决议整篇用汉字数字的不管：全文别处已经用“523公里”这样的写法时，才说这一处；
“六七十万吨”是概数，不管。旧报纸上每万字 0.1 处（几篇拼在一起量的），只提示。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text
from sanban.engine.text.numerals import to_int

UNIT = "公里|千米|平方米|平方公里|立方米|公顷|公斤|千克|千瓦|亩|吨|米(?!粮)"
CHINESE = Pattern(
    rf"[一二三四五六七八九](?P<rest>[一二三四五六七八九十百千万零〇]{{3,11}})(?={UNIT})"
)
APPROXIMATE = Pattern("[一二三四五六七八九]{2}")
ARABIC = Pattern(rf"[0-9][万亿]?(?:{UNIT})")


def check(text: Text) -> Iterator[Hit]:
    """汉字数字三个字以上，后面是计量单位。"""
    found = list(CHINESE.over(text.raw))
    if not found or not ARABIC.search(text.raw):
        return
    for one in found:
        if APPROXIMATE.search(one.group()):
            continue
        number = to_int(one.group())
        right = (str(number),) if number is not None else ()
        yield Hit(*one.span(), "计量的数用阿拉伯数字，同全文别处一致。", right, 0.8)


RULE = Rule(
    id="N01",
    name="chinese-measure",
    level=Level.HINT,
    strength=Strength.STANDARD,
    basis="GB/T 15835—2011 4.1.1",
    check=check,
    wrong={"新修公路120公里，渠道五百二十三公里": "新修公路120公里，渠道523公里"},
    right=("新修公路120公里，渠道523公里", "不得少于一百五十米", "长征二万五千里"),
    needs=("公里", "千米", "米", "公顷", "公斤", "千克", "千瓦", "亩", "吨"),
)
