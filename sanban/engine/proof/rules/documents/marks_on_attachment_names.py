"""附件说明里的附件名称不加书名号，后面不加标点。

格式标准的写法是“附件：1.X X X X”，附件名称后不加标点符号；名称里面自己带的书名号不管。
"""

from collections.abc import Iterator

from sanban.engine.proof.draft import draft
from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Span, Text

HEAD = Pattern(r"(?:附[ \u3000]*件[：:])?[ \u3000]*(?:[0-9]{1,2}[.．、])?[ \u3000]*")
END = Pattern(r"[。；;，,、.]+\Z")


def check(text: Text) -> Iterator[Hit]:
    """附件说明的各行。"""
    for line in draft(text).notes:
        yield from _line(text.raw, line)


def _line(raw: str, line: Span) -> Iterator[Hit]:
    end = END.search(raw, line.start, line.end)
    if end:
        char = raw[end.start() - 1]
        yield Hit(end.start() - 1, end.end(), "附件名称后面不加标点，删去。", (char,))
    head = HEAD.match(raw, line.start)
    start, stop = head.end() if head else line.start, end.start() if end else line.end
    name = raw[start:stop]
    if name.startswith("《") and name.endswith("》") and name.count("《") == 1:
        if end:
            stop = end.end()
        yield Hit(start, stop, "附件名称不加书名号，后面不加标点。", (name[1:-1],), 0.95)


RULE = Rule(
    id="D04",
    name="marks-on-attachment-names",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 9704—2012 7.3.4",
    check=check,
    wrong={
        "附件：1.《值班方案》。\n2.值班表。": "附件：1.值班方案\n2.值班表",
        "附件：值班表；": "附件：值班表",
    },
    right=("附件：1.值班方案\n2.值班表", "附件：《公文处理工作条例》学习计划", "附件1"),
    needs=("件：", "件:"),
)
