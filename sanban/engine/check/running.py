"""把格式规则跑一遍：一条坏了不碍别的；同样的毛病好多段都有，合起来说一次。"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace

from sanban.engine.bad_page import BadPage
from sanban.engine.check.document import Document, open_document
from sanban.engine.check.laying import laid_faults
from sanban.engine.check.registry import format_rules
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.check.seen.document import SeenDocument, is_seen, open_seen
from sanban.engine.gongwen.office_rules import STANDARD, Rules
from sanban.engine.ofd.numbers import BadOfd
from sanban.engine.proof.finding import Finding
from sanban.engine.proof.office import USUAL, Layout
from sanban.engine.proof.places import Placer, paged
from sanban.engine.proof.rule import Level, Strength
from sanban.engine.read import MALFORMED, as_docx
from sanban.engine.read.guards import corrupt

MANY = 3
"""同样的毛病超过几段，就合起来说。"""
QUOTE = 60


@dataclass(frozen=True, slots=True)
class Found:
    """一条规则查出的毛病；规则自己坏了的，`error` 是错误的名字。"""

    rule: FormatRule
    faults: tuple[Fault, ...]
    error: str = ""


def check_format(
    data: bytes, name: str = "公文.docx", *, rules: Rules = STANDARD
) -> tuple[Finding, ...]:
    """查一份 DOCX、PDF 或 OFD 的格式，位置按 `read(data).text` 数；读不了抛 `Unreadable`。"""
    return findings_of(_opened(data, name, rules))


def joined(
    data: bytes, name: str, others: tuple[Finding, ...], layout: Layout = USUAL
) -> tuple[Finding, ...]:
    """文字规则的发现添上格式的；两边都说要改同几个字的，只留格式的那一处。

    `data` 是 DOCX、DOC、WPS、PDF 或 OFD 的字节，DOC、WPS 先转成 DOCX 再看。
    """
    made = data if is_seen(name) else as_docx(data)
    opened = _opened(made, name, layout.rules)
    laid = made if layout.pages and not is_seen(name) else None
    formats = findings_of(opened, laid=laid)
    spans = [(one.start, one.end) for one in formats if one.suggestions]
    kept = [
        one for one in others
        if not any(one.start < end and start < max(one.end, one.start + 1) for start, end in spans)
    ]  # fmt: skip
    return tuple(sorted((*kept, *formats), key=lambda one: (one.start, one.end, one.rule)))


def _opened(data: bytes, name: str, rules: Rules) -> Document:
    opening = open_seen if is_seen(name) else open_document
    try:
        return opening(data, name, rules=rules)
    except (BadPage, BadOfd, *MALFORMED) as error:
        raise corrupt() from error


def findings_of(document: Document, *, laid: bytes | None = None) -> tuple[Finding, ...]:
    """看清了的一份文件有哪些发现，按位置排好；`laid` 给了，再排出来看一遍。"""
    place = paged(document.physical)
    results = run(document) if laid is None else _with_pages(document, laid)
    usual = _usual(document)
    found = [finding for one in results for finding in _findings(one, document, place)]
    told = (one if _key(one) in usual else _of_office(one, document) for one in found)
    return tuple(sorted(told, key=lambda one: (one.start, one.end, one.rule)))


def _with_pages(document: Document, laid: bytes) -> list[Found]:
    """DOCX 里看得见的，添上排出来才看得见的；同一条规则在同一段只说一次。"""
    results = run(document)
    said = {(one.rule.id, fault.para and fault.para.index) for one in results
            for fault in one.faults}  # fmt: skip
    more: dict[str, tuple[FormatRule, list[Fault]]] = {}
    for rule, fault in laid_faults(document, laid):
        if (rule.id, fault.para and fault.para.index) not in said:
            more.setdefault(rule.id, (rule, []))[1].append(fault)
    return [*results, *(Found(rule, tuple(faults)) for rule, faults in more.values())]


Key = tuple[str, int, int, str]


def _key(one: Finding) -> Key:
    return one.rule, one.start, one.end, one.message


class _Everything:
    """照国家标准查的，什么发现都是国家标准的。"""

    def __contains__(self, key: object) -> bool:
        return True


def _usual(document: Document) -> Container[Key]:
    """照国家标准也有的发现；单位没有另外规定的，全部都是。"""
    rules = document.rules
    if not rules.deviations and not rules.fonts:
        return _Everything()
    plain = replace(document, rules=STANDARD)
    place = paged(document.physical)
    return {_key(finding) for one in run(plain) for finding in _findings(one, plain, place)}


def _of_office(one: Finding, document: Document) -> Finding:
    """照单位规定才有的发现：分量是单位，最重是警告。"""
    level = Level.WARNING if one.level is Level.ERROR else one.level
    basis = f"单位规定（{document.rules.name}）" if document.rules.name else "单位规定"
    return replace(one, level=level, strength=Strength.OFFICE, basis=basis)


def run(document: Document, rules: Iterable[FormatRule] | None = None) -> list[Found]:
    """各条规则查出的毛病；不是公文的只跑文件卫生，版式件只跑看得见的。"""
    chosen = format_rules() if rules is None else rules
    return [_run(rule, document) for rule in chosen if rule.always or document.is_gongwen]


def _run(rule: FormatRule, document: Document) -> Found:
    try:
        if isinstance(document, SeenDocument):
            return Found(rule, tuple(rule.seen(document)) if rule.seen else ())
        return Found(rule, tuple(rule.check(document)))
    except Exception as error:  # 一条规则坏成什么样都不能连累别的规则
        return Found(rule, (), type(error).__name__)


def _findings(found: Found, document: Document, place: Placer) -> Iterator[Finding]:
    if found.error:
        message = f"这条规则没有跑成（{found.error}），别的照常；请把规则编号告诉维护的人。"
        fault = Fault(message, confidence=0.0, level=Level.WARNING)
        yield _finding(found.rule, fault, document, place)
    groups: dict[str, list[Fault]] = {}
    for fault in found.faults:
        groups.setdefault(fault.message, []).append(fault)
    for faults in groups.values():
        if len(faults) > MANY and not faults[0].suggestions:
            shown = next((one for one in faults if one.para and one.para.bare), faults[0])
            yield _finding(found.rule, shown, document, place, count=len(faults))
            continue
        for fault in faults:
            yield _finding(found.rule, fault, document, place)


def _finding(
    rule: FormatRule, fault: Fault, document: Document, place: Placer, *, count: int = 1
) -> Finding:
    start, end = span(fault)
    level = fault.level if fault.level and fault.level.rank < rule.level.rank else rule.level
    many = f"这样的共{count}处。" if count > 1 else ""
    quote = document.text[start:end]
    short = quote if len(quote) <= QUOTE else f"{quote[: QUOTE // 2]}……{quote[-QUOTE // 2 :]}"
    return Finding(
        rule=rule.id,
        name=rule.name,
        level=level,
        strength=rule.strength if fault.confidence else Strength.PRACTICE,
        start=start,
        end=end,
        place=place(start) if fault.para else fault.place,
        quote=short,
        message=fault.message + many,
        suggestions=fault.suggestions,
        fix="C" if document.is_seen else fault.fix,
        basis=rule.basis,
        confidence=fault.confidence,
    )


def span(fault: Fault) -> tuple[int, int]:
    """毛病在全文里的起止；没有段的是 0、0。"""
    para = fault.para
    if para is None:
        return 0, 0
    lead = len(para.text) - len(para.text.lstrip())
    start = lead if fault.start is None else fault.start
    end = lead + len(para.bare) if fault.end is None else fault.end
    return para.start + start, para.start + end
