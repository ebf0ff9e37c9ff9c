"""中文里的点号用全角。

汉字后面的逗号、句号、分号、冒号、问号、叹号写全角；半角的多是切换输入法时带进来的，
一段里宽窄不一，转成版式后行距、断行都跟着乱。数字里的小数点、千分号、时刻里的冒号不管。
段首序号后面的下脚点归 Q01、Q03，外国人名中间的点归 P18。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text
from sanban.engine.text.characters import HAN

FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
CHINESE = rf"[{HAN}”’）》%％〕]"
MARK = Pattern(rf"[,;:?!.](?:(?<={CHINESE}.)|(?<=[0-9A-Za-z)].)(?=[{HAN}“‘（《]))")
BLANKS = Pattern(r" +")
# 句点多一道：后面是行末、后引号、下一项，或者前面一口气写了四个汉字
AT_END = Pattern(r"\.(?!\.)(?=[\r\n”’）]|\Z| *[一二三四五六七八九]是)")
LONG = Pattern(rf"[{HAN}]{{4}}\.[{HAN}]")
ITEM = Pattern(r"[ \t\u3000]*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\Z")


def check(text: Text) -> Iterator[Hit]:
    """紧跟在汉字后面的，或者跟在数字、字母后面而后面是汉字的。"""
    for found in MARK.over(text.raw):
        place = found.start()
        if (found.group() != "." or _is_stop(text.raw, place)) and not _is_item(text, place):
            yield _hit(text.raw, place)


def _is_stop(raw: str, place: int) -> bool:
    if raw[place - 1].isascii() and raw[place - 1] != "%":
        return False
    return bool(AT_END.match(raw, place) or LONG.match(raw, max(0, place - 4)))


def _is_item(text: Text, place: int) -> bool:
    head = text.lines.at(place).start
    return place - head < 12 and ITEM.match(text.raw[head:place]) is not None


def _hit(raw: str, place: int) -> Hit:
    # 后面的空格是跟着半角点号来的；行末的空格不归这里管
    blanks = BLANKS.match(raw, place + 1)
    end = blanks.end() if blanks and raw[blanks.end() : blanks.end() + 1].strip() else place + 1
    full = FULL[raw[place]]
    return Hit(place, end, f"中文里的点号用全角，改为“{full}”。", (full,))


RULE = Rule(
    id="P01",
    name="halfwidth-marks",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 5.1.1、5.1.2",
    check=check,
    wrong={
        "会议要求,抓好落实.": "会议要求，抓好落实。",
        "时间: 上午9:00": "时间：上午9:00",
        "增长5%,其中工业增长6%;农业增长3%。": "增长5%，其中工业增长6%；农业增长3%。",
        "是否到位?请查明!": "是否到位？请查明！",
    },
    right=("会议要求，抓好落实。", "上午9:00，1,000元，3.5万元。", "https://a.cn/?a=1,2"),
    needs=",;:?!.",
)
