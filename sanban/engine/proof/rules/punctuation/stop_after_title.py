"""标题末尾不用标点。

公文标题末尾通常不用标点符号；只看篇首几行里“关于……的通知”这样的标题。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

KINDS = "决议|决定|命令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|方案|办法|规定"
TITLE = Pattern(
    rf"[ \t\u3000\ufeff]*[^。；！？，：\r\n]{{0,40}}关于[^。；！？\r\n]{{2,60}}的(?:{KINDS})"
    r"(?P<mark>[。，；！：])[ \t\u3000]*"
)
HEAD = 12
"""标题在头几行里。"""


def check(text: Text) -> Iterator[Hit]:
    """篇首一行，整行是标题。"""
    for line in text.lines.spans[:HEAD]:
        found = TITLE.match(text.raw, line.start)
        if found and found.end() == line.end:
            yield Hit(*found.span("mark"), "标题末尾不用标点，删去。", ("",), 0.8)


RULE = Rule(
    id="P32",
    name="stop-after-title",
    level=Level.HINT,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 B.4",
    check=check,
    wrong={"关于做好值班工作的通知。": "关于做好值班工作的通知"},
    right=(
        "关于做好值班工作的通知",
        "关于做好值班工作的通知\n现通知如下：",
        "收到关于请示的批复。已办。",
    ),
    needs=("关于",),
)
