"""检查用的公文：各文种要素齐全的一份，照着改。"""

from datetime import date

from sanban.engine.gongwen.blocks import plain
from sanban.engine.gongwen.checks import check
from sanban.engine.gongwen.document import Gongwen, in_order
from sanban.engine.gongwen.elements import (
    Body,
    DocNumber,
    IssuerMark,
    MainRecipients,
    PageNumbers,
    PrintLine,
    Signatory,
    Signers,
    SignOff,
    Title,
)
from sanban.engine.gongwen.kinds import DOC_KINDS

ORGAN = "甲县人民政府"
DAY = date(2026, 9, 11)


def document(code="notice", *more, drop=(), **changes):
    """一份样样合规的公文；`more` 换掉同类的要素，`drop` 去掉几类。"""
    kind = DOC_KINDS[code]
    signed = Signatory(ORGAN, "县长", "张三") if kind.sign_off == "signature" else Signatory(ORGAN)
    usual = [
        IssuerMark((ORGAN,), "文件"),
        DocNumber("甲政发", 2026, 3),
        Title(f"{ORGAN}关于某项工作的{kind.name}"),
        MainRecipients("乙市人民政府"),
        Body((plain("正文。"),)),
        SignOff((signed,), DAY, kind.sign_off or "none"),
        PageNumbers(),
    ]
    given = {"format": kind.format, "direction": kind.directions[0]} | changes
    if given["direction"] == "上行":
        usual.append(Signers(("张三",)))
    if given["format"] == "general":
        usual.append(PrintLine(ORGAN, DAY))
    gone = (*drop, *(type(one) for one in more))
    kept = [one for one in usual if not isinstance(one, gone)]
    return Gongwen(code, in_order([*kept, *more]), given["format"], given["direction"])


def signed_by(organs):
    return SignOff(tuple(map(Signatory, organs)), DAY)


def told(gongwen):
    return [(one.level, one.element, one.message) for one in check(gongwen)]


def only(gongwen):
    (found,) = check(gongwen)
    return found
