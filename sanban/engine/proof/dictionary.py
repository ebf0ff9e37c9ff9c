"""单位词典：认可的词语、规定的提法、不用的词、领导姓名职务和次序、规则轻重。

一份 TOML 或一份 XLSX，改了下次校对就用新的。XLSX 一张表一类，表名、栏名见 `SHEETS`；
TOML 的写法见 `docs/guide/office-rules.md`。哪里写得不对，说清第几行。
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from sanban.engine.gongwen.office_rules import TOP as LAYOUT
from sanban.engine.proof.rule import Level

LEVELS = {"警告": Level.WARNING, "提示": Level.HINT, "warning": Level.WARNING, "hint": Level.HINT}
OFF = ("不用", "off")
LIST = re.compile("[、，,；;]+")
# fmt: off
#  种类         表名        必填的栏                       可空的栏
SHEETS = {
    "accept":    ("认可词语", {"word": "词语"},                          {"why": "说明"}),
    "wording":   ("规定提法", {"wrong": "不写", "right": "写作"},        {"why": "依据"}),
    "forbidden": ("不用的词", {"word": "词语"},            {"why": "依据", "level": "轻重"}),
    "people":    ("领导名单", {"name": "姓名", "titles": "职务"},        {}),
    "rules":     ("规则轻重", {"id": "编号", "level": "轻重"},           {}),
}
# fmt: on


class Misspelt(Exception):
    """词典写得不对；`message` 一句话说清在哪里、怎么改。"""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Wording:
    """一条提法：不写 `wrong`，写 `right`；`why` 是依据，可以空。"""

    wrong: str
    right: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Forbidden:
    """一个不用的词。"""

    word: str
    why: str = ""
    level: Level = Level.WARNING


@dataclass(frozen=True, slots=True)
class Person:
    """一位领导和他的职务，主要的在前。"""

    name: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """一本单位词典；`people` 按排名先后。"""

    accepted: tuple[str, ...] = ()
    wordings: tuple[Wording, ...] = ()
    forbidden: tuple[Forbidden, ...] = ()
    people: tuple[Person, ...] = ()
    off: frozenset[str] = frozenset()
    levels: Mapping[str, Level] = field(default_factory=dict)

    def __add__(self, other: "Book") -> "Book":
        """合两本；同一条规则的轻重听后一本的。"""
        return Book(
            self.accepted + other.accepted,
            self.wordings + other.wordings,
            self.forbidden + other.forbidden,
            self.people + other.people,
            self.off - frozenset(other.levels) | other.off,
            {**self.levels, **other.levels},
        )


@dataclass(frozen=True, slots=True)
class Row:
    """词典里的一行：`place` 是人说的地方，`cells` 是各栏。"""

    place: str
    cells: Mapping[str, str]


Rows = dict[str, list[Row]]


def read_book(path: Path, fixed: Mapping[str, bool]) -> Book:
    """读一本词典。

    :param fixed: 有哪些规则；值为真的是错误级，不能改。
    :raises Misspelt: 读不了，或者写得不对。
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise Misspelt(f"{path.name}：单位词典要用 .toml 或 .xlsx。")
    try:
        rows = reader(path)
    except OSError as error:
        raise Misspelt(f"{path.name}：打不开（{error.strerror}）。请看路径对不对。") from error
    return _book(rows, fixed)


def _from_toml(path: Path) -> Rows:
    try:
        written = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Misspelt(f"{path.name}：不是 UTF-8 编码。请另存为 UTF-8 再来。") from error
    try:
        content = tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        line = place[1] if place else len(written.splitlines())
        raise Misspelt(
            f"{path.name} 第 {line} 行：不合 TOML 的写法。请看引号、括号齐不齐。"
        ) from error
    unknown = content.keys() - SHEETS - set(LAYOUT)
    if unknown:
        raise Misspelt(f"{path.name}：不认得“{min(unknown)}”。可以写的有 {'、'.join(SHEETS)}。")
    return {kind: _toml_rows(path, kind, content.get(kind, [])) for kind in SHEETS}


def _toml_rows(path: Path, kind: str, entries: Any) -> list[Row]:
    if isinstance(entries, dict):
        entries = [{"id": name, "level": level} for name, level in entries.items()]
    if not isinstance(entries, list):
        raise Misspelt(f"{path.name}：{kind} 要写成一列。")
    name = f"{path.name} 的 {kind} 第 {{}} 条"
    first = next(iter(SHEETS[kind][1]))
    return [
        Row(name.format(number), _toml_cells(one if isinstance(one, dict) else {first: one}))
        for number, one in enumerate(entries, 1)
    ]


def _toml_cells(entry: dict[str, Any]) -> dict[str, str]:
    return {
        key: "、".join(map(str, value)) if isinstance(value, list) else str(value).strip()
        for key, value in entry.items()
    }


