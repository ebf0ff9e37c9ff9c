"""席卡：一张两面，上半倒印、下半正印，沿中线折起两面都能看（惯例；domain.md §5.2 第 8 条）。"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sanban.engine.forms.form import About, Form, entry
from sanban.engine.forms.sheet import Board, Frame, Label, Sheet
from sanban.engine.forms.styles import FORM_STYLES, PAPERS, POINTS_A_MM, SIZES
from sanban.engine.gongwen.problems import Problem

PAPER = PAPERS["board"]
BETWEEN = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")
"""汉字之间的空（“张 三”）：撑开由排版来做。"""
MOST_NAME, MOST_POST = 24, 30
NARROWEST, LOWEST = 60.0, 30.0
POST_SHARE = 0.28
SPREADS = {2: 3.0, 3: 3.6, 4: 4.2}
"""几个字的姓名撑到几个字宽：两个字的，中间空一个字。"""


@dataclass(frozen=True, kw_only=True)
class NameCard:
    """一张席卡；post 是姓名下面的小字（职务、单位），一般空着。"""

    name: str = entry("姓名", most=MOST_NAME)
    post: str = entry("职务", most=MOST_POST)


@dataclass(frozen=True, kw_only=True)
class NameCards(Form):
    """一批席卡；width、height 是折起后一面的宽和高（毫米），一张 A4 能放几张放几张。"""

    about = About("name_cards", "席卡", "惯例")

    cards: tuple[NameCard, ...] = entry("名单", default=())
    width: float = entry("宽", most=PAPER.width, default=SIZES["card_width"])
    height: float = entry("高", most=PAPER.height / 2, default=SIZES["card_height"])

    def problems(self) -> Iterator[Problem]:
        """纸上放不下、小得没法用的不排。"""
        widest = PAPER.width - 2 * SIZES["card_margin"]
        highest = (PAPER.height - 2 * SIZES["card_margin"]) / 2
        if not NARROWEST <= self.width <= widest:
            yield Problem("宽", f"请写 {NARROWEST:g} 到 {widest:g} 毫米，A4 纸只有这么宽。")
        if not LOWEST <= self.height <= highest:
            yield Problem("高", f"请写 {LOWEST:g} 到 {highest:g} 毫米，两面要印在一张 A4 上。")

    def sheet(self) -> Sheet:
        """一页一页排好；名单空着的排一张空白卡。"""
        cards = self.cards or (NameCard(),)
        many = max(1, int((PAPER.height - 2 * SIZES["card_margin"]) // (2 * self.height)))
        pages = (cards[start : start + many] for start in range(0, len(cards), many))
        return Sheet(
            self.about.name, "board", boards=tuple(self._page(page, many) for page in pages)
        )

    def _page(self, cards: tuple[NameCard, ...], many: int) -> Board:
        x = (PAPER.width - self.width) / 2
        y = (PAPER.height - many * 2 * self.height) / 2
        items = (
            item
            for place, card in enumerate(cards)
            for item in self._card(card, x, y + place * 2 * self.height)
        )
        return Board(tuple(items))

    def _card(self, card: NameCard, x: float, y: float) -> Iterator[Frame | Label]:
        line = SIZES["card_line"]
        yield Frame(x, y, self.width, 2 * self.height, line)
        yield Frame(x, y + self.height, self.width, 0, line, is_dashed=True)
        yield from self._face(card, x, y, is_turned=True)
        yield from self._face(card, x, y + self.height, is_turned=False)

    def _face(self, card: NameCard, x: float, y: float, *, is_turned: bool) -> Iterator[Label]:
        """一面：姓名居中；有职务的，姓名上移，职务在下面（倒印的一面反过来）。"""
        x, wide = x + SIZES["card_side"], self.width - 2 * SIZES["card_side"]
        low = self.height * POST_SHARE if card.post else 0.0
        name_y, post_y = (y + low, y) if is_turned else (y, y + self.height - low)
        name = BETWEEN.sub("", card.name)
        yield Label(
            name, x, name_y, wide, self.height - low, self._points(low), "card",
            SPREADS.get(len(name), 0), is_turned,
        )  # fmt: skip
        if card.post:
            points = min(FORM_STYLES["card_post"].pt, low * POINTS_A_MM / 2)
            yield Label(card.post, x, post_y, wide, low, points, "card_post", 0, is_turned)

    def _points(self, low: float) -> float:
        """姓名的字号：不超过样式的，也不超过卡面高的一半多。"""
        return min(FORM_STYLES["card"].pt, (self.height - low) * 0.55 * POINTS_A_MM)


FORM = NameCards
