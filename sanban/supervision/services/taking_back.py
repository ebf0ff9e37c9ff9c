"""导出的台账改好导回：逐格与现在的对，先看改了什么，勾选了才改；导出以后有人改过的行不收。"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.files.services import guards
from sanban.files.services.guards import Upload
from sanban.people.models import Person
from sanban.people.services.workbook import Column, Layout, Row, read_table
from sanban.supervision.models import ImportRun, SupervisedItem
from sanban.supervision.services.actors import OFFICE, is_office
from sanban.supervision.services.dates import almanac
from sanban.supervision.services.exporting import COLUMNS, MARK, TAKEN, ledger_rows
from sanban.supervision.services.importing.cells import percent_in
from sanban.supervision.services.initiating import change, form_of
from sanban.supervision.services.noting import RowNote, note_row
from sanban.supervision.services.syncing import of_matter

PURPOSE = "ledger"
MOST_ROWS, MOST_CHANGES = 20_000, 2_000
FEW = 400
OF_FORM = ("basis", "mission", "owner_name")
OF_NOTE = ("latest", "problem", "next_step")
EDITABLE = (*OF_FORM, *OF_NOTE, "progress")
MOVING = ("order", "light", "reminder_count")
"""自己会变的栏，不比。"""
LAYOUT = Layout(
    "督办台账",
    (*(Column(one.heading, one.code) for one in COLUMNS), Column(MARK, "mark", True)),
)
HEADINGS = {one.code: one.heading for one in COLUMNS}


@dataclass(frozen=True, slots=True)
class Cell:
    """改了的一格：哪件、改动次数、编号、事项、哪一栏、原来、改成。"""

    item: int
    edition: int
    number: str
    title: str
    code: str
    old: str
    new: str

    @property
    def heading(self) -> str:
        """栏名。"""
        return HEADINGS[self.code]

    @property
    def key(self) -> str:
        """勾选时的记号。"""
        return f"{self.item}.{self.code}"


@dataclass(frozen=True, slots=True)
class Left:
    """没有收的一行或一格：第几行、哪件、为什么。"""

    row: int
    told: str
    why: str


@dataclass(frozen=True, slots=True)
class Difference:
    """对出来的：改了的各格，没有收的各行各格。"""

    cells: tuple[Cell, ...]
    left: tuple[Left, ...]


def plan_back(upload: Upload, *, by: Person, now: datetime) -> ImportRun:
    """读改好的台账，逐格与现在的对；结果记下，待勾选，什么也不改。

    :raises Refused: 不是督查员、主任；打不开；不是导出的台账；没有改动；改得太多；有国家秘密标志。
    """
    if not is_office(by.org, by, OFFICE):
        raise Refused("台账由督查员或主任改，请与督查室联系。", code="not-office")
    name = guards.check_name(upload.name, by=by)
    data = upload.chunks if isinstance(upload.chunks, bytes) else b"".join(upload.chunks)
    table = read_table(data, _lenient(), most=MOST_ROWS)
    if table.faults:
        said = "这不是导出的台账：少了藏着的“改动次数”一列。请重新导出，在导出的表里改。"
        raise Refused(said, code="no-mark")
    found = _compared(table.rows, by=by, now=now)
    guards.check_typed((cell.new for cell in found.cells), by=by, where="改过的格子里")
    if not found.cells and not found.left:
        raise Refused("与现在的台账一样，没有改动，不必导回。", code="unchanged")
    if len(found.cells) > MOST_CHANGES:
        said = f"一次至多改 {MOST_CHANGES} 格，这张表改了 {len(found.cells)} 格，请分几次。"
        raise Refused(said, code="too-many")
    return _kept(found, name, by=by, now=now)


def _lenient() -> Layout:
    """题目那一行是合并的，不算错。"""
    return replace(LAYOUT, is_lenient=True)


def _kept(found: Difference, name: str, *, by: Person, now: datetime) -> ImportRun:
    return ImportRun.objects.create(
        org=by.org,
        purpose=PURPOSE,
        name=name,
        rows=json.dumps([asdict(cell) for cell in found.cells], ensure_ascii=False),
        faults=json.dumps([asdict(one) for one in found.left], ensure_ascii=False),
        total=len(found.cells),
        wrong_count=len(found.left),
        by=by,
        made_at=now,
    )


def difference_of(run: ImportRun) -> Difference:
    """记下的对照。"""
    cells = tuple(Cell(**one) for one in json.loads(run.rows))
    return Difference(cells, tuple(Left(**one) for one in json.loads(run.faults)))


def _compared(rows: Sequence[Row], *, by: Person, now: datetime) -> Difference:
    marks = {row.number: _mark(row["mark"]) for row in rows}
    known = _current([mark[0] for mark in marks.values() if mark], by=by, now=now)
    cells: list[Cell] = []
    left: list[Left] = []
    seen: set[int] = set()
    for row in rows:
        mark = marks[row.number]
        current = known.get(mark[0]) if mark else None
        why = _why_left(row, current, seen)
        if mark is None or current is None or why:
            left.append(Left(row.number, row["number"] or row["title"][:20], why))
            continue
        seen.add(mark[0])
        cells += _cells(row, current, mark)
        left += _fixed(row, current)
    return Difference(tuple(cells), tuple(left))


def _why_left(row: Row, current: Mapping[str, str] | None, seen: set[int]) -> str:
    """整行不收的原因；收的为空。"""
    mark = _mark(row["mark"])
    if mark is None or current is None:
        return "认不得是哪一件：台账里没有，或者您看不见；新事项请从“导入清单”来。"
    if mark[0] in seen:
        return "与上面的一行是同一件，只看了头一行。"
    if row["mark"] != current["mark"] and any(_differs(row, current, one) for one in EDITABLE):
        return "导出以后有人改过这一件，您改的没有收；请重新导出，看过新的再改。"
    return ""


def _mark(words: str) -> tuple[int, int] | None:
    item, _, edition = words.partition(".")
    plain = item.isdecimal() and edition.isdecimal() and len(words) < 30
    return (int(item), int(edition)) if plain else None


def _current(ids: Sequence[int], *, by: Person, now: datetime) -> dict[int, dict[str, str]]:
    """这些事项现在在台账上的样子；看不见的没有。"""
    how = almanac(now)
    found: dict[int, dict[str, str]] = {}
    for start in range(0, len(ids), FEW):
        rows = SupervisedItem.objects.filter(pk__in=ids[start : start + FEW], org=by.org)
        plain = rows.order_by("matter").values_list(*TAKEN, named=True)
        for one in ledger_rows(plain, how):
            mark = _mark(one["mark"])
            if mark:
                found[mark[0]] = one
    return found


def _plain(words: str) -> str:
    """比的时候，行末空白、换行的写法、百分号不算。"""
    lines = (line.strip() for line in words.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(lines).strip()


def _percent(words: str) -> str:
    found = percent_in(words)
    return words if found is None else f"{found}%"


def _differs(row: Row, current: Mapping[str, str], code: str) -> bool:
    if code == "progress":
        return _percent(row[code]) != current[code]
    return _plain(row[code]) != _plain(current[code])


def _cells(row: Row, current: Mapping[str, str], mark: tuple[int, int]) -> Iterator[Cell]:
    for code in EDITABLE:
        if _differs(row, current, code):
            new = _percent(row[code]) if code == "progress" else _plain(row[code])
            title = current["title"].split("\n")[0]
            yield Cell(*mark, current["number"], title, code, current[code], new)


def _fixed(row: Row, current: Mapping[str, str]) -> Iterator[Left]:
    """不能从表里改的栏改了的。"""
    for one in COLUMNS:
        if one.code in (*EDITABLE, *MOVING, "archived") or not _differs(row, current, one.code):
            continue
        why = f"“{one.heading}”不能从表里改，这一格没有收；请到事项页办。"
        yield Left(row.number, current["number"] or current["title"][:20], why)


@dataclass(frozen=True, slots=True)
class Taken:
    """收下的结果：改了几件几格，没改成的各件和原因。"""

    items: int
    cells: int
    refused: tuple[tuple[str, str], ...]


def take_back(run: ImportRun, ticked: Iterable[str], *, by: Person, now: datetime) -> Taken:
    """把勾选的各格改进台账；一件一个事务，改不成的说明原因；按两次只算一次。

    :param ticked: 勾选的记号，`Cell.key`。
    :raises Refused: 不是对的人；一格也没勾；已经改过了。
    """
    wanted = set(ticked)
    chosen = [cell for cell in difference_of(run).cells if cell.key in wanted]
    if run.by_id != by.pk:
        raise Refused("这张表不是您对的，请对的人来改，或者您另传一次。", code="not-yours")
    if not chosen:
        raise Refused("一格也没有勾选，请先勾选要改的。", code="nothing-picked")
    mine = ImportRun.objects.filter(pk=run.pk, confirmed_at=None)
    if not mine.update(confirmed_at=now, finished_at=now):
        raise Refused("这张表已经改过了，不必再按。", code="stale")
    by_item: dict[int, list[Cell]] = {}
    for cell in chosen:
        by_item.setdefault(cell.item, []).append(cell)
    refused = tuple(filter(None, (_taken(cells, by=by, now=now) for cells in by_item.values())))
    done = len(by_item) - len(refused)
    audit.record("supervision.take_back", by=by, detail=f"{done} 件，{len(chosen)} 格")
    return Taken(done, len(chosen), refused)


def _taken(cells: Sequence[Cell], *, by: Person, now: datetime) -> tuple[str, str] | None:
    """改一件；改不成的，是哪件、为什么。"""
    first = cells[0]
    try:
        with transaction.atomic():
            _change(cells, by=by, now=now)
    except Refused as fault:
        return first.number or first.title, fault.message
    return None


def _change(cells: Sequence[Cell], *, by: Person, now: datetime) -> None:
    found = SupervisedItem.objects.select_related("matter").get(pk=cells[0].item)
    base = cells[0].edition
    form: dict[str, Any] = {one.code: one.new for one in cells if one.code in OF_FORM}
    if form:
        item = of_matter(found.matter)
        changed = change(item, replace(form_of(item), **form), base=base, by=by, now=now)
        base = changed.edition
    note = {one.code: one.new for one in cells if one.code in OF_NOTE}
    percents = [one.new for one in cells if one.code == "progress"]
    if not note and not percents:
        return
    item = of_matter(found.matter)
    progress = _progress(percents[0]) if percents else item.progress
    kept: dict[str, str] = {name: getattr(item, name) for name in OF_NOTE}
    note_row(item, RowNote(progress=progress, **{**kept, **note}), base=base, by=by, now=now)


def _progress(words: str) -> int:
    found = percent_in(words)
    if found is None:
        said = (
            f"完成率“{words[:20]}”应是 0 到 100 的数（只一个 1 的请写成 1% 或 100%），请改好再导。"
        )
        raise Refused(said, code="bad-progress")
    return found
