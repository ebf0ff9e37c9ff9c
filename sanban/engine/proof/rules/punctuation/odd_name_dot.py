"""外国人名、少数民族人名中间用间隔号“·”。

间隔号居中，是 U+00B7；写成下脚点、圆黑点、日文中点的，改成“·”。
下脚点两边都是译名常用字才算，别的归 P01。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text
from sanban.engine.text.characters import HAN

TRANSLITERATED = (
    "阿艾埃安奥巴贝比博布查达丹德迪杜多尔法费弗夫伏盖格古哈海赫胡霍基吉加江金卡凯坎科克库"
    "拉莱兰劳勒雷里丽力利莉列林留卢鲁路伦罗洛马玛迈曼买梅门蒙米莫姆木穆纳南内尼妮努诺"
    "欧帕佩皮普齐奇恰乔热日萨赛桑沙山舍圣什施史舒斯苏索塔泰坦汤特提图托瓦万威韦维温沃乌"
    "西希谢辛休雅亚叶伊依因尤约扎泽朱孜兹佐木都合江克汗买热提"
)
DOT = Pattern(
    rf"[.．•・‧∙●⋅](?=[{HAN}])(?:(?<=[{HAN}][•・‧∙●⋅])"
    rf"|(?<=[{TRANSLITERATED}]{{2}}.)(?=[{TRANSLITERATED}]{{2}}))"
)


def check(text: Text) -> Iterator[Hit]:
    """两边都是字的点。"""
    for found in DOT.over(text.raw):
        yield Hit(*found.span(), "人名中间用间隔号，改为“·”。", ("·",), 0.95)


RULE = Rule(
    id="P18",
    name="odd-name-dot",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 4.14.2、4.14.3",
    check=check,
    wrong={"买买提.艾力": "买买提·艾力", "卡尔•马克思": "卡尔·马克思"},
    right=("弗拉基米尔·普京", "买买提·艾力", "一、总体要求", "3.5万元"),
    needs=".．•・‧∙●⋅",
)
