"""核对一张清单：一行一行认，认不得的说清是哪一格、怎样改；认得的变成要办的各行。"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sanban.core.errors import Refused
from sanban.files.services import guards
from sanban.people.models import Org, Person, RoleCode, RoleHolding
from sanban.people.services.workbook import Fault, Row, Table
from sanban.supervision.models import SupervisedItem
from sanban.supervision.services.forms import check_form, check_shape
from sanban.supervision.services.importing.cells import cell_faults, day_in, squeezed
from sanban.supervision.services.importing.choices import Choices
from sanban.supervision.services.importing.lines import Known, Line, is_past, line_of

FEW = 400
"""一次问库几个名称、几个编号。"""
# 立项的关口说的，是哪一栏
CODES = {"no-title": "title", "no-source": "source", "milestone-late": "milestones",
         "due-past": "due_on", "org-twice": "assist", "no-lead": "lead"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ImportReport:
    """核对的结果：读出的表，能办的各行，不对之处（按行）。"""

    table: Table
    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class _Room:
    """核对要知道的：认人认单位的、有联络员的单位、随表选的几项、谁、何时。"""

    known: Known
    every_org: Mapping[str, Org]
    handling: frozenset[int]
    choices: Choices
    by: Person
    now: datetime


def check_table(
    table: Table, choices: Choices, *, by: Person, now: datetime, is_again: bool = False
) -> ImportReport:
    """逐行核对；什么也不写。

    :param is_again: 写入之前再核对一遍的，密级标志、四要素不必再查。
    :raises Refused: 表头缺“事项内容”；有国家秘密标志。
    """
    if table.faults:
        raise Refused(f"{table.faults[0].said}整张表没有读。", code="no-heading")
    room = _room(choices, by, now)
    found = [_checked(row, room, is_again=is_again) for row in table.rows]
    faults = [fault for faults, _ in found for fault in faults]
    lines = [line for _, line in found if line]
    faults += [*_twice(lines), *_taken(lines, by.org), *_open_already(lines, by.org)]
    wrong = {fault.number for fault in faults}
    kept = tuple(line for line in lines if line.number not in wrong)
    return ImportReport(table, kept, tuple(sorted(faults, key=lambda one: one.number)))


def _room(choices: Choices, by: Person, now: datetime) -> _Room:
    every: dict[str, Org] = {}
    for org in Org.objects.order_by("is_active", "-rank_order", "-id"):
        every |= {squeezed(org.short_name): org, squeezed(org.name): org}
    every.pop("", None)
    used = {name: org for name, org in every.items() if org.is_active}
    leaders = Person.objects.with_role(RoleCode.LEADER)
    known = Known(used, {squeezed(one.name): one for one in leaders}, choices.source)
    held = RoleHolding.objects.filter(role=RoleCode.LIAISON, person__is_active=True)
    return _Room(known, every, frozenset(held.values_list("org_id", flat=True)), choices, by, now)


def _checked(row: Row, room: _Room, *, is_again: bool) -> tuple[list[Fault], Line | None]:
    if not is_again:
        guards.check_typed(row.cells.values(), by=room.by, where=f"第 {row.number} 行")
    faults = [*cell_faults(row), *_who_faults(row, room)]
    if faults:
        return faults, None
    ended = bool(row["closed_on"])
    known = Known(room.every_org, room.known.leaders, room.known.source) if ended else room.known
    line = line_of(row, known)
    try:
        if not is_again:
            _gate(line, room)
    except Refused as fault:
        return [Fault(row.number, CODES.get(fault.code, ""), fault.message)], None
    return [], line


def _gate(line: Line, room: _Room) -> None:
    """新立的，送审批的查四要素，不送的先存；旧件只看各栏的长短。"""
    if line.past is None and room.choices.approver:
        check_form(line.form, now=room.now)
    else:
        check_shape(line.form)


def _who_faults(row: Row, room: _Room) -> Iterator[Fault]:
    """单位、领导认不认得，旧件归谁补，日子顺不顺；已经销号的旧件，单位撤并了的照收。"""
    if is_past(row) and RoleCode.SUPERVISOR not in room.choices.roles:
        said = "填了编号、立项日期或办结日期的是旧件，由督查员补录；新立的请空着这几栏。"
        yield Fault(row.number, "number", said)
    if not row["source"] and not room.choices.source:
        said = "没有写来源，请写十类之一，或者导入时选一类作整张表的来源。"
        yield Fault(row.number, "source", said)
    if row["closed_on"]:
        yield from _day_faults(row, room.now)
        return
    if room.choices.campaign:
        said = "专班收的是已经办结的旧件，请填办结日期；还在办的从台账导入。"
        yield Fault(row.number, "closed_on", said)
    yield from _org_faults(row, room)
    if row["leader"] and room.known.leader_of(row) is None:
        said = f"领导“{row['leader'][:20]}”不认得，请写系统里领导的姓名，或空着。"
        yield Fault(row.number, "leader", said)


def _org_faults(row: Row, room: _Room) -> Iterator[Fault]:
    for name in room.known.orgs_of(row):
        org = room.known.orgs.get(name)
        code = "lead" if name in row["lead"] else "assist"
        if org is None:
            gone = name in room.every_org
            why = "已经停用" if gone else "不认得"
            said = f"单位“{name[:20]}”{why}，请写在用单位的全称或简称。"
            yield Fault(row.number, code, said)
        elif is_past(row) and org.pk not in room.handling:
            said = f"{org}没有在岗的联络员，在办的旧件交不下去，请先在“人员机构”里指定。"
            yield Fault(row.number, code, said)
    if is_past(row) and not row["lead"]:
        yield Fault(row.number, "lead", "在办的旧件要写牵头单位，请补上。")


def _day_faults(row: Row, now: datetime) -> Iterator[Fault]:
    closed, since = day_in(row["closed_on"]), day_in(row["initiated_on"])
    if closed and closed > now.date():
        yield Fault(row.number, "closed_on", "办结日期在今天以后，请改正，或空着。")
    if closed and since and closed < since:
        yield Fault(row.number, "closed_on", "办结日期早于立项日期，请核对。")


def _key(line: Line) -> tuple[str, str]:
    return squeezed(line.form.title), str(line.form.lead_org or "")


def _twice(lines: Sequence[Line]) -> Iterator[Fault]:
    """表内同名同单位的新事项，重了的编号；头一行留着，后面的算错。"""
    for code, key_of in (("title", _fresh_key), ("number", _number_key)):
        seen: dict[object, int] = {}
        for line in lines:
            key = key_of(line)
            if key is None:
                continue
            first = seen.setdefault(key, line.number)
            if first != line.number:
                said = f"与第 {first} 行重了，一事一项，请只留一行。"
                yield Fault(line.number, code, said)


def _fresh_key(line: Line) -> object:
    return None if line.past else _key(line)


def _number_key(line: Line) -> object:
    past = line.past
    return (past.series, past.year, past.number) if past and past.number else None


def _taken(lines: Sequence[Line], org: Org) -> Iterator[Fault]:
    """台账里已经用了的编号。"""
    wanted = {key: line for line in lines if (key := _number_key(line))}
    for year in {line.past.year for line in wanted.values() if line.past}:
        rows = SupervisedItem.objects.filter(org=org, year=year, number__gt=0)
        for found in rows.values_list("series", "year", "number"):
            if found in wanted:
                said = "这个督办编号台账里已经有了，请核对；已经补录过的请删去这一行。"
                yield Fault(wanted[found].number, "number", said)


def _open_already(lines: Sequence[Line], org: Org) -> Iterator[Fault]:
    """台账里在办的同名同单位事项。"""
    fresh = {_key(line): line for line in lines if line.past is None}
    titles = list(dict.fromkeys(line.form.title for line in fresh.values()))
    for start in range(0, len(titles), FEW):
        part = titles[start : start + FEW]
        rows = SupervisedItem.objects.filter(org=org, is_open=True, matter__title__in=part)
        for one in rows.select_related("matter", "lead_org"):
            line = fresh.get((squeezed(one.matter.title), str(one.lead_org or "")))
            if line:
                said = f"台账里已有同名的在办事项（{one}），一事一项，请删去这一行。"
                yield Fault(line.number, "title", said)
