"""把正文末尾的几行带到下一面，好让落款不单独成页（7.3.5.5）。"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sanban.engine.render.layout_primitives import Flow, NewPage, Par, Span, Spot

FIRST_BLOCK, LAST_LINE = "first-block", "last-line"


def spotted(flow: tuple[Flow, ...]) -> tuple[Flow, ...]:
    """记下正文从哪一面起、到哪一面止。"""
    if not flow:
        return flow
    first, last = flow[0], flow[-1]
    opened = (replace(first, starts=FIRST_BLOCK),) if isinstance(first, Par) else (
        Spot(FIRST_BLOCK), first
    )  # fmt: skip
    flow = (*opened, *flow[1:])
    last = flow[-1]
    closed = (replace(last, ends=LAST_LINE),) if isinstance(last, Par) else (last, Spot(LAST_LINE))
    return (*flow[:-1], *closed)


def carried(flow: tuple[Flow, ...], carry: int) -> tuple[Flow, ...]:
    """从末尾数 `carry` 个字，断到下一面；不是正数就不断。"""
    if carry <= 0:
        return flow
    left = carry
    for at in range(len(flow) - 1, -1, -1):
        last = flow[at]
        if not isinstance(last, Par) or left <= 0:
            return (*flow[: at + 1], NewPage(), *flow[at + 1 :])
        if left < len(last.text):
            return (*flow[:at], *_cut(last, len(last.text) - left), *flow[at + 1 :])
        left -= len(last.text)
    return flow


def _cut(par: Par, at: int) -> Iterator[Flow]:
    yield replace(par, spans=_part(par.spans, 0, at), ends="", is_cut=True)
    yield NewPage()
    rest = _part(par.spans, at, len(par.text))
    yield replace(par, spans=rest, indent=0, prefix=(), left=par.left + par.hang, hang=0, starts="")


def _part(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    kept, at = [], 0
    for span in spans:
        text = span.text[max(0, start - at) : max(0, end - at)]
        at += len(span.text)
        if text:
            kept.append(replace(span, text=text))
    return tuple(kept)


def tail(flow: Sequence[Flow]) -> str:
    """末尾一串段落的字，从前到后。"""
    texts: list[str] = []
    for each in reversed(flow):
        if not isinstance(each, Par):
            break
        texts.insert(0, each.text)
    return "".join(texts)
