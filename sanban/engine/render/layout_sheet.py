"""排版用的尺：把规定换算成磅，供各要素的画法取用。"""

from dataclasses import dataclass, field, replace
from functools import cached_property

from sanban.engine.fonts import FontSet
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import CcRecipients, MainRecipients
from sanban.engine.gongwen.office_rules import Rules
from sanban.engine.gongwen.profiles import POINT
from sanban.engine.gongwen.styles import LINES, THREE, Style
from sanban.engine.render.layout_metrics import FaceMetrics, metrics
from sanban.engine.render.layout_primitives import CENTER, LEFT, RIGHT, Line, Span, Words

ROUNDING = 0.05
"""版心多留的一点（磅）：正好 28 字、22 行时，不因小数的尾数多出一行、一面。"""


@dataclass(frozen=True, slots=True)
class Fit:
    """为排得好而作的调整；默认什么也不调。

    `pitch` 行距乘几；`mark` 机关标志字号乘几；`carry` 正文末尾带到下一面的字数；
    `moves_recipients` 主送机关移到版记；`has_short_title` 标题的行数尽量少。
    """

    pitch: float = 1
    mark: float = 1
    carry: int = 0
    moves_recipients: bool = False
    has_short_title: bool = False


@dataclass(frozen=True)
class Sheet:
    """一份公文用的尺；长度一律是磅。"""

    gongwen: Gongwen
    rules: Rules
    fonts: FontSet
    fit: Fit = field(default_factory=Fit)

    def pt(self, measure: str) -> float:
        """一个长度，磅。"""
        return self.rules.mm(measure) / POINT

    def style(self, code: str) -> Style:
        """一种样式。"""
        return self.rules.styles[code]

    def face(self, code: str) -> FaceMetrics:
        """一种样式的字的量度。"""
        return self._metrics[self.style(code).face]

    def char(self, code: str = "body") -> float:
        """一个字占多宽；三号字收了字距，28 个正好一行。"""
        style = self.style(code)
        return style.pt + (self.rules.profile.tracking if style.pt == THREE else 0)

    def chars(self, text: str, code: str) -> float:
        """一串字占多宽。"""
        narrowed = self.char(code) - self.style(code).pt
        return self.face(code).width(text) * self.style(code).pt + narrowed * len(text)

    def ink(self, code: str = "body") -> float:
        """一个汉字的墨迹多高；同号的字都按正文的算，行距才不会参差。"""
        face = self.face(code if self.has_own_edges(code) else "body")
        return (face.top + face.bottom) * self.style(code).pt

    def has_own_edges(self, code: str) -> bool:
        """是不是按自己的墨迹定上下边缘：不与正文同在一行的才是。"""
        return self.style(code).face == self.style("title").face

    @cached_property
    def _metrics(self) -> dict[str, FaceMetrics]:
        return dict(metrics(self.fonts))

    @cached_property
    def pitch(self) -> float:
        """行距：按纸上量的，22 行的墨迹正好撑满版心；按对话框的，就是规定的数。"""
        full = (self.pt("text_height") - self.ink()) / (LINES - 1)
        wanted = full if self.fills else self.rules.profile.pitch
        return wanted * self.fit.pitch

    @property
    def fills(self) -> bool:
        """首行墨迹是不是从版心上边缘起：是，就该撑满版心。"""
        return self.rules.profile.first_ink == self.rules.mm("top")

    @property
    def leading(self) -> float:
        """上一行墨迹的下边缘到下一行墨迹的上边缘。"""
        return self.pitch - self.ink()

    @property
    def width(self) -> float:
        """版心宽。"""
        return self.pt("text_width")

    @property
    def first_line(self) -> float:
        """首行墨迹的上边缘到版心上边缘。"""
        return (self.rules.profile.first_ink - self.rules.mm("top")) / POINT

    @property
    def room(self) -> float:
        """一面能排字的高度：正好 22 行。"""
        lines = (self.pitch / self.fit.pitch) * (LINES - 1) + self.ink()
        return max(lines, self.pt("text_height") - self.first_line) + ROUNDING

    def blank(self, lines: float) -> float:
        """上一行与下一行之间空几行，两段墨迹之间多高。"""
        return lines * self.pitch + self.leading

    def left(self, code: str) -> float:
        """一种样式左边空出来的宽。"""
        return self.style(code).left * self.char(code)

    def right(self, code: str) -> float:
        """一种样式右边空到哪里，从版心左边量。"""
        return self.width - self.style(code).right * self.char(code)

    def words(self, text: str, code: str, y: float = 0) -> Words:
        """照样式的对齐定点放的一行字。"""
        align = self.style(code).align
        places = {CENTER: self.width / 2, RIGHT: self.right(code)}
        anchor = align if align in places else LEFT
        return Words(places.get(align, self.left(code)), y, line(text, code), anchor)

    def squeezed(self, text: str, code: str, room: float) -> Span:
        """放不下就收紧字距的一行字；放得下就照样式。"""
        over = self.chars(text, code) - room
        if over <= 0 or len(text) < 2:
            return Span(text, code)
        return Span(text, code, tracking=self.char(code) - self.style(code).pt - over / len(text))

    @cached_property
    def recipients(self) -> MainRecipients | None:
        """排在正文上面的主送机关；移到版记的不算。"""
        return None if self.fit.moves_recipients else self.gongwen.first(MainRecipients)

    @cached_property
    def copies(self) -> CcRecipients | None:
        """版记里的抄送机关，连同移过来的主送机关。"""
        found = self.gongwen.first(CcRecipients)
        main = self.gongwen.first(MainRecipients)
        if self.fit.moves_recipients and main is not None:
            return replace(found or CcRecipients(), main=main.text)
        return found


def line(text: str, code: str) -> Line:
    """一种样式的一行字。"""
    return (Span(text, code),)
