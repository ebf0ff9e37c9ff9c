"""附件说明里写了几个，后面就有几个附件，名称一样。

少附一个，或者表名和说明里写的不一样，收文的人不知道是漏了还是改了。
后面一个附件都没有的不管：多半附件另外成文件。
"""

from collections.abc import Iterator

from sanban.engine.proof.draft import Draft, draft
from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Span, Text

HEAD = Pattern(r"(?:附[ \u3000]*件[：:])?[ \u3000]*(?:[0-9]{1,2}[.．、])?[ \u3000]*")
TRIM = "《》。；，、 \t\u3000"


def check(text: Text) -> Iterator[Hit]:
    """先数个数，再一个一个对名称。"""
    paper = draft(text)
    notes, pages = paper.notes, paper.pages
    if not notes or not pages:
        return
    if len(notes) != len(pages):
        message = f"附件说明写了{len(notes)}个，后面有{len(pages)}个附件，请核对。"
        yield Hit(*notes[0], message)
        return
    for note, page in zip(notes, pages, strict=True):
        yield from _names(paper, note, page)


def _names(paper: Draft, note: Span, page: Span) -> Iterator[Hit]:
    place = paper.lines.index(page) + 1
    if place >= len(paper.lines):
        return
    head = HEAD.match(paper.text.raw, note.start)
    start = head.end() if head else note.start
    listed = paper.text.raw[start : note.end].strip(TRIM)
    title = paper.lines[place]
    written = paper.written(title).strip(TRIM)
    if listed != written and not listed.startswith(written) and not listed.endswith(written):
        message = f"附件说明里写的是“{listed}”，附件上写的是“{written}”，请核对。"
        yield Hit(start, note.end, message, (), 0.8)


RULE = Rule(
    id="D05",
    name="attachments-do-not-match",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 9704—2012 7.3.7",
    check=check,
    wrong={
        "附件：1.值班方案\n2.值班表\n\n附件1\n值班方案\n": None,
        "附件：值班方案\n\n附件\n带班方案\n一、总则": None,
    },
    right=(
        "附件：1.值班方案\n2.值班表\n\n附件1\n值班方案\n甲\n附件2\n值班表\n乙",
        "附件：1.值班方案\n2.值班表\n",
        "附件：\t值班和带班工作方案\n\n附件\n值班和带班\n工作方案\n甲",
    ),
    fix="C",
    needs=("件：", "件:"),
)
