"""引号、括号、书名号要成对。

只有前一半或者只有后一半，读的人分不清引文、书名到哪里为止，往往一直错到段末。
另一半补在哪里由上下文定：默认补在这句话说完之前，或者下一个同样的标点之前，请核对。
引文有几段时每段开头都写前引号、只在末段写后引号，这样不算错；序号“1）”也不算。
修改法规的决定里成段摘引的条文（修改为：“……），末段常在别处，只作提示。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Stray, Text
from sanban.engine.text.characters import CLOSING, KIND, OPENING

AMENDED = Pattern(r"(?:修改为|增加[^，。：]{1,8}|作为第[^，。：]{1,14}|条之[一二三四五])：\Z")
QUOTED_ARTICLE = Pattern(
    r"(?:\A|[\r\n])[ \u3000]*“(?:（[一二三四五六七八九十]|第[一二三四五六七八九十百]|[^”\n]{2,6}款)"
)


def check(text: Text) -> Iterator[Hit]:
    """落单的一处一处说。"""
    for stray in text.pairs.strays:
        yield _unclosed(text, stray) if stray.is_opening else _unopened(text, stray)


def _unclosed(text: Text, stray: Stray) -> Hit:
    place, closing = text.choose(text.raw, stray), OPENING[stray.mark]
    # 另一半后面那个字也圈进来，补在哪里一看就明白
    end = min(place + 1, stray.limit)
    right = f"{text.raw[stray.start : place]}{closing}{text.raw[place:end]}"
    message = f"前{KIND[stray.mark]}没有配上后{KIND[stray.mark]}，请在该收的地方补上{closing}。"
    level = Level.HINT if _is_article(text.raw, stray.start) else None
    return Hit(stray.start, max(end, stray.start + 1), message, (right,), level=level)


def _is_article(raw: str, place: int) -> bool:
    if AMENDED.search(raw, max(0, place - 24), place):
        return True
    return QUOTED_ARTICLE.match(raw, max(0, place - 1)) is not None


def _unopened(text: Text, stray: Stray) -> Hit:
    place, opening = text.choose(text.raw, stray), CLOSING[stray.mark]
    right = f"{opening}{text.raw[place : stray.start + 1]}"
    message = f"后{KIND[stray.mark]}没有配上前{KIND[stray.mark]}，请在该起的地方补上{opening}。"
    return Hit(place, stray.start + 1, message, (right,))


RULE = Rule(
    id="P04",
    name="unpaired-marks",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 5.1.3",
    check=check,
    wrong={
        "《关于印发方案的通知": "《关于印发方案的通知》",
        "落实“三抓三促行动。": "落实“三抓三促行动”。",
        "落实三抓三促”行动。": "“落实三抓三促”行动。",
        "县委（扩大会议，要求抓好落实。": "县委（扩大会议），要求抓好落实。",
    },
    right=(
        "《关于印发〈方案〉的通知》",
        "他说：\n“第一段。\n“第二段。”",
        "1）时间\n2）地点",
    ),
    needs="“”‘’（）()《》〈〉【】〔〕「」『』［］[]",
)
