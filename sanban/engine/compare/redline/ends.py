"""尾巴：段落标记要有下一段可并，所以一篇、一格的末尾和表格前面，增删的段要换个写法。"""

from collections.abc import Sequence

from sanban.engine.compare.align import Item, Kind, Step

Items = tuple[list[Item], list[Item]]
ONE_SIDED = frozenset((Kind.REMOVED, Kind.ADDED))


def safe_ends(steps: list[Step], items: Items) -> list[Step]:
    """末尾和表格前面整段增删的，和前面留着的那一段合写。"""
    found: list[Step] = []
    segment: list[Step] = []
    for step in steps:
        if _paragraphs([step], items):
            segment.append(step)
            continue
        found += [*_closed(segment, items), step]
        segment = []
    return _safe_end([*found, *segment], items)


def _paragraphs(steps: Sequence[Step], items: Items) -> bool:
    olds, news = items
    return all(
        item.kind in {"p", "p§"}
        for step in steps
        for item in (*olds[step.a : step.b], *news[step.c : step.d])
    )


def _closed(segment: list[Step], items: Items) -> list[Step]:
    """表格前面的几段：末尾的增删并到前面留着的一段里。"""
    place = _last_kept(segment)
    if place == len(segment):
        return segment
    start = segment[max(place - 1, 0)]
    last = segment[-1]
    whole = _joined(start, (last.b, last.d), items, anchored=place > 0)
    return segment if whole is None else [*segment[: max(place - 1, 0)], whole]


def _last_kept(steps: Sequence[Step]) -> int:
    """末尾连着增删的从第几步起。"""
    place = len(steps)
    while place and steps[place - 1].kind in ONE_SIDED:
        place -= 1
    return place


def _joined(start: Step, ends: tuple[int, int], items: Items, *, anchored: bool) -> Step | None:
    """从 `start` 到末尾合成一步；只有一边的、带分节的合不成。"""
    olds, news = items[0][start.a : ends[0]], items[1][start.c : ends[1]]
    if not olds or not news or any(item.kind != "p" for item in (*olds, *news)):
        return None
    single = anchored and start.b - start.a == start.d - start.c == 1
    return Step(Kind.CHANGED, start.a, ends[0], start.c, ends[1], anchored=single)


def _safe_end(steps: list[Step], items: Items) -> list[Step]:
    """一篇、一格的最后一段不能整段增删：和另一边的最后一段合写。"""
    place = _last_kept(steps)
    olds, news = items
    if place == len(steps) or not olds or not news:
        return steps
    if (olds[-1].kind, news[-1].kind) != ("p", "p"):
        return steps
    paired = place > 0 and olds[steps[place - 1].a].kind == "p"
    first = place - 1 if paired else place
    whole = _joined(steps[first], (len(olds), len(news)), items, anchored=paired)
    if whole is not None:
        return [*steps[:first], whole]
    return _last_only(steps, place, paired, (len(olds), len(news)))


def _last_only(steps: list[Step], place: int, paired: bool, ends: tuple[int, int]) -> list[Step]:
    """只把两边最后一段合写，前面的照删照增。"""
    start = steps[place]
    a, c = start.a, start.c
    if (a == ends[0] or c == ends[1]) and paired:
        place -= 1
        a, c = steps[place].a, steps[place].c
    if a == ends[0] or c == ends[1]:
        return steps
    head = steps[:place]
    head += [Step(Kind.REMOVED, one, one + 1, c, c) for one in range(a, ends[0] - 1)]
    last = ends[0] - 1
    head += [Step(Kind.ADDED, last, last, one, one + 1) for one in range(c, ends[1] - 1)]
    return [*head, Step(Kind.CHANGED, last, ends[0], ends[1] - 1, ends[1])]


def relocations(steps: Sequence[Step], items: Items) -> list[tuple[int, int]]:
    """整段原样移动的：旧的第几块、新的第几块。"""
    olds, news = items
    pairs = (
        (step.a, steps[step.partner].c)
        for step in steps
        if step.partner is not None and step.kind is Kind.REMOVED
    )
    return [(i, j) for i, j in pairs if olds[i] == news[j] and olds[i].kind == "p"]
