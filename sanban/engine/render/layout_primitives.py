"""排版的原件：模板只认得这几样，长度一律用磅，坐标从版心（或所在版块）的左上角量起。

分两种：往下排的（`Flow`），和在版块里定点放的（`Placed`）。
"""

import re
from dataclasses import dataclass
from typing import Any

LEFT, CENTER, RIGHT, JUSTIFY = "left", "center", "right", "justify"


@dataclass(frozen=True, slots=True)
class Span:
    """一小段字；`look` 是样式代号，`tracking` 另加的字距，`script` 取 sub、super 或空。"""

    text: str
    look: str
    script: str = ""
    strong: bool = False
    tracking: float = 0
    pt: float = 0


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """定点放的一行字；`x` 按 `anchor`（left、center、right）对齐，`y` 是字面上边缘。"""

    x: float
    y: float
    spans: Line
    anchor: str = LEFT


@dataclass(frozen=True, slots=True)
class Rule:
    """一条横线，`y` 是线的上边缘。"""

    x: float
    y: float
    width: float
    weight: float
    red: bool = False


@dataclass(frozen=True, slots=True)
class Ring:
    """印章的占位圆，`x`、`y` 是圆心；只是一圈灰色细虚线，从不画章（GB/T 38540）。"""

    x: float
    y: float
    diameter: float


@dataclass(frozen=True, slots=True)
class Frame:
    """签名章的占位框。"""

    x: float
    y: float
    width: float
    height: float


Placed = Words | Rule | Ring | Frame


@dataclass(frozen=True, slots=True)
class Par:
    """一段。

    `prefix` 是首行开头定宽的几格（字、宽），后面的正文回行时缩进 `hang`；
    `is_cut` 是后半段在下一面，末行也要两端对齐；`starts`、`ends` 是段首段尾要回报位置的名字；
    `is_kept` 是与下一段同在一面，不单独留在一面的末尾。
    """

    spans: Line
    align: str = JUSTIFY
    indent: float = 0
    hang: float = 0
    left: float = 0
    right: float = 0
    prefix: tuple[tuple[Span, float], ...] = ()
    starts: str = ""
    ends: str = ""
    is_cut: bool = False
    is_kept: bool = False

    @property
    def text(self) -> str:
        """整段的字，不含开头定宽的几格。"""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Heading:
    """题目：一行一行都定好了，居中。"""

    lines: tuple[Line, ...]
    level: int = 1


@dataclass(frozen=True, slots=True)
class Gap:
    """空的高度；在一面的开头和末尾自动不留。"""

    pt: float


@dataclass(frozen=True, slots=True)
class Skip:
    """不管在哪里都要留的高度，可以是负的。"""

    pt: float


@dataclass(frozen=True, slots=True)
class Mark:
    """发文机关标志：几行机关名撑到同宽，`suffix` 在右边上下居中；上下边缘都按墨迹算。"""

    rows: tuple[Span, ...]
    width: float
    gap: float
    suffix: Span | None = None
    apart: float = 0


@dataclass(frozen=True, slots=True)
class Board:
    """高度定了、不拆页的版块，里面的东西定点放；`reserve` 是下面还要空得下的高度。"""

    height: float
    items: tuple[Placed, ...]
    reserve: float = 0
    spot: str = ""


@dataclass(frozen=True, slots=True)
class Pinned:
    """钉在这一面版心上的版块，不占地方。"""

    y: float
    items: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class GridCell:
    """表里的一格；`is_loose` 是里面有一栏放不下的西文长词，要能断开。"""

    spans: Line
    align: str
    columns: int = 1
    rows: int = 1
    is_loose: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """一张表；`widths` 是各列宽，前 `heads` 行每面重复。"""

    widths: tuple[float, ...]
    rows: tuple[tuple[GridCell, ...], ...]
    heads: int
    inset: float
    weight: float


@dataclass(frozen=True, slots=True)
class Image:
    """一幅图；`file` 是同一文件夹里的文件名；宽、高都不超过最大的。"""

    file: str
    width: float
    most_width: float
    most_height: float
    alt: str = ""


@dataclass(frozen=True, slots=True)
class NewPage:
    """另起一面。"""


@dataclass(frozen=True, slots=True)
class Turn:
    """横排的一面或几面：页码的位置不变，表头在左（单页订口、双页切口）。"""

    flow: tuple["Flow", ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """记下走到哪里了。"""

    spot: str


Flow = Par | Heading | Gap | Skip | Mark | Board | Pinned | Grid | Image | NewPage | Turn | Spot
Primitive = Placed | Flow


# 绑在一起不拆开的：间隔号、浪纹连同前面的字或数，分隔号连同前后的，后面的冒号、分号也带上；
# 一行放不下的长串（网址）倒要能断开
BINDERS = frozenset("/／·・•\u2027～")
LONG = "[!-~]{45,}"
LOOSE = "[!-~]{6,}"
TOKEN = r"[￥＄$¥]?(?:[A-Za-z0-9.,]{1,20}|.)[%％‰℃°′″]?"
BOUND = f"({LONG})|(?:{TOKEN}[/／]{TOKEN}|{TOKEN}[·・•\\x{{2027}}～])[：；]?"
_LONG = re.compile(LONG)


def plain(value: Any) -> Any:
    """交给 `json.dumps(default=…)`：原件写成带 `is` 的对象；一小段字只写与默认不同的。"""
    if isinstance(value, Span):
        return _plain_span(value)
    return {"is": type(value).__name__, **{name: getattr(value, name) for name in value.__slots__}}


def _plain_span(span: Span) -> dict[str, Any]:
    """`bound` 是里面有要绑在一起或要断开的，模板才逐处去找。"""
    names = ("script", "strong", "tracking", "pt")
    other = {name: getattr(span, name) for name in names if getattr(span, name)}
    if not BINDERS.isdisjoint(span.text) or _LONG.search(span.text):
        other["bound"] = True
    return {"is": "Span", "text": span.text, "look": span.look, **other}
