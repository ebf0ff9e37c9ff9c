"""一截话取个题目：开头的动宾部分，原文里的字，至多四十个。"""

from sanban.engine.tasks.deadlines import deadlines
from sanban.engine.tasks.signals import ACTION, is_measured
from sanban.engine.text import Pattern, Span

LONGEST, LEAST = 40, 6
CLAUSE = Pattern("[^，,；;。！？：:\n\r（(）)]+")
LEADING = Pattern(
    r"(?:(?:会议|会上)(?:要求|强调|决定|议定|明确|指出))?(?:，|：)?"
    r"(?:(?:各|县|市|区|镇|乡)[一-龥、]{1,24}?(?:局|委|办|府|镇|乡|道|门|位|心|司|校|队)(?=要|应|须|负责|在|于|必须))?"
    r"(?:我们)?(?:将|要|须|应|务必|必须|请|继续|进一步|大力|积极|切实|扎实|深入|全力|全面|着力|加力|抓紧|尽快|认真|持续|负责|始终)*"
)
A_DUTY = Pattern(r"(?:牵头|配合|协助|协办|负责)\Z")
# 以这些字起头的小句是状语，题目从后面的小句取
ADVERB = Pattern(
    r"(?:坚持|围绕|按照|根据|通过|以|为|针对|在|结合|聚焦|依托|立足|借助|依据|随着|面对|于|到|由|自|会同|联合)"
)
BREAK = Pattern("[、和及与]")


def title_of(raw: str, span: Span, *, year: int) -> Span:
    """题目在原文的哪里；`year` 用来认开头的时限。"""
    found = list(CLAUSE.over(raw, *span))
    for place, one in enumerate(found):
        core = _core(raw, Span(*one.span()), year)
        is_last = place + 1 == len(found)
        leads_in = raw[one.end() : one.end() + 1] in ("：", ":") and not is_measured(raw, core)
        if ((_acts(raw, core) and not leads_in) or is_last) and core.end > core.start:
            return _grown(raw, core, [Span(*next_.span()) for next_ in found[place + 1 :]])
    return _cut(raw, span)


def _core(raw: str, clause: Span, year: int) -> Span:
    """去掉开头的“会议要求”“要”“6月底前”。"""
    start, end = clause
    for _ in range(2):
        said = LEADING.compiled.match(raw, start, end)
        start = said.end() if said else start
        first = next(deadlines(raw, year=year, span=Span(start, end)), None)
        if first and first.span.start <= start + (raw[start] in "在于"):
            start = first.span.end
    while start < end and raw[start] in " \u3000\t，":
        start += 1
    return Span(start, end) if end - start >= 2 else clause


def _acts(raw: str, core: Span) -> bool:
    if ADVERB.compiled.match(raw, *core) or A_DUTY.search(raw, *core):
        return False
    return ACTION.search(raw, *core) is not None or is_measured(raw, core)


def _grown(raw: str, core: Span, rest: list[Span]) -> Span:
    """太短的接上后面的小句；太长的在顿号处断开。"""
    end = core.end
    for one in rest:
        if end - core.start >= LEAST or one.end - core.start > LONGEST:
            break
        end = one.end
    return _cut(raw, Span(core.start, end))


def _cut(raw: str, span: Span) -> Span:
    start, end = span
    if end - start > LONGEST:
        breaks = [one.start() for one in BREAK.over(raw, start + LEAST, start + LONGEST)]
        end = breaks[-1] if breaks else start + LONGEST
    return Span(start, end)
