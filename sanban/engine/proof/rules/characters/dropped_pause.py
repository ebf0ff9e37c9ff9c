"""并列的词语之间像是漏了顿号。

并列的词语之间用顿号；漏了顿号，前后粘成一串。
语言模型说补上更通顺的，再看左右：前面是动词、后面是名词的，多半是动宾；两边太短的，多半是一个词。
“稳外贸稳外资”“事前事中事后”“平衡性协调性”这样排着说的，“真实客观、精准有效”这样四个字一组的，
可加可不加，不提。
报告里可加可不加的仍旧不少，所以只作提示。

没有学过的干净公文上每万字约 0.5 处，漏掉的顿号找得到一半。
"""

from collections.abc import Iterator

from sanban.engine.language.trial import UNMARKED, Suspect
from sanban.engine.proof.hearing import hit, of_kind
from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.proof.wording import tag_before, tags_after
from sanban.engine.text import Pattern, Text

LEAST = 2.0
"""各项加起来不到这么多的不提；门槛和下面各项的权，都是在留出的文字上定的。"""
# fmt: off
GAIN, MARGIN = 0.7, 0.2
LEFT, RIGHT = 0.3, 1.2      # 到前一个、后一个标点有多远，十二个字为一
BEFORE_VERB, OBJECT = -0.25, -1.05
# fmt: on
FAR = 12
MARKS = "、，。；：！？“”《》（）\n\r"
STOP = Pattern(f"[{MARKS}]")
TWO = Pattern(f"[一-龥]{{2}}(?:[{MARKS}]|\\Z)")
FOURS_AFTER = Pattern(f"[一-龥]{{2}}、[一-龥]{{4}}(?:[{MARKS}]|\\Z)")
FOURS_BEFORE = Pattern(f"[{MARKS}][一-龥]{{4}}、[一-龥]{{2}}\\Z")
JOINING = "及和与或等并以还且"
"""这些字前面本来不用顿号。"""
SUFFIXES = "性化"


def check(text: Text) -> Iterator[Hit]:
    """漏了的顿号，圈住两边的字。"""
    for each in of_kind(text, UNMARKED):
        if text.raw[each.end : each.end + 1] in JOINING or _in_series(text.raw, each.start):
            continue
        if _is_one_of_fours(text.raw, each.start):
            continue
        if _weight(text.raw, each) >= LEAST:
            yield hit(text, each, "并列的词语之间像是漏了顿号，补上“、”。")


def _in_series(raw: str, place: int) -> bool:
    """排着说的：三个字一组、头一个字一样，两个字一组、连着三组，或者都是“性”“化”结尾。"""
    first = raw[place]
    twos = raw[place - 2 : place - 1] == first
    threes = raw[place - 3 : place - 2] == first
    again = first in (raw[place - 4 : place - 3], raw[place + 2 : place + 3])
    suffix = raw[place - 1] if raw[place - 1] in SUFFIXES else ""
    return threes or (twos and again) or (suffix != "" and raw[place + 2 : place + 3] == suffix)


def _is_one_of_fours(raw: str, place: int) -> bool:
    """四个字一组、中间断得开的，挨着的一组也是四个字。"""
    if FOURS_AFTER.match(raw, place):
        return True
    before = FOURS_BEFORE.search(raw, max(place - FAR, 0), place)
    return before is not None and TWO.match(raw, place) is not None


def _weight(raw: str, each: Suspect) -> float:
    """像不像真漏了：涨多少、把握多大，左右的词性和长短。"""
    before = STOP.compiled.split(raw[max(each.start - FAR, 0) : each.start])[-1]
    stop = STOP.search(raw, each.end, each.end + FAR)
    after = (stop.start() if stop else min(each.end + FAR, len(raw))) - each.end
    left = tag_before(raw, each.start, FAR)[1][:1]
    right = (tags_after(raw, each.end, FAR) or [("", "")])[0][1][:1]
    shape = LEFT * len(before) / FAR + RIGHT * after / FAR
    words = BEFORE_VERB * (right == "v") + OBJECT * (left == "v" and right == "n")
    return GAIN * each.gain + MARGIN * each.margin + shape + words


RULE = Rule(
    id="C26",
    name="dropped-pause",
    level=Level.HINT,
    strength=Strength.PRACTICE,
    basis="GB/T 15834—2011 4.5.3.1；语言模型",
    check=check,
    wrong={
        "统筹推进经济建设政治建设、文化建设。": "统筹推进经济建设、政治建设、文化建设。",
    },
    right=(
        "成为为群众办事的窗口，做到事事有人管、人人有责任。",
        "各级人民政府应当加强对安全生产工作的领导。",
        "增强发展的平衡性协调性。",
    ),
    by_model=True,
)
