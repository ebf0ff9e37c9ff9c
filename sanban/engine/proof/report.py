"""校对意见：给人看的样子，从头到尾一处一处说，先说总数。"""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

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
    for place, here in groupby(findings, key=lambda one: one.place):
        groups: dict[tuple[str, str], list[Finding]] = {}
        for one in here:
            told[one.rule] += 1
            if told[one.rule] <= MANY:
                groups.setdefault((one.rule, _gist(one)), []).append(one)
        if groups:
            yield f"\n{place}"
        for group in groups.values():
            yield from _remark(raw, group)
    for rule, count in told.items():
        if count > MANY:
            yield f"\n{rule} 另外还有 {count - MANY} 处，不一一列出。"


def _gist(one: Finding) -> str:
    """同一段里同一条规则说的是同一件事，合起来说。"""
    return one.message.partition("，改为")[0]


def _remark(raw: str, group: list[Finding]) -> Iterator[str]:
    first = group[0]
    yield f"  {MARKS[first.level]} {first.message if len(group) == 1 else _gist(first)}"
    for one in group:
        if one.end:
            right = " / ".join(one.suggestions)
            yield f"    {_context(raw, one)}{f'　→ {_plain(right)}' if right else ''}"
    yield f"    〔{first.level.label} {first.rule}，{first.strength}：{first.basis}〕"


def _context(raw: str, one: Finding) -> str:
    before = raw[max(0, one.start - AROUND) : one.start].rpartition("\n")[2]
    after = raw[one.end : one.end + AROUND].partition("\n")[0]
    return f"{_plain(before)}【{_plain(one.quote)}】{_plain(after)}"


def _plain(text: str) -> str:
    return text.translate(LINE_ENDS)
