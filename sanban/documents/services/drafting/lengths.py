"""减负：正文多长、今年这个代字发了几份，与规定和去年比；都只是提示。

依据《整治形式主义为基层减负若干规定》（2024）：部署综合性工作的文件不超过 5000 字，
部署专项工作的不超过 4000 字；发文只减不增，以去年为基数。
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from sanban.documents.models import IssuedNumber, Outgoing

MOST = ((5000, "部署综合性工作的文件"), (4000, "部署专项工作的文件"))


@dataclass(frozen=True, slots=True)
class Burden:
    """减负的几个数：正文几字，这个代字今年已发几份、去年同期和全年各几份。"""

    characters: int
    this_year: int = 0
    last_year: int = 0
    same_days: int = 0

    @property
    def said(self) -> str:
        """篇幅超了怎么说；没超是空。"""
        for most, what in MOST:
            if self.characters > most:
                return f"正文 {self.characters} 字；{what}，减负规定要求不超过 {most} 字。"
        return ""

    @property
    def lines(self) -> tuple[str, ...]:
        """要提醒的话，一句一条。"""
        return tuple(line for line in (self.said, self.growth) if line)

    @property
    def growth(self) -> str:
        """这个代字今年和去年比；去年没发过的是空。"""
        if not self.last_year:
            return ""
        told = (
            f"这个代字今年已发 {self.this_year} 份，去年同期 {self.same_days} 份、"
            f"全年 {self.last_year} 份。"
        )
        return told + ("再发就比去年同期多了，请看有没有必要。" if self.grows else "")

    @property
    def grows(self) -> bool:
        """算上这一份，比去年同期多。"""
        return self.last_year > 0 and self.this_year + 1 > self.same_days


def burden_of(outgoing: Outgoing, characters: int, *, now: datetime) -> Burden:
    """一份稿子的减负提示要的几个数；没选代字的不数。"""
    if outgoing.prefix_id is None:
        return Burden(characters)
    today = timezone.localtime(now)
    rows = IssuedNumber.objects.filter(prefix=outgoing.prefix_id, voided_at=None)
    before = rows.filter(year=today.year - 1)
    try:
        cut = today.replace(year=today.year - 1)
    except ValueError:
        cut = today.replace(year=today.year - 1, day=28)
    return Burden(
        characters,
        rows.filter(year=today.year).count(),
        before.count(),
        before.filter(given_at__lte=cut).count(),
    )
