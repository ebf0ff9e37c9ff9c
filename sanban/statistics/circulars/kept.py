"""存下的数：照代号取，照单位取；写稿、页面都从这里拿。"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sanban.statistics.models import FrozenFigure
from sanban.statistics.report import NONE


@dataclass(frozen=True, slots=True)
class Kept:
    """一份通报存下的全部数。"""

    figures: dict[str, FrozenFigure]

    @classmethod
    def of(cls, rows: Iterable[FrozenFigure]) -> "Kept":
        """按次序放好。"""
        return cls({one.key: one for one in rows})

    def has(self, *keys: str) -> bool:
        """这几个数都有，分母也不是零。"""
        found = [self.figures.get(key) for key in keys]
        return all(one is not None and one.text not in (NONE, "0") for one in found)

    def text(self, key: str) -> str:
        """一个数的写法；没有的写一横。"""
        return self.figures[key].text if key in self.figures else NONE

    def part(self, key: str) -> int:
        """一个数的分子。"""
        one = self.figures.get(key)
        return (one.numerator or 0) if one else 0

    def whole(self, key: str) -> int:
        """一个数的分母。"""
        one = self.figures.get(key)
        return (one.denominator or 0) if one else 0

    def every(self, head: str) -> Iterator[FrozenFigure]:
        """代号以 `head:` 开头的，按次序。"""
        return (one for one in self.figures.values() if one.key.startswith(f"{head}:"))

    def units(self) -> list[int]:
        """各单位，位次高的在前，同一位次的照排列次序。"""
        ranked = [(int(one.text), one.position, one.org_id or 0) for one in self.every("rank")]
        return [org for _, _, org in sorted(ranked)]

    def of_unit(self, code: str, org: int) -> FrozenFigure | None:
        """一个单位的一个数。"""
        return self.figures.get(f"{code}:unit:{org}")
