"""成文前的校核：一张表，一项一个小函数；只看公文本身，不改它。

拒绝的不能成文，提醒的照样成文；“规定”只说条例和国家标准里写死的，标准说“一般”的只提醒。
"""

from sanban.engine.gongwen.checks import attachments, blocks, characters, head, main, musts
from sanban.engine.gongwen.checks.common import Check
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.kinds import DOC_KINDS, FORMATS
from sanban.engine.gongwen.office_rules import STANDARD, Rules
from sanban.engine.gongwen.problems import REFUSE, Problem, Rejected

__all__ = ["CHECKS", "check", "settle"]

CHECKS: tuple[Check, ...] = (
    musts.required, musts.format_fits, musts.direction_fits,
    head.copy_no, head.secrecy, head.urgency, head.issuers, head.doc_number, head.signers,
    main.title, main.recipients, main.body, main.sign_off, main.print_line,
    main.page_numbers,
    attachments.named_and_there,
    blocks.tables, blocks.pictures, blocks.long_words,
    characters.readable,
)  # fmt: skip


def check(gongwen: Gongwen, rules: Rules = STANDARD) -> tuple[Problem, ...]:
    """一份公文的全部问题，拒绝在前，同一级的按校核的次序。"""
    unknown = _unknown(gongwen)
    if unknown:
        return unknown
    found = [problem for one in CHECKS for problem in one(gongwen, rules)]
    return tuple(sorted(found, key=lambda problem: problem.level != REFUSE))


def settle(gongwen: Gongwen, rules: Rules = STANDARD) -> tuple[Problem, ...]:
    """校核；都是提醒就返回提醒。

    :raises Rejected: 有一个拒绝；带上全部问题。
    """
    problems = check(gongwen, rules)
    if any(one.level == REFUSE for one in problems):
        raise Rejected(*problems)
    return problems


def _unknown(gongwen: Gongwen) -> tuple[Problem, ...]:
    rows = (
        ("文种", gongwen.kind, DOC_KINDS, "条例第八条"),
        ("格式", gongwen.format, FORMATS, "GB/T 9704-2012 第 7、10 章"),
    )
    return tuple(
        Problem(name, f"没有“{code}”这一种，请改正。", clause=why)
        for name, code, table, why in rows
        if code not in table
    )
