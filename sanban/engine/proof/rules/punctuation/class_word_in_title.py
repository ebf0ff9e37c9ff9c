"""不是名称本身的类名，写在书名号外面。

“杂志”“一书”“一文”只是说明它是什么，不是名称的一部分，写在书名号外面。
有的刊名本来带“杂志”（如《中华医学杂志》），所以只认几种常见的机关刊物。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

JOURNALS = "求是|半月谈|党建|瞭望|秘书工作|人民论坛|党建研究|红旗文稿|学习与研究|中国行政管理"
INSIDE = Pattern(rf"《(?P<name>{JOURNALS})(?P<kind>杂志社?|期刊|周刊社|刊物)》")
WORK = Pattern(r"(?P<kind>一书|一文|一片)》")


def check(text: Text) -> Iterator[Hit]:
    """机关刊物看全名，别的看末尾的“一书”“一文”。"""
    for found in INSIDE.over(text.raw):
        yield _hit(found.start("kind"), found.end(), found["kind"])
    for found in WORK.over(text.raw):
        yield _hit(found.start(), found.end(), found["kind"])


def _hit(start: int, end: int, kind: str) -> Hit:
    return Hit(start, end, f"“{kind}”不是名称的一部分，写在书名号外面。", (f"》{kind}",))


RULE = Rule(
    id="P27",
    name="class-word-in-title",
    level=Level.WARNING,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 A.13.3",
    check=check,
    wrong={"《求是杂志》": "《求是》杂志", "《摆脱贫困一书》": "《摆脱贫困》一书"},
    right=("《求是》杂志", "《中华医学杂志》"),
    needs=("志》", "刊》", "社》", "物》", "一书》", "一文》", "一片》"),
)
