"""校对一件任务的字：各栏合成一篇，用校对的全部规则查，发现落回各栏。"""

from dataclasses import dataclass, replace

from sanban.engine.proof import Finding, Settings, check
from sanban.engine.tasks.text import Part, TaskText
from sanban.engine.text import Cut, Span


@dataclass(frozen=True, eq=False)
class _Joined:
    """各栏一行一行合起来；`cut` 是各栏在里面的位置。"""

    parts: tuple[Part, ...]
    raw: str
    cut: Cut

    def place(self, offset: int) -> str:
        return self.parts[max(self.cut.index(offset), 0)].label if self.parts else ""


def check_task(text: TaskText, *, settings: Settings | None = None) -> tuple[Finding, ...]:
    """查标题、任务书、验收标准、路径图、时间表的字，按先后。

    :param settings: 单位的设置，同 `proof.check`；不给就用默认的。
    :returns: 每处的 `place` 是栏的名字（`Part.label`），`start`、`end` 在那一栏里数；
        跨了栏的只留在头一栏里的那一截，不给改法。
    """
    joined = _joined(tuple(part for part in text.parts() if part.written))
    found = check(joined.raw, settings=settings or Settings(), place=joined.place)
    return tuple(_inside(one, joined) for one in found)


def _joined(parts: tuple[Part, ...]) -> _Joined:
    spans, start = [], 0
    for part in parts:
        spans.append(Span(start, start + len(part.text)))
        start += len(part.text) + 1
    return _Joined(parts, "\n".join(part.text for part in parts), Cut(tuple(spans)))


def _inside(one: Finding, joined: _Joined) -> Finding:
    """位置改成在那一栏里数。"""
    span = joined.cut.at(one.start)
    start, end = one.start - span.start, one.end - span.start
    length = span.end - span.start
    if end <= length:
        return replace(one, start=start, end=end)
    return replace(one, start=min(start, length), end=length, suggestions=())
