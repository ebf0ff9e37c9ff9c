"""批复要引来文的标题和文号。

批复是答哪一件请示的，先写明“你局《关于……的请示》（X发〔2024〕1号）收悉”，日后才查得到。
"""

from collections.abc import Iterator

from sanban.engine.proof.draft import draft
from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

REFERENCE = Pattern(r"请示|〔[0-9]{4}〕[0-9]+号|来函|来文")


def check(text: Text) -> Iterator[Hit]:
    """标题是批复，正文里没有请示，也没有文号。"""
    paper = draft(text)
    if paper.kind != "批复" or paper.title is None or paper.addressees is None:
        return
    if not REFERENCE.search(text.raw, paper.addressees.end):
        yield Hit(*paper.title, "批复没有引来文，开头写明哪一件请示、文号是多少。")


RULE = Rule(
    id="D13",
    name="reply-without-reference",
    level=Level.WARNING,
    strength=Strength.PRACTICE,
    basis="机关行文的通例：批复引来文标题和发文字号",
    check=check,
    wrong={"关于增加经费的批复\n县财政局：\n同意增加。": None},
    right=("关于增加经费的批复\n县财政局：\n你局《关于增加经费的请示》收悉。同意增加。",),
    fix="C",
    needs=("批复",),
)
