"""图题、表题末尾不用句号。

图、表的短语式说明文字中间可以用逗号，末尾不用句号。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

NUMBER = r"(?:\d{1,3}(?:[-—.]\d{1,2})?|[一二三四五六七八九十]{1,2})"
CAPTION = Pattern(
    rf"[图表][ \u3000]?{NUMBER}[ \u3000：:.]?(?![所显列是为说可反表中的给])"
    r"[^。；！？\r\n]{2,40}(?P<stop>。)[ \t\u3000]*(?=[\r\n]|\Z)"
)
BEFORE = "附 \t\u3000\ufeff"


def check(text: Text) -> Iterator[Hit]:
    """一行只有图号、表号和名称。"""
    for found in CAPTION.over(text.raw):
        start = text.lines.at(found.start()).start
        if found.start() - start < 20 and not text.raw[start : found.start()].strip(BEFORE):
            yield Hit(*found.span("stop"), "图题、表题末尾不用句号，删去。", ("",))


RULE = Rule(
    id="P31",
    name="stop-after-caption",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 A.1",
    check=check,
    wrong={"表1 督办台账。": "表1 督办台账"},
    right=("表1 督办台账", "表1所示的台账。", "图3是各科室办理量。"),
    needs="图表",
)
