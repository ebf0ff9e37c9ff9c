"""校对意见：给人看的样子，从头到尾一处一处说，先说总数。"""

from collections import Counter
from collections.abc import Iterator

from sanban.engine.proof.finding import Finding
from sanban.engine.proof.rule import Level

MARKS = {Level.ERROR: "✗", Level.WARNING: "△", Level.HINT: "·"}
AROUND = 12
"""引用时两边各带几个字。"""
MANY = 10
"""同一条规则细说几处，再多只说个数。"""
LINE_ENDS = str.maketrans({"\r": "", "\n": "⏎", "\ufeff": ""})


def report(file: str, raw: str, findings: tuple[Finding, ...]) -> str:
    """一个文件的校对意见。"""
    return "\n".join((*_head(file, raw, findings), *_remarks(raw, findings), ""))


def _head(file: str, raw: str, findings: tuple[Finding, ...]) -> Iterator[str]:
    if not findings:
        yield f"{file}：{len(raw)} 字，没有查出问题。"
        return
    counts = Counter(one.level for one in findings)
    parts = "，".join(f"{level.label} {counts[level]}" for level in Level if counts[level])
    yield f"{file}：{len(raw)} 字，查出 {len(findings)} 处（{parts}）。"


def _remarks(raw: str, findings: tuple[Finding, ...]) -> Iterator[str]:
    told: Counter[str] = Counter()
    place = ""
    for one in findings:
        told[one.rule] += 1
        if told[one.rule] > MANY:
            continue
        if one.place != place:
            place = one.place
            yield f"\n{place}"
        yield from _remark(raw, one)
    for rule, count in told.items():
        if count > MANY:
            yield f"\n{rule} 另外还有 {count - MANY} 处，不一一列出。"


def _remark(raw: str, one: Finding) -> Iterator[str]:
    yield f"  {MARKS[one.level]} {one.message}"
    if one.end:
        yield f"    原文：{_context(raw, one)}"
    if len(one.suggestions) > 1 or (one.suggestions and one.suggestions[0]):
        yield f"    可改为：{_plain(' / '.join(one.suggestions))}"
    yield f"    {one.level.label} {one.rule}　{one.strength}：{one.basis}"


def _context(raw: str, one: Finding) -> str:
    before = raw[max(0, one.start - AROUND) : one.start].rpartition("\n")[2]
    after = raw[one.end : one.end + AROUND].partition("\n")[0]
    return f"{_plain(before)}【{_plain(one.quote)}】{_plain(after)}"


def _plain(text: str) -> str:
    return text.translate(LINE_ENDS)
