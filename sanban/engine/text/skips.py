"""不校的地方：网址、邮箱、代码、成段的外文。"""

from sanban.engine.text.pattern import Pattern
from sanban.engine.text.spans import Cut, Span

# 每一支都以少见的字样开头或含必有的字，整篇没有它就不扫
ADDRESS = Pattern(r"(?:https?|ftp)://[!-~]+|www\.[!-~]+", 2)
MAIL = Pattern(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,255}")
CODE = Pattern(r"`[^`\n]{1,2000}`")
FOREIGN = Pattern(r"[A-Za-z][A-Za-z ,.;:'\"!?()-]{6,}[A-Za-z.!?]")
NEEDS = ((ADDRESS, ("://", "www.", "WWW.")), (MAIL, ("@",)), (CODE, ("`",)))


def skips(raw: str) -> Cut:
    """不校的各处，并好、排好。"""
    found = [
        Span(*one.span())
        for pattern, needs in NEEDS
        if any(need in raw for need in needs)
        for one in pattern.over(raw)
    ]
    # 有空格的才是外文句子，一个型号、一个缩写不算
    found += [Span(*one.span()) for one in FOREIGN.over(raw) if " " in one.group()]
    return Cut(_merged(sorted(found)))


def _merged(found: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in found:
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return tuple(merged)