def _from_xlsx(path: Path) -> Rows:
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        sheets = {name: workbook.get_sheet_by_name(name).to_python() for name in _names(workbook)}
    except CalamineError as error:
        raise Misspelt(f"{path.name}：不是能读的 Excel 文件。请另存为 .xlsx 再来。") from error
    known = [name for name, *_ in SHEETS.values()]
    if not sheets.keys() & set(known):
        raise Misspelt(f"{path.name}：没有一张认得的表。表名可以是{'、'.join(known)}。")
    return {
        kind: _sheet_rows(path, kind, sheets.get(name) or []) for kind, (name, *_) in SHEETS.items()
    }


def _names(workbook: CalamineWorkbook) -> list[str]:
    return [name for name in workbook.sheet_names if name in {one for one, *_ in SHEETS.values()}]


def _sheet_rows(path: Path, kind: str, table: list[list[Any]]) -> list[Row]:
    name, must, may = SHEETS[kind]
    if not table:
        return []
    titles = [str(one).strip() for one in table[0]]
    lacking = [title for title in must.values() if title not in titles]
    if lacking:
        raise Misspelt(f"{path.name} 的“{name}”表：第 1 行没有“{lacking[0]}”这一栏。")
    columns = {key: titles.index(title) for key, title in (must | may).items() if title in titles}
    return [
        Row(f"{path.name} 的“{name}”表第 {number} 行", cells)
        for number, line in enumerate(table[1:], 2)
        if any(
            (cells := {key: str(line[column]).strip() for key, column in columns.items()}).values()
        )
    ]


READERS: dict[str, Callable[[Path], Rows]] = {".toml": _from_toml, ".xlsx": _from_xlsx}


def _book(rows: Rows, fixed: Mapping[str, bool]) -> Book:
    for kind, (_, must, may) in SHEETS.items():
        for row in rows[kind]:
            _require(row, must, may)
    levels = {row.cells["id"].upper(): _rule_level(row, fixed) for row in rows["rules"]}
    return Book(
        accepted=tuple(row.cells["word"] for row in rows["accept"]),
        wordings=tuple(_wordings(rows["wording"])),
        forbidden=tuple(_forbidden(row, rows["accept"]) for row in rows["forbidden"]),
        people=tuple(_person(row) for row in rows["people"]),
        off=frozenset(name for name, level in levels.items() if level is None),
        levels={name: level for name, level in levels.items() if level},
    )


def _require(row: Row, must: Mapping[str, str], may: Mapping[str, str]) -> None:
    for key, title in must.items():
        if not row.cells.get(key):
            raise Misspelt(f"{row.place}：没有写“{title}”（{key}）。")
    unknown = row.cells.keys() - must.keys() - may.keys()
    if unknown:
        raise Misspelt(f"{row.place}：不认得“{min(unknown)}”。")


def _wordings(rows: list[Row]) -> Iterable[Wording]:
    seen: dict[str, Row] = {}
    for row in rows:
        wrong, right = row.cells["wrong"], row.cells["right"]
        if wrong == right:
            raise Misspelt(f"{row.place}：“不写”和“写作”是一样的。")
        before = seen.setdefault(wrong, row)
        if before.cells["right"] != right:
            raise Misspelt(f"{row.place}：“{wrong}”和{before.place}说的不一样。")
        yield Wording(wrong, right, row.cells.get("why", ""))


def _forbidden(row: Row, accepted: list[Row]) -> Forbidden:
    word, level = row.cells["word"], row.cells.get("level") or "警告"
    if level not in LEVELS:
        raise Misspelt(f"{row.place}：轻重写“警告”或“提示”，不能写“{level}”。")
    both = [one.place for one in accepted if one.cells["word"] == word]
    if both:
        raise Misspelt(f"{row.place}：“{word}”在{both[0]}里又是认可的。请删去一处。")
    return Forbidden(word, row.cells.get("why", ""), LEVELS[level])


def _person(row: Row) -> Person:
    titles = tuple(filter(None, LIST.split(row.cells["titles"])))
    if not titles:
        raise Misspelt(f"{row.place}：没有写“职务”（titles）。")
    return Person(row.cells["name"].replace(" ", "").replace("\u3000", ""), titles)


def _rule_level(row: Row, fixed: Mapping[str, bool]) -> Level | None:
    name, level = row.cells["id"].upper(), row.cells["level"]
    if name not in fixed:
        raise Misspelt(f"{row.place}：没有“{name}”这条规则。")
    if fixed[name]:
        raise Misspelt(f"{row.place}：{name} 是错误级的规则，不能关，也不能改轻重。")
    if level in OFF:
        return None
    if level not in LEVELS:
        raise Misspelt(f"{row.place}：轻重写“警告”“提示”或“不用”，不能写“{level}”。")
    return LEVELS[level]
