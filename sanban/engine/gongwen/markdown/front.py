"""文件头：`+++` 之间的 TOML，或者整个 .toml 文件；认出各项，不认得的说最像哪一项。"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sanban.engine.gongwen.blocks import Source
from sanban.engine.gongwen.markdown.fields import FIELDS, Field, known, nearest
from sanban.engine.gongwen.markdown.reading import Reading
from sanban.engine.gongwen.markdown.toml_text import BadToml, Place, read_toml
from sanban.engine.gongwen.problems import Problem, Rejected

FENCES = ("+++", "---")
HEAD = "文件头"


@dataclass(frozen=True, slots=True)
class Typed:
    """一个文件拆成的两半：文件头的 TOML 和正文，各有第一行的行号。"""

    front: Mapping[str, Any]
    lines: Mapping[Place, int]
    body: str = ""
    body_line: int = 1


@dataclass(frozen=True, slots=True)
class Given:
    """认出来的各项：代号 → 值，代号 → 行号。"""

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def get(self, code: str, default: Any = None) -> Any:
        """一项的值；没写是 `default`。"""
        return self.values.get(code, default)

    def line(self, *codes: str) -> int:
        """几项里写了的第一项在第几行；都没写是 0。"""
        return next((self.lines[code] for code in codes if code in self.lines), 0)

    def source(self, reading: Reading, *codes: str) -> Source:
        """同上，连文件名。"""
        return reading.source(self.line(*codes))


def split_file(text: str, *, toml: bool = False) -> Typed:
    """拆开文件头和正文；`toml` 为真时整个文件都是 TOML。

    :raises Rejected: 没有文件头、没有收尾、读不懂；带行号。
    """
    if toml:
        return Typed(*_read(text, 0))
    lines = text.split("\n")
    top = next((at for at, one in enumerate(lines) if one.strip()), 0)
    fence = lines[top].strip()
    if fence not in FENCES:
        raise Rejected(
            Problem(HEAD, "第一行要写 +++，下面写文种、标题等各项，再写一行 +++。", top + 1)
        )
    end = next((at for at in range(top + 1, len(lines)) if lines[at].strip() == fence), 0)
    if not end:
        raise Rejected(Problem(HEAD, f"只有开头的 {fence}，没有收尾的 {fence}。", top + 1))
    front, places = _read("\n".join(lines[top + 1 : end]), top + 1)
    return Typed(front, places, "\n".join(lines[end + 1 :]), end + 2)


def take(
    found: Mapping[str, Any],
    places: Mapping[Place, int],
    reading: Reading,
    *,
    rows: tuple[Field, ...] = FIELDS,
    table: tuple[str, int] = ("", 0),
    line: int = 0,
) -> Given:
    """认出一张表里的各项；不认得的、写错的记成问题。`line` 是查不到行号时用的。"""
    given = Given()
    for name, value in found.items():
        here = places.get((*table, name), line)
        row = known(name, rows)
        if row is None:
            reading.refuse(name, _unknown(name, rows), line=here)
        elif row.code in given.values:
            reading.refuse(row.name, "这一项写了两次，请留一个。", line=here)
        else:
            _take_one(given, row, value, (here, reading))
    return given


def _take_one(given: Given, row: Field, value: Any, where: tuple[int, Reading]) -> None:
    line, reading = where
    given.lines[row.code] = line
    try:
        given.values[row.code] = row.take(value)
    except ValueError as error:
        reading.refuse(row.name, str(error), line=line)


def _unknown(name: str, rows: tuple[Field, ...]) -> str:
    like = nearest(name, rows)
    return f"不认得这一项，是不是“{like}”？" if like else "不认得这一项，请对照说明改正或删去。"


def _read(text: str, above: int) -> tuple[dict[str, Any], dict[Place, int]]:
    try:
        front, places = read_toml(text)
    except BadToml as error:
        raise Rejected(Problem(HEAD, str(error), error.line + above)) from error
    return front, {place: line + above for place, line in places.items() if line}
