"""印章压住署名和成文日期，上边离正文不过一行。

印章端正、居中下压署名和成文日期，让它们居印章中心偏下；印章顶端上距正文（或者附件说明）一行
之内。只看得见图、看不见印章的，不查。
"""

from collections.abc import Iterator

from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.check.seen.document import LINE, SeenDocument
from sanban.engine.check.seen.paras import SeenPara
from sanban.engine.check.seen.sheet import Box

NEAR_MM = 2.5
SIDE_MM = 60.0


def seen(document: SeenDocument) -> Iterator[Fault]:
    """成文日期那一面上、离日期最近的一枚印章；联合行文有几枚的看最近的。"""
    date = document.seen_first("issue_date")
    if date is None or date.page > len(document.sheets):
        return
    seals = [seal for seal in document.sheets[date.page - 1].seals if _is_near(seal, date.box)]
    if not seals:
        return
    seal = min(seals, key=lambda one: abs(one.middle[1] - date.box.middle[1]))
    if not (seal.top < date.box.top and date.box.bottom < seal.bottom + NEAR_MM):
        yield Fault("印章没有压住成文日期，应居中下压署名和成文日期。", date)
    elif len(seals) == 1 and not seal.left < date.box.middle[0] < seal.right:
        yield Fault("印章偏到了成文日期的一边，应居中下压署名和成文日期。", date)
    else:
        yield from _too_low(document, date, seals)


def _is_near(seal: Box, date: Box) -> bool:
    across = abs(seal.middle[0] - date.middle[0])
    return across < SIDE_MM * 2 and abs(seal.middle[1] - date.middle[1]) < SIDE_MM


def _too_low(document: SeenDocument, date: SeenPara, seals: list[Box]) -> Iterator[Fault]:
    """最上面的印章离正文多远。"""
    above = [
        para.rows[-1].bottom for para in document.on(date.page)
        if para.index < date.index and para.rows[-1].page == date.page
        and para.code not in ("issuer_signature", "issue_date", "other", "")
    ]  # fmt: skip
    if not above:
        return  # 只有落款的一面，由 SG-03 说
    gap = min(seal.top for seal in seals) - max(above)
    if gap > LINE + NEAR_MM:
        yield Fault(f"印章顶端离正文约{gap:.0f}毫米，应在一行之内。", date)


RULE = FormatRule(id="SG-04", name="seal-place", clause="7.3.5.1", seen=seen, laid=True, fix="C")
