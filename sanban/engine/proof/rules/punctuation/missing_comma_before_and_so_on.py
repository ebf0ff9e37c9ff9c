"""逗号列举到末尾，“等等”前面要用逗号。

各项之间用逗号的，“等等”也是一项，前面用逗号；各项之间用顿号的，前面不用点号。
只看各项开头相同的列举（有的……，有的……），别的列举机器分不清，不管。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text
from sanban.engine.text.characters import HAN

LIST = Pattern(
    rf"[，；](?P<head>有的|有些|或者|或是|比如|要么|没有|不是)[^，。；：、！？\n]{{1,30}}"
    rf"(?P<last>[{HAN}]等等)(?=[，。；！\r\n]|\Z)"
)


def check(text: Text) -> Iterator[Hit]:
    """末一项和前一项开头相同，“等等”前面没有点号。"""
    for found in LIST.over(text.raw):
        if text.raw.rfind(found["head"], max(0, found.start() - 60), found.start()) >= 0:
            start, end = found.span("last")
            right = f"{text.raw[start]}，等等"
            yield Hit(start, end, "逗号列举，“等等”前面用逗号。", (right,), 0.8)


RULE = Rule(
    id="P11",
    name="missing-comma-before-and-so-on",
    level=Level.WARNING,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 B.1.2",
    check=check,
    wrong={"有的迟报，有的漏报等等。": "有的迟报，有的漏报，等等。"},
    right=("有的迟报，有的漏报，等等。", "迟报、漏报等等。"),
    needs=("等等",),
)
