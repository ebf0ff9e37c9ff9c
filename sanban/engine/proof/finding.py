"""发现：规则找到的一处，连同地方、原文、依据，可以直接写成 JSON。"""

from dataclasses import asdict, dataclass
from typing import Any

from sanban.engine.proof.rule import Fix, Level, Strength


@dataclass(frozen=True, slots=True)
class Finding:
    """一处发现；各项的名字就是 JSON 里的名字。

    `start`、`end` 按原文的 Unicode 码位数；`place` 是第几段、第几页、哪个单元格；
    `suggestions` 是换掉原文这一段的写法；`confidence` 是把握，0 到 1。
    """

    rule: str
    name: str
    level: Level
    strength: Strength
    start: int
    end: int
    place: str
    quote: str
    message: str
    suggestions: tuple[str, ...]
    fix: Fix
    basis: str
    confidence: float

    def as_json(self) -> dict[str, Any]:
        """写成 JSON 的样子。"""
        row = asdict(self)
        return {**row, "level": str(self.level), "strength": str(self.strength)}


def applied(raw: str, findings: tuple[Finding, ...]) -> str:
    """照每处的第一个改法改，从后往前；叠在一起的只改先出现的。"""
    edits = [(one.start, one.end, one.suggestions[0]) for one in findings if one.suggestions]
    parts, done = [], 0
    for start, end, new in sorted(edits):
        if start >= done:
            parts += [raw[done:start], new]
            done = end
    return "".join((*parts, raw[done:]))
