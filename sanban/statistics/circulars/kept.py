"""存下的数：照代号取，照单位取；写稿、页面都从这里拿。"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sanban.statistics.models import FrozenFigure
from sanban.statistics.report import NONE

Mark = Callable[[FrozenFigure, str], str]
"""写出一个数：写稿的照写，页面的带上是哪一个数，好点开。"""


def as_is(_one: FrozenFigure, text: str) -> str:
    """照写。"""
    return text


@dataclass(frozen=True, slots=True)
class Kept:
    """一份通报存下的全部数；凡写出一个数都经过 `mark`。"""

    figures: dict[str, FrozenFigure]
    mark: Mark = as_is

    @classmethod
    def of(cls, rows: Iterable[FrozenFigure], mark: Mark = as_is) -> "Kept":
        """按次序放好。"""
        return cls({one.key: one for one in rows}, mark)

    def has(self, *keys: str) -> bool:
        """这几个数都有，分母也不是零。"""
        found = [self.figures.get(key) for key in keys]
        return all(one is not None and one.text not in (NONE, "0") for one in found)

    def text(self, key: str) -> str:
        """一个数的写法；没有的写一横。"""
        return self.said(self.figures[key]) if key in self.figures else NONE

    def said(self, one: FrozenFigure) -> str:
        """一个数的写法。"""
        return self.mark(one, one.text)

    def label(self, key: str) -> str:
        """一个数的名称；期间的名称是它的起止。"""
        return self.mark(self.figures[key], self.figures[key].label)

    def part(self, key: str) -> str:
        """一个数的分子。"""
        one = self.figures.get(key)
        return self.mark(one, str(one.numerator or 0)) if one else "0"

    def whole(self, key: str) -> str:
        """一个数的分母。"""
        one = self.figures.get(key)
        return self.mark(one, str(one.denominator or 0)) if one else "0"

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
