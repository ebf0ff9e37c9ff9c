"""格式规则的样子：编号、条文、轻重、改法和查法；查出来的毛病带着怎么改。"""

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sanban.engine.check.document import Document
from sanban.engine.check.paragraphs import Para
from sanban.engine.check.seen.document import SeenDocument
from sanban.engine.proof.rule import Fix, Level, Strength

STANDARD_NAME = "GB/T 9704—2012"


@dataclass(frozen=True, slots=True)
class Edit:
    """改一处属性：`node` 的 `holder`（pPr、rPr……，空着就是节点自己）里，名目 → 值。

    名目同 `layers`；值为 None 是删去。只动属性，从不动字。
    """

    node: Any
    holder: str
    values: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Fault:
    """一处毛病。

    :param message: 一句话：哪里不对，该怎么样。
    :param para: 在哪一段；整份文件的事为空。
    :param start: 从段首数起；不写就是整段。
    :param suggestions: 要改字的，换成什么。
    :param edits: 只动属性就能改好的，怎么改。
    :param level: 这一处比规则轻时才写。
    :param place: 不在哪一段里的，说法。
    :param asks: 只动属性，也要人点头才改。
    """

    message: str
    para: Para | None = None
    start: int | None = None
    end: int | None = None
    suggestions: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    level: Level | None = None
    confidence: float = 0.9
    place: str = "全文"
    asks: bool = False

    @property
    def fix(self) -> Fix:
        """改法：要动字的、要人点头的是 B；只动属性的是 A；别的只提意见。"""
        if self.suggestions or (self.edits and self.asks):
            return "B"
        return "A" if self.edits else "C"


Check = Callable[[Document], Iterable[Fault]]
SeenCheck = Callable[[SeenDocument], Iterable[Fault]]


def nothing(document: Document) -> Iterable[Fault]:
    """DOCX 里看不出来，不查；要看排好的版面。"""
    return ()


@dataclass(frozen=True, slots=True)
class FormatRule:
    """一条格式规则。

    :param id: 两个字母一个数字，如 PG-01，用过不再用。
    :param name: 错的样子，短横线相连。
    :param clause: 条文号；依据不是这个标准的写全名，是惯例的写明。
    :param fix: 最多动到哪一步：A 只动版式；B 要动字；C 只提意见。每一处各是什么，看那一处。
    :param always: 不是公文也查（文件卫生）。
    :param seen: 在版式件（PDF、OFD）上怎么查；看不出来的不写。
    :param laid: 要排出版面才看得出：DOCX 要先排出来，照 `seen` 查。
    :param about: 为什么；不写就用规则所在文件开头的说明，第一行是题目。
    """

    id: str
    name: str
    clause: str
    check: Check = nothing
    level: Level = Level.WARNING
    strength: Strength = Strength.STANDARD
    fix: Fix = "A"
    always: bool = False
    seen: SeenCheck | None = None
    laid: bool = False
    about: str = field(default="")

    @property
    def basis(self) -> str:
        """依据：标准号和条款。"""
        return f"{STANDARD_NAME} {self.clause}" if self.clause[:1].isdecimal() else self.clause

    @property
    def manual(self) -> str:
        """题目和为什么。"""
        where = self.check if self.seen is None or self.check is not nothing else self.seen
        return (self.about or sys.modules[where.__module__].__doc__ or "").strip()

    @property
    def title(self) -> str:
        """一句话的题目。"""
        return self.manual.partition("\n")[0].rstrip("。")
