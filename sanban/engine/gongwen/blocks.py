"""正文和附件里的块：段落、表、图、公式、分页。

文字一律照写，序号（“一、”）就在文字里；字段里只有意思，没有字体和尺寸。
"""

from dataclasses import dataclass, field

SUB, SUPER = "sub", "super"
LEVELS = 4


@dataclass(frozen=True, slots=True)
class Source:
    """出处：在哪个文件、第几行（从 1 起）、第几个字到第几个字；不知道的空着。"""

    part: str = ""
    line: int = 0
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """一小段意思相同的文字；`script` 取 sub、super 或空。"""

    text: str
    strong: bool = False
    script: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """一段。

    `level` 是层次：1 到 4 是“一、”“（一）”“1.”“（1）”，0 是普通段落；
    `lead` 是层次标题占开头几个字，后面接着写正文；0 表示整段都是标题（或整段都不是）。
    `align` 平时空着；center、right 用于附件里的题名、说明，left 是顶格。
    """

    runs: tuple[Run, ...]
    level: int = 0
    lead: int = 0
    align: str = ""
    source: Source | None = field(default=None, compare=False, repr=False)

    @property
    def text(self) -> str:
        """整段的字。"""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Cell:
    """表里的一格；`align` 取 left、center、right 或空（表头居中，数字居右，文字居左）。"""

    text: str = ""
    columns: int = 1
    rows: int = 1
    align: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """一张表（第 8 章）：`rows` 一行一组格子，被合并盖住的格子不写。

    `heads` 是表头行数，跨页时每页重复；`widths` 是各列的宽度比例，空着均分；
    `landscape` 为真时横排，单占页面；`unit` 是右上角的单位说明。
    """

    rows: tuple[tuple[Cell, ...], ...]
    heads: int = 1
    widths: tuple[float, ...] = ()
    title: str = ""
    unit: str = ""
    landscape: bool = False
    source: Source | None = field(default=None, compare=False, repr=False)

    @property
    def columns(self) -> int:
        """几列：第一行各格所占列数之和。"""
        return sum(cell.columns for cell in self.rows[0]) if self.rows else 0


@dataclass(frozen=True, slots=True)
class Picture:
    """一幅图：`data` 是 PNG 或 JPEG 的字节；`width` 是毫米，0 表示按图的本来大小（不过版心）。"""

    data: bytes
    name: str = ""
    width: float = 0
    title: str = ""
    source: Source | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Formula:
    """单独成行的公式，按文字排，居中。"""

    text: str
    source: Source | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PageBreak:
    """另起一面。"""

    source: Source | None = field(default=None, compare=False, repr=False)


Block = Paragraph | Table | Picture | Formula | PageBreak


def plain(text: str, level: int = 0) -> Paragraph:
    """只有一种样子的一段。"""
    return Paragraph((Run(text),), level)
