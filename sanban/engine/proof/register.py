"""登记：文件标题和文号的登记表，拿来对照文中引的标题、文号。

登记表是一份 XLSX：第一行是栏名，认“标题”（文件标题、文件名称、名称）和“文号”（发文字号）两栏，
每张表都看；没有文号也行。
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from sanban.engine.proof.dictionary import Misspelt
from sanban.engine.proof.likeness import nearest
from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Span, Text

TITLES = ("标题", "文件标题", "文件名称", "名称")
NUMBERS = ("文号", "发文字号", "字号")
LEAST = 8
"""几个字以上的标题才拿来比。"""
LONG, MOST = 12, 3
"""这么长的标题，差这么几个字以内的，当是同一个文件；短的只许差一个字。"""
GRAM = 3
NUMBER = Pattern(r"[（(](?P<number>[一-龥A-Za-z]{1,12}〔[0-9]{4}〕[0-9]{1,5}号)[)）]")
TRIM = re.compile(r"[《》\s]")


@dataclass(frozen=True)
class Register:
    """登记的标题对文号；文号没有登记的是空。"""

    numbers: Mapping[str, str]

    def like(self, title: str) -> str:
        """登记里与它最像而不同的标题；有一样的、没有像的，答空。"""
        if title in self.numbers:
            return ""
        return nearest(title, self._sharing(title), most=MOST if len(title) >= LONG else 1)

    def _sharing(self, title: str) -> list[str]:
        """开头或者结尾几个字一样的，才值得细比。"""
        head, tail = title[:GRAM], title[-GRAM:]
        return [one for one in self.numbers if one.startswith(head) or one.endswith(tail)]


def read_register(path: Path) -> Register:
    """读登记表。

    :raises Misspelt: 读不了，或者没有认得的栏。
    """
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        tables = [workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names]
    except (CalamineError, OSError) as error:
        raise Misspelt(f"{path.name}：不是能读的 Excel 文件。请另存为 .xlsx 再来。") from error
    rows = [row for table in tables for row in _rows(table)]
    if not rows:
        raise Misspelt(f"{path.name}：第 1 行要有“标题”一栏，下面要有内容。")
    return Register(dict(rows))


def _rows(table: list[list[Any]]) -> Iterator[tuple[str, str]]:
    heads = [str(one).strip() for one in table[0]] if table else []
    at, number = _column(heads, TITLES), _column(heads, NUMBERS)
    for row in table[1:] if at >= 0 else ():
        title = TRIM.sub("", str(row[at]))
        if len(title) >= LEAST:
            yield title, TRIM.sub("", str(row[number])) if number >= 0 else ""


def _column(heads: list[str], names: tuple[str, ...]) -> int:
    """哪一栏；没有答 -1。"""
    return next((heads.index(name) for name in names if name in heads), -1)


def register_rule(register: Register) -> Rule:
    """对照这份登记表的规则。"""
    example = next(iter(register.numbers))
    wrong = f"{example[:3]}{example[4:]}"
    return Rule(
        id="T95",
        name="not-as-registered",
        level=Level.WARNING,
        strength=Strength.OFFICE,
        basis="文件登记表",
        check=lambda text: _differing(text, register),
        wrong={f"《{wrong}》": f"《{example}》"},
        right=(f"《{example}》",),
        about=(
            "标题、文号与登记的不一样。\n\n书名号里的标题，与登记表里的只差三个字以内"
            "（短的一个字），多半是抄错了；标题一样而后面括注的文号不同，也提出来。"
        ),
    )


def _differing(text: Text, register: Register) -> Iterator[Hit]:
    for title, span in titles(text):
        known = register.numbers.get(title, "")
        like = register.like(title)
        if like:
            yield Hit(*span, f"登记的标题是“{like}”，这里不一样，请核对。", (like,), 0.85)
        number = NUMBER.match(text.raw, span.end + 1)
        if known and number and number["number"] != known:
            message = f"这个文件登记的文号是{known}，这里不一样，请核对。"
            yield Hit(*number.span("number"), message, (known,))


def titles(text: Text) -> Iterator[tuple[str, Span]]:
    """书名号里的标题，和整格是标题的表格，连同地方。"""
    for pair in text.pairs.titled:
        inside = Span(pair.start + 1, pair.end - 1)
        if inside.end - inside.start >= LEAST:
            yield text.raw[slice(*inside)], inside
    for cell in text.cells:
        written = text.raw[slice(*cell)].strip()
        if len(written) >= LEAST and "《" not in written and "\n" not in written:
            start = text.raw.index(written, cell.start)
            yield written, Span(start, start + len(written))
