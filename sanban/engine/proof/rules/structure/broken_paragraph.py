"""一句话不断成两段。

从网页、邮件里抄来的文字，常在句子中间断行，转成版式就成了两段：
上一行没有句末的点号，下一行接着说；或者上一行末尾是逗号、顿号。
下一段以“使”开头、没有主语的，多半是上一句的后半截。
只看写了几句话的正文，标题、称呼、落款、诗词那样的短行不管。

干净公文上每万字 0.01 处；工作报告的网页稿里响了 12 处，都是网页真把句子断开了。
"""

from collections.abc import Iterator
from dataclasses import replace

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Span, Text
from sanban.engine.text.characters import BLANKS

FEW = 3
LONG = 24
"""上一行至少这么多字，才像是正文。"""
NEXT = Pattern(rf"[{BLANKS}]*(?P<first>[一-龥])(?![是、．.]|[县市区](?:长|委))")
# 这些字开头的多半是另起的一项、一段
NEW = "第附注图表（附各①一二三四五六七八九十："
SENTENCE = Pattern("[。！？；]")
COMMA = "，、"
USE = Pattern(rf"[{BLANKS}]*使(?=[一-龥]{{2,12}}(?:[“，与和]|与))(?!用|命|馆|节|者|领|得)")


def check(text: Text) -> Iterator[Hit]:
    """断得多的是整篇抄坏了，只在第一处说清有几处。"""
    hits = list(_broken(text))
    if len(hits) > FEW:
        message = f"全文有{len(hits)}处这样的断行，像是抄来时按行断开的；{hits[0].message}"
        yield replace(hits[0], message=message)
    else:
        yield from hits


def _broken(text: Text) -> Iterator[Hit]:
    """每一行和下一行一起看。"""
    lines = text.lines.spans
    for place, line in enumerate(lines[:-1]):
        after = lines[place + 1]
        written = text.raw[line.start : line.end].rstrip()
        if len(written) < LONG or "\n\n" in text.raw[line.end : after.start]:
            continue
        if written[-1] in COMMA or _goes_on(text, line, after, written):
            yield _hit(text.raw, line.start + len(written), after)
        elif written[-1] == "。" and USE.match(text.raw, after.start):
            yield _hit_after_stop(text.raw, line.start + len(written), after)


def _goes_on(text: Text, line: Span, after: Span, written: str) -> bool:
    """上一行有过句末点号，末尾没有；下一行不像新的一项。"""
    bare = written.rstrip("”’")
    if not "一" <= bare[-1:] <= "龥":
        return False
    found = NEXT.match(text.raw, after.start)
    if found is None or found["first"] in NEW or text.is_heading(after):
        return False
    return SENTENCE.search(text.raw, line.start, line.end) is not None


def _hit(raw: str, end: int, after: Span) -> Hit:
    start = (
        after.start + len(raw[after.start : after.end]) - len(raw[after.start : after.end].lstrip())
    )
    message = "一句话断成了两段，接成一段；要分段的，前面补句号。"
    return Hit(end - 1, start + 1, message, (raw[end - 1] + raw[start],), 0.75)


def _hit_after_stop(raw: str, end: int, after: Span) -> Hit:
    start = raw.index("使", after.start)
    message = "“使”前面没有主语，像是上一句的后半截，接成一段，句号改逗号。"
    return Hit(end - 1, start + 1, message, ("，使",), 0.7)


RULE = Rule(
    id="S02",
    name="broken-paragraph",
    level=Level.WARNING,
    strength=Strength.PRACTICE,
    basis="机关行文的通例：一句话不断成两段",
    check=check,
    wrong={
        "二是切实提高保障运转能力。要全力做好“办文、办会、办事”\n职责，做到高效运转。抓好落实。": (
            "二是切实提高保障运转能力。要全力做好“办文、办会、办事”职责，做到高效运转。抓好落实。"
        ),
        "工作学习中，要注重各种各样文字资料的收集、整理。\n使编写资料与公众号内容互补。": (
            "工作学习中，要注重各种各样文字资料的收集、整理，使编写资料与公众号内容互补。"
        ),
    },
    right=(
        "二是切实提高保障运转能力。要全力做好办文、办会、办事工作。\n三是抓好落实。",
        "使用印章要登记，使命光荣。\n使用公车要登记。",
        "关于做好2024年全县值班值守和应急处置工作的通知\n各乡镇人民政府：",
    ),
    needs="\n\r",
)
