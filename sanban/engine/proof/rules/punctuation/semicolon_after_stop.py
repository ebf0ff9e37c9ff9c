"""分项里用了句号，各项末尾就不能用分号。

分号管的是一句话里的分句；有一项里面已经用句号断开，各项就是几句话，末尾都要用句号，
或者把里面的句号改成逗号。只看序号、一是二是领起的分项。
法规分款里这样写的不少（每万字半处），所以分行的（一）（二）只作提示，同一段里的才作警告。
"""

from collections.abc import Iterator
from itertools import groupby, pairwise

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Span, Text

MESSAGE = "分项里已经用了句号，各项末尾就不能用分号；请把里面的句号改为逗号，或者末尾都用句号。"


def check(text: Text) -> Iterator[Hit]:
    """先看一是、二是，再看分行的各项。"""
    for _, group in groupby(text.ordinals, key=lambda one: one.line):
        starts = [one.start for one in group]
        spans = [Span(*pair) for pair in pairwise(starts)]
        yield from _inside(text.raw, spans)
    yield from _lines(text)


def _inside(raw: str, spans: list[Span]) -> Iterator[Hit]:
    """前面各项都用分号收尾，里面却有句号的；末一项到哪里为止说不准，不看。"""
    if not spans or any(raw[end - 1] != "；" for _, end in spans):
        return
    for start, end in spans:
        stop = raw.find("。", start, end)
        while 0 <= stop < end:
            yield Hit(stop, stop + 1, MESSAGE, ("，",), 0.8)
            stop = raw.find("。", stop + 1, end)


def _lines(text: Text) -> Iterator[Hit]:
    """分行的一组：有一项里面有句号，以分号收尾的都要改。"""
    for kind, group in groupby(text.items, key=lambda one: one.kind):
        lines = [one.line for one in group] if kind == "in_brackets" else []
        ends = [text.raw[end - 1] for _, end in lines]
        if "；" not in ends[:-1] or not any("。" in text.raw[s : e - 1] for s, e in lines):
            continue
        for (_, end), last in zip(lines, ends, strict=True):
            if last == "；":
                yield Hit(end - 1, end, MESSAGE, ("。",), 0.7, Level.HINT)


RULE = Rule(
    id="P24",
    name="semicolon-after-stop",
    level=Level.WARNING,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 A.5",
    check=check,
    wrong={
        "（一）一查。二改；\n（二）三看。": "（一）一查。二改。\n（二）三看。",
        "一是抓学习。为干事打底；二是抓执行。": "一是抓学习，为干事打底；二是抓执行。",
    },
    right=("（一）一查，二改；\n（二）三看。", "一是抓学习。为干事打底。二是抓执行。"),
    needs="；",
)
