"""一份来文写了什么。"""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Paper:
    """一份虚构来文的全部要素；同时就是识读结果的标准答案。

    key 是稳定的短名；issuer 是发文机关全称；layout 是 general（文件）、letter（信函）、
    minutes（纪要）、plain（没有红头）；head 是纪要的红头字样。
    action 为真是办件，否则是阅件；due 是文中的时限。
    paragraphs 里以“一、”“（一）”“1.”开头的是小标题或条款。
    """

    key: str
    issuer: str
    title: str
    kind: str
    paragraphs: tuple[str, ...]
    date: datetime.date
    number: str = ""
    urgency: str = ""
    copy_no: str = ""
    signer: str = ""
    recipients: str = ""
    attachments: tuple[str, ...] = ()
    signature: str = ""
    note: str = ""
    cc: str = ""
    print_org: str = ""
    print_date: datetime.date | None = None
    head: str = ""
    layout: str = "general"
    action: bool = True
    due: datetime.date | None = None

    @property
    def mark(self) -> str:
        """发文机关标志的字样；没有红头的为空。"""
        marks = {"general": self.issuer + "文件", "letter": self.issuer, "minutes": self.head}
        return marks.get(self.layout, "")


def long_date(day: datetime.date) -> str:
    """成文日期的写法，如 2026年9月11日（GB/T 9704 7.3.5.4：不编虚位）。"""
    return f"{day.year}年{day.month}月{day.day}日"
