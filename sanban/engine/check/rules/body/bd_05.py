"""同一层的序号，有的自动编号、有的手打。

混着用，增删一条，自动的会变、手打的不变，序号就乱了；请统一成一种。
"""

from collections import defaultdict
from collections.abc import Iterator

from sanban.engine.check.document import Document
from sanban.engine.check.paragraphs import Para
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.proof.rule import Level, Strength


def check(document: Document) -> Iterator[Fault]:
    """正文和每个附件各自来看；少的那一种算混进来的。"""
    groups: dict[tuple[bool, int], list[Para]] = defaultdict(list)
    for para in document.paras:
        if para.level and not para.source.cell:
            groups[(para.in_attachment, para.level)].append(para)
    for paras in groups.values():
        auto = [para for para in paras if para.source.number]
        typed = [para for para in paras if not para.source.number]
        if auto and typed:
            yield from map(_fault, auto if len(auto) < len(typed) else typed)


def _fault(para: Para) -> Fault:
    kind = ("自动编号", "手打") if para.source.number else ("手打", "自动编号")
    return Fault(f"这一条的序号是{kind[0]}的，同一层别的是{kind[1]}的，请统一。", para)


RULE = FormatRule(id="BD-05", name="mixed-numbering", clause="公文版面的通行做法", check=check,
                  level=Level.HINT, strength=Strength.PRACTICE, fix="C")  # fmt: skip
