"""会议、活动、机关、奖项的名称不用书名号。

书名号只用于作品、文件、报刊的名称；会议、活动、机关、奖项不是作品，要突出的用引号。
名称末尾是“行动”“活动”“大会”“会议”“论坛”“委员会”“办公室”的才算；
文件简称碰巧这样收尾的（如《……行动》是一部片子）请忽略。类名在书名号外面的，只看“行动”，
里面是文件名称的（《实施方案》行动）不算。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

EVENT = Pattern(
    r"(?:专项行动|行动|活动|大会|会议|论坛|博览会|交易会|委员会|办公室|领导小组|人民政府|奖)》"
)
ORGAN = Pattern(r"(?:委员会|办公室|领导小组|人民政府)\Z")
WORK = Pattern(r"[：:？！—]|^关于|^(?:我|在|一次|论|致|走进|聚焦)")
OUTSIDE = Pattern(r"》(?=(?:专项)?行动(?!方案|计划|纲要|指南|规划|路线))")
PAPER = Pattern(
    r"(?:法|法典|条例|办法|规定|细则|规则|通知|意见|方案|决定|规划|纲要|要点|计划|章程|准则|协定|宣言|公约|倡议|书)\Z"
)
LONGEST, SHORT = 24, 12


def check(text: Text) -> Iterator[Hit]:
    """按末尾的词认，两半一起换。"""
    for found in EVENT.over(text.raw):
        end = found.end()
        start = text.raw.rfind("《", max(0, end - LONGEST), end)
        name = text.raw[start + 1 : end - 1]
        if start >= 0 and "\n" not in name and not WORK.search(name) and "〈" not in name:
            right = name if ORGAN.search(name) else _quoted(name)
            message = "会议、活动、机关、奖项的名称不用书名号，要突出的用引号。"
            yield Hit(start, end, message, (right,), 0.85)
    for found in OUTSIDE.over(text.raw):
        start = text.raw.rfind("《", max(0, found.end() - SHORT), found.end())
        name = text.raw[start + 1 : found.start()]
        if start >= 0 and name and not WORK.search(name) and not PAPER.search(name):
            message = "行动的名称不用书名号，要突出的用引号。"
            yield Hit(start, found.end(), message, (_quoted(name),), 0.8)


def _quoted(name: str) -> str:
    """名称里本来有引号、后面只带着类名的，不再套一层。"""
    return name if name.startswith("“") or "“" in name else f"“{name}”"


RULE = Rule(
    id="P26",
    name="title-marks-on-events",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 A.13.1",
    check=check,
    wrong={
        "开展《三抓三促》行动。": "开展“三抓三促”行动。",
        "《“三抓三促”行动》": "“三抓三促”行动",
        "召开《民营经济发展大会》": "召开“民营经济发展大会”",
    },
    right=("“三抓三促”行动", "《专项行动方案》", "《关于召开大会的通知》"),
    needs=("动》", "会》", "议》", "坛》", "室》", "组》", "府》", "奖》", "》行动", "》专项"),
)
