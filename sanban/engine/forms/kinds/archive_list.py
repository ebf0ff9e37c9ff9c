"""归档文件目录：横排 A4，一行一件，表头每页重复（DA/T 22-2015）。"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sanban.engine.forms.cells import centred, value
from sanban.engine.forms.form import EIGHT_DIGITS, SHORT, About, Form, entry
from sanban.engine.forms.secrecy import secrecy_caution
from sanban.engine.forms.sheet import Ends, Grid, Row, Sheet, Text
from sanban.engine.forms.styles import COLUMNS, SIZES
from sanban.engine.gongwen.problems import WARN, Problem

HEADS = ("序号", "档　　号", "文　　号", "责任者", "题　　　　名", "日期", "密级", "页数", "备注")
CLAUSE = "DA/T 22-2015"


@dataclass(frozen=True, kw_only=True)
class ArchiveEntry:
    """目录里的一件；issue_date 是八位数字，没有题名的自拟题名外加方括号。"""

    archival_code: str = entry("档号", most=SHORT)
    doc_number: str = entry("文号", most=SHORT)
    author: str = entry("责任者")
    title: str = entry("题名")
    issue_date: str = entry("日期", most=SHORT, day=EIGHT_DIGITS)
    secrecy_level: str = entry("密级", most=SHORT)
    pages: str = entry("页数", most=SHORT)
    note: str = entry("备注")


@dataclass(frozen=True, kw_only=True)
class ArchiveList(Form):
    """归档文件目录：题下写全宗、年度、保管期限、机构（问题），下面一行一件。"""

    about = About("archive_list", "归档文件目录", CLAUSE)

    fonds_no: str = entry("全宗号", most=SHORT)
    fonds_name: str = entry("全宗名称")
    year: str = entry("年度", most=SHORT)
    retention: str = entry("保管期限", most=SHORT)
    section: str = entry("机构或问题")
    code: str = entry("短码", most=SHORT)
    entries: tuple[ArchiveEntry, ...] = entry("文件", default=())
    printed: str = entry("页脚")

    def problems(self) -> Iterator[Problem]:
        """日期不是八位数字、有档号没有题名的提醒；密级的提醒。"""
        for number, one in enumerate(self.entries, 1):
            if one.issue_date and not re.fullmatch(r"\d{8}", one.issue_date):
                said = f"日期写的是“{one.issue_date}”，要写八位数字，如 20260911。"
                yield Problem(f"文件.第{number}项.日期", said, clause=CLAUSE, level=WARN)
            if not one.title:
                said = "没有题名，请自拟一个，外加方括号。"
                yield Problem(f"文件.第{number}项.题名", said, clause=CLAUSE, level=WARN)
        yield from secrecy_caution(*(one.secrecy_level for one in self.entries))

    def sheet(self) -> Sheet:
        """排成版面。"""
        head = Row(tuple(centred(word, style="column") for word in HEADS), SIZES["list_row"])
        rows = (_row(number, one) for number, one in enumerate(self.entries, 1))
        filler = None if self.entries else _row(0, ArchiveEntry())
        title = Text(self.about.name, "title")
        heading = (title, Ends(self._fonds(), f"机构（问题）：{self.section}"))
        return Sheet(
            f"{self.fonds_name}{self.year}年度{self.about.name}",
            "landscape",
            self.fonds_name,
            head=heading,
            next_head=heading,
            parts=(Grid(COLUMNS[self.about.code], (head, *rows), 1, filler),),
            code=self.code,
            left=self.printed,
        )

    def _fonds(self) -> str:
        items = (
            ("全宗号", self.fonds_no), ("全宗名称", self.fonds_name),
            ("年度", self.year), ("保管期限", self.retention),
        )  # fmt: skip
        return "　　".join(f"{name}：{text or '　　'}" for name, text in items)


FORM = ArchiveList


def _row(number: int, one: ArchiveEntry) -> Row:
    cells = (
        centred(str(number) if number else "", style="row_centred"),
        centred(one.archival_code, style="code"),
        value(one.doc_number, style="row"),
        value(one.author, style="row"),
        value(one.title, style="row"),
        centred(one.issue_date, style="code"),
        centred(one.secrecy_level, style="row_centred"),
        centred(one.pages, style="row_centred"),
        value(one.note, style="row"),
    )
    return Row(cells, SIZES["list_row"])
