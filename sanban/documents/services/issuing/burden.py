"""减负规定：一份多少字，一个代字今年发了几件、比去年多不多（domain.md §1.10）。"""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from sanban.documents.models import DraftVersion, IssuedNumber, NumberPrefix, Outcome, Outgoing

GENERAL_MOST, SPECIAL_MOST = 5000, 4000
BASIS = "减负规定"
LIMITED = ("下行", "公布")


@dataclass(frozen=True, slots=True)
class Count:
    """一个代字的发文件数：今年到今天、去年同期、去年全年；注销的号不算。"""

    prefix: NumberPrefix
    year: int
    this_year: int
    same_time: int
    last_year: int

    @property
    def sentence(self) -> str:
        """一句话。"""
        said = (
            f"“{self.prefix.text}”{self.year} 年已发 {self.this_year} 件，"
            f"去年同期 {self.same_time} 件、全年 {self.last_year} 件"
        )
        if self.is_over:
            return f"{said}；再发就超过去年全年，应当从严控制，并书面说明。"
        if self.is_ahead:
            return f"{said}；比去年同期多，请核对确有必要。"
        return f"{said}。"

    @property
    def is_over(self) -> bool:
        """再发一件就超过去年全年。"""
        return 0 < self.last_year <= self.this_year

    @property
    def is_ahead(self) -> bool:
        """再发一件就超过去年同期。"""
        return 0 < self.same_time <= self.this_year


def count_of(prefix: NumberPrefix, *, now: datetime) -> Count:
    """数一个代字今年和去年的件数；上一年没有记录的不比。"""
    today = timezone.localtime(now).date()
    rows = IssuedNumber.objects.filter(prefix=prefix, voided_at=None)
    before = rows.filter(year=today.year - 1)
    ago = _year_ago(today)
    zone = timezone.get_default_timezone()
    then = datetime(ago.year, ago.month, ago.day, 23, 59, 59, tzinfo=zone)
    return Count(
        prefix,
        today.year,
        rows.filter(year=today.year).count(),
        before.filter(given_at__lte=then).count(),
        before.count(),
    )


def _year_ago(today: date) -> date:
    leap = (today.month, today.day) == (2, 29)
    return date(today.year - 1, today.month, 28 if leap else today.day)


def length_said(outgoing: Outgoing, version: DraftVersion) -> tuple[str, str]:
    """字数合不合减负规定：结果和一句话。"""
    count = version.characters
    if outgoing.direction not in LIMITED:
        return Outcome.NOT_APPLICABLE, f"正文 {count} 字；不是往下发的，不限字数。"
    if count > GENERAL_MOST:
        said = f"正文 {count} 字，超过 {GENERAL_MOST} 字的上限（部署全面工作），请压缩。"
        return Outcome.FIX, said
    if count > SPECIAL_MOST:
        said = f"正文 {count} 字，部署专项工作一般不超过 {SPECIAL_MOST} 字，请核对。"
        return Outcome.COMMENT, said
    return Outcome.PASS, f"正文 {count} 字，没有超过 {SPECIAL_MOST} 字。"
