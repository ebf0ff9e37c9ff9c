"""字样：用到才编译的正则，启动时不花时间。"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, eq=False)
class Pattern:
    """一条正则。

    为了快，写法有讲究：以必有的字开头，前面的条件放在它后面回看，
    如 `,(?<=[一-龥],)` 而不写 `(?<=[一-龥]),`；不写两个无界的重复相连。
    """

    source: str
    flags: int = 0

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """编译好的正则。"""
        return re.compile(self.source, self.flags)

    def over(self, raw: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """逐个给出 `raw` 里对得上的地方。"""
        return self.compiled.finditer(raw, start, len(raw) if end is None else end)

    def match(self, raw: str, start: int = 0) -> re.Match[str] | None:
        """从 `start` 起对。"""
        return self.compiled.match(raw, start)

    def search(self, raw: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """第一处对得上的地方。"""
        return self.compiled.search(raw, start, len(raw) if end is None else end)
