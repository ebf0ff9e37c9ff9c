"""画一份公文时手边的东西：公文、规定、量好的版头，和一路收集的图片。"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import CcRecipients, MainRecipients, Title
from sanban.engine.gongwen.office_rules import Rules
from sanban.engine.gongwen.profiles import POINT
from sanban.engine.gongwen.styles import THREE
from sanban.engine.render.docx.markup import TWIPS_PER_MM, twips
from sanban.engine.render.titles import title_breaks

NUMBER_LINE = 400  # 页码行高，1/20 磅：矮一点，页脚才不挤版心


@dataclass(frozen=True, slots=True)
class Adjusted:
    """某个样式在这一份里的调整：字号（磅）、行高和段前（1/20 磅）；0 和 None 是不调。"""

    pt: float = 0
    line: int = 0
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Media:
    """一幅图：关系号、部件名、字节。"""

    id: str
    path: str
    data: bytes


@dataclass
class Sheet:
    """一份公文的工作台。

    `breaks` 是排版定的标题回行处；`adjusted` 是样式代号 → 调整；`pulls` 是落款要拉住正文；
    `aside` 是版记另起双页、另起后前面有空白页；`moved` 是主送机关移到版记；
    `turned` 是正接着横排的节。
    """

    gongwen: Gongwen
    rules: Rules
    breaks: tuple[int, ...] = ()
    adjusted: Mapping[str, Adjusted] = field(default_factory=dict)
    media: dict[str, Media] = field(default_factory=dict)
    pulls: bool = True
    aside: tuple[bool, bool] = (False, False)
    moved: bool = False
    turned: bool = False
    shapes: int = 0
    sections: int = 0
    sides: set[str] = field(default_factory=set)
    header: str = ""
    header_top: int = 851

    @property
    def pitch(self) -> int:
        """行距，1/20 磅。"""
        return self.rules.profile.docx.pitch

    @property
    def cell(self) -> int:
        """一个 3 号字连同字距的宽，1/20 磅。"""
        return char_width(THREE, self.rules)

    @property
    def width(self) -> int:
        """版心宽，1/20 磅。"""
        return twips(self.rules.mm("text_width"))

    def twips(self, name: str) -> int:
        """规定里的一个长度，1/20 磅。"""
        return twips(self.rules.mm(name))

    def title_lines(self, text: str) -> tuple[str, ...]:
        """附件标题的各行。"""
        return Title(text).lines(title_breaks(text, title_room(self.rules, "attachment_title")))

    @property
    def copies(self) -> CcRecipients | None:
        """版记里的抄送机关，连同移过来的主送机关（7.3.2）。"""
        found, main = self.gongwen.first(CcRecipients), self.gongwen.first(MainRecipients)
        if self.moved and main is not None:
            return replace(found or CcRecipients(), main=main.text)
        return found

    @property
    def has_recipients(self) -> bool:
        """标题下面排不排主送机关。"""
        return not self.moved and self.gongwen.first(MainRecipients) is not None

    def shape(self) -> int:
        """又一个图形的编号，从 1 起。"""
        self.shapes += 1
        return self.shapes

    def picture(self, data: bytes, suffix: str) -> str:
        """收下一幅图，同样的只存一份；返回关系号。"""
        name = sha256(data).hexdigest()
        if name not in self.media:
            number = len(self.media) + 1
            path = f"media/image{number}.{suffix}"
            self.media[name] = Media(f"rIdImage{number}", path, data)
        return self.media[name].id


def char_width(pt: float, rules: Rules) -> int:
    """一个字的宽，1/20 磅；3 号字收一点，一行才有 28 字。"""
    return round(pt * 20) + tracking(pt, rules)


def tracking(pt: float, rules: Rules) -> int:
    """字距，1/20 磅。"""
    return rules.profile.docx.tracking if pt == THREE else 0


def title_room(rules: Rules, code: str) -> int:
    """一行标题最多几个字。"""
    return int(rules.mm("text_width") / POINT / rules.styles[code].pt)


def to_mm(width: int) -> float:
    """1/20 磅换成毫米。"""
    return width / TWIPS_PER_MM
