"""排表常用的格子：栏名、内容、意见，各种表单共用。"""

from dataclasses import dataclass

from sanban.engine.forms.form import LONG, SHORT, entry
from sanban.engine.forms.sheet import Cell, Drawing, Signed, Text, Whole

LABEL_CHARS = 4.0
PIXEL, WIDEST, HIGHEST = 0.15, 110.0, 45.0
SHORTENED = 60
SIGN_HERE = "签名：　　　　　　　　　年　　月　　日"


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """一条意见：原话、姓名、当时职务、时间；recorded_by 是代录人（本人所写则空）。"""

    text: str = entry("意见", most=LONG)
    name: str = entry("姓名", most=SHORT)
    post: str = entry("职务", most=SHORT)
    time: str = entry("时间", most=SHORT)
    recorded_by: str = entry("代录人", most=SHORT)


@dataclass(frozen=True, kw_only=True)
class Written(Opinion):
    """手写的一条意见：手迹印在意见栏里，录入的文字在旁边供查找。

    不从 TOML 来，所以不是栏目；`png` 是手迹，`width`、`height` 是屏上的像素。
    """

    png: bytes = b""
    width: int = 0
    height: int = 0

    @property
    def drawing(self) -> Drawing:
        """印出来的大小：屏上一个像素印 0.15 毫米，宽不过 110、高不过 45 毫米。"""
        scale = min(PIXEL, WIDEST / max(self.width, 1), HIGHEST / max(self.height, 1))
        return Drawing(self.png, self.width * scale, self.height * scale)


def label(*lines: str, span: int = 1, chars: float = LABEL_CHARS) -> Cell:
    """栏名格：居中，每行分散撑到 `chars` 个字宽。"""
    parts = tuple(Text(line, "label", max(chars, len(line))) for line in lines)
    return Cell(parts, span=span, align="center")


def tall(first: str, second: str, *, chars: float = 3.0) -> Cell:
    """两行的栏名（“拟办”“意见”各一行），用在高的大栏。"""
    return label(first, second, chars=chars)


def value(text: str, *, span: int = 1, style: str = "value") -> Cell:
    """内容格：靠左，上下居中。"""
    return Cell(_texts(text, style), span=span)


def centred(text: str, *, span: int = 1, style: str = "centred") -> Cell:
    """居中的内容格：号码、日期、数目。"""
    return Cell(_texts(text, style), span=span, align="center")


def long_text(text: str, *, span: int = 1, foot: tuple[Text, ...] = ()) -> Cell:
    """大段文字：从顶上排起，段首空二字；可以跨页。"""
    return Cell(_texts(text, "text"), span=span, is_top=True, foot=foot)


def opinions(
    found: tuple[Opinion, ...], *, span: int = 1, before: tuple[Text, ...] = (), hand: str = ""
) -> Cell:
    """意见栏：意见一条接一条；一条都没有时，`hand` 是留给手签的那一行。"""
    foot = (Text(hand, "hand"),) if hand and not found else ()
    parts: tuple[Text | Whole, ...] = (*before, *map(opinion, found))
    return Cell(parts, span=span, is_top=True, foot=foot)


def opinion(one: Opinion) -> Whole:
    """一条意见连同落名。"""
    note = f"（{one.recorded_by} 代录）" if one.recorded_by else ""
    signed = Signed(one.name, one.post, one.time, note)
    drawn = (one.drawing,) if isinstance(one, Written) and one.png else ()
    return Whole((*drawn, *_texts(one.text, "opinion"), signed))


def shortened(text: str) -> str:
    """续页题头里的长标题：只印前面一截。"""
    return text if len(text) <= SHORTENED else text[: SHORTENED - 1] + "…"


def _texts(text: str, style: str) -> tuple[Text, ...]:
    return (Text(text, style),) if text else ()
