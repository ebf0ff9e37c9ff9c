"""引号、括号、书名号要成对。

只有前一半或者只有后一半，读的人分不清引文、书名到哪里为止，往往一直错到段末。
另一半补在哪里由上下文定：别处成对写过的照别处补，整段的引文补到段末，
别的由语言模型看哪里最通顺，拿不准的补在这句话说完之前；请核对。
引文有几段时每段开头都写前引号、只在末段写后引号，这样不算错；序号“1）”也不算。
修改法规的决定里成段摘引的条文（修改为：“……），末段常在别处，只作提示，几处只提头一处。
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Stray, Text
from sanban.engine.text.characters import CLOSING, KIND, OPENING

SHORT = 24
"""别处成对写过的短语，最长看到这么多字。"""
FAR = 40
PAUSE = Pattern("[，。；、：！？]")
AMENDED = Pattern(r"(?:修改为|增加[^，。：]{1,8}|作为第[^，。：]{1,14}|条之[一二三四五])：\Z")
QUOTED_ARTICLE = Pattern(
    r"(?:\A|[\r\n])[ \u3000]*“(?:（[一二三四五六七八九十]|第[一二三四五六七八九十百]|[^”\n]{2,6}款)"
)


def check(text: Text) -> Iterator[Hit]:
    """落单的一处一处说。"""
    if not text.pairs.strays:
        return
    hits = list(_stray_marks(text))
    articles = [hit for hit in hits if hit.level]
    if len(articles) > 1:
        message = f"{articles[0].message}全文有{len(articles)}处这样摘引的条文，请一并核对。"
        hits = [hit for hit in hits if not hit.level]
        hits.append(replace(articles[0], message=message, suggestions=()))
    yield from hits


def _stray_marks(text: Text) -> Iterator[Hit]:
    known = _known(text)
    for stray in text.pairs.strays:
        if stray.is_opening:
            yield _unclosed(text, stray, known.get(text.raw[stray.start : stray.start + 3], ()))
        else:
            yield _unopened(text, stray)


def _known(text: Text) -> dict[str, set[str]]:
    """别处成对写过的，按前标点和头两个字归在一起。"""
    known: dict[str, set[str]] = defaultdict(set)
    for pair in text.pairs.pairs:
        if 3 < pair.end - pair.start <= SHORT and pair.kind != "书名号":
            written = text.raw[pair.start : pair.end]
            known[written[:3]].add(written)
    return known


def _unclosed(text: Text, stray: Stray, known: Collection[str]) -> Hit:
    raw, closing = text.raw, OPENING[stray.mark]
    same = [one for one in known if raw.startswith(one[:-1], stray.start)]
    place = stray.start + len(max(same, key=len)) - 1 if same else text.choose(raw, stray)
    # 后面的字也圈进来，补在哪里一看就明白；书名到哪里为止说不准，圈到停顿的地方
    limit = min(place + FAR, stray.limit)
    pause = PAUSE.search(raw, place, limit) if stray.mark in "《〈" else None
    end = pause.end() if pause else min(place + 1, limit)
    end = max(end, stray.start + 1)
    right = f"{raw[stray.start : place]}{closing}{raw[place:end]}"
    name = KIND[stray.mark]
    message = f"前{name}没有配上后{name}，请在该收的地方补上{closing}。"
    level = Level.HINT if _is_article(raw, stray.start) else None
    return Hit(stray.start, end, message, (right,), level=level)


def _unopened(text: Text, stray: Stray) -> Hit:
    place, opening = text.choose(text.raw, stray), CLOSING[stray.mark]
    right = f"{opening}{text.raw[place : stray.start + 1]}"
    name = KIND[stray.mark]
    message = f"后{name}没有配上前{name}，请在该起的地方补上{opening}。"
    return Hit(place, stray.start + 1, message, (right,))


def _is_article(raw: str, place: int) -> bool:
    if AMENDED.search(raw, max(0, place - 24), place):
        return True
    return QUOTED_ARTICLE.match(raw, max(0, place - 1)) is not None


RULE = Rule(
    id="P04",
    name="unpaired-marks",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 5.1.3",
    check=check,
    wrong={
        "《关于印发方案的通知": "《关于印发方案的通知》",
        "按照《值班工作办法的要求": "按照《值班工作办法》的要求",
        "落实“三抓三促行动。": "落实“三抓三促行动”。",
        "“三抓三促”行动启动，“三抓三促行动见效。": "“三抓三促”行动启动，“三抓三促”行动见效。",
        "他说：“抓好落实。见行见效。": "他说：“抓好落实。见行见效。”",
        "落实三抓三促”行动。": "落实“三抓三促”行动。",
        "县委（扩大会议，要求抓好落实。": "县委（扩大）会议，要求抓好落实。",
    },
    right=(
        "《关于印发〈方案〉的通知》",
        "他说：\n“第一段。\n“第二段。”",
        "1）时间\n2）地点",
    ),
    needs="“”‘’（）()《》〈〉【】〔〕「」『』［］[]",
)
