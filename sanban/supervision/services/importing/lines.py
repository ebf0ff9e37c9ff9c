"""一行清单变成一件督办事项的各栏；旧件另有编号、日子和办到哪里。"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sanban.people.models import Org, Person
from sanban.people.services.workbook import Row
from sanban.supervision.services.forms import ItemForm
from sanban.supervision.services.importing.cells import (
    CYCLES,
    SOURCES,
    URGENCIES,
    YES_NO,
    day_in,
    milestones_in,
    names_in,
    number_in,
    percent_in,
    squeezed,
    steps_in,
)

LONGEST_TITLE = 100
PAST = ("number", "initiated_on", "closed_on")
"""填了其中一栏的，当作以前立过的旧件。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastItem:
    """旧件补录的各项；没有编号的 `number` 为 0，没有销号的 `closed_on` 为空。"""

    series: str
    year: int
    number: int
    initiated_on: date
    assigned_on: date | None
    acknowledged_on: date | None
    applied_on: date | None
    closed_on: date | None
    progress: int
    latest: str
    problem: str
    next_step: str
    verify_opinion: str


@dataclass(frozen=True, slots=True)
class Line:
    """要办的一行：在文件里是第几行，事项的各栏；新立的没有 `past`。

    :param strange: 已经销号的旧件上，现在没有了的单位，照原来的写法留着。
    """

    number: int
    form: ItemForm
    past: PastItem | None
    strange: tuple[str, ...] = ()

    @property
    def orgs(self) -> list[Org]:
        """承办的各单位，牵头的在前。"""
        lead = [self.form.lead_org] if self.form.lead_org else []
        return [*lead, *self.form.assist_orgs]


@dataclass(frozen=True, slots=True)
class Known:
    """认人认单位要的：单位的全称、简称，领导的姓名。"""

    orgs: Mapping[str, Org]
    leaders: Mapping[str, Person]
    source: str

    def orgs_of(self, row: Row) -> list[str]:
        """一行写的各承办单位，牵头的在前。"""
        return list(dict.fromkeys([*names_in(row["lead"]), *names_in(row["assist"])]))

    def leader_of(self, row: Row) -> Person | None:
        """包抓领导：姓名对得上的，或者写的字里有其姓名的。"""
        said = squeezed(row["leader"])
        exact = self.leaders.get(said)
        inside = [person for name, person in self.leaders.items() if name in said] if said else []
        return exact or (inside[0] if len(inside) == 1 else None)


def is_past(row: Row) -> bool:
    """是不是旧件。"""
    return any(row[code] for code in PAST)


def line_of(row: Row, known: Known) -> Line:
    """各格都认得的一行，变成各栏。"""
    names = known.orgs_of(row)
    orgs = list(dict.fromkeys(known.orgs[name] for name in names if name in known.orgs))
    strange = tuple(name for name in names if name not in known.orgs)
    title, content = _titled(row["title"])
    form = ItemForm(
        title=title,
        source=SOURCES.get(squeezed(row["source"]), known.source),
        basis=row["basis"],
        content=content,
        mission=row["mission"],
        standard=row["standard"],
        roadmap=steps_in(row["roadmap"]),
        milestones=tuple((day, said) for day, said in milestones_in(row["milestones"]) if day),
        lead_org=orgs[0] if orgs else None,
        owner_name=row["owner_name"],
        owner_phone=row["owner_phone"],
        backup_name=row["backup_name"],
        assist_orgs=tuple(orgs[1:]),
        leader=known.leader_of(row),
        due_on=day_in(row["due_on"]),
        urgency=URGENCIES[squeezed(row["urgency"])],
        is_key=YES_NO[squeezed(row["is_key"])],
        cycle=CYCLES[squeezed(row["cycle"])],
    )
    return Line(row.number, form, _past(row) if is_past(row) else None, strange)


def _titled(words: str) -> tuple[str, str]:
    """头一行（太长的，头一句）作事项名称；还有话的，全文作事项内容。"""
    whole = words.strip()
    first = whole.splitlines()[0].strip()
    if len(first) > LONGEST_TITLE:
        first = first.split("。")[0]
    title = first[:LONGEST_TITLE].rstrip("。；;，, ")
    return title, whole if len(whole) > len(title) + 1 else ""


def _past(row: Row) -> PastItem:
    number = number_in(row["number"])
    closed = day_in(row["closed_on"])
    days = (day_in(row["initiated_on"]), day_in(row["assigned_on"]), closed)
    since = next((day for day in days if day), None)
    year = number[1] if number else 0
    since = since or date(year, 1, 1)
    return PastItem(
        series=number[0] if number else "",
        year=year or since.year,
        number=number[2] if number else 0,
        initiated_on=since,
        assigned_on=day_in(row["assigned_on"]),
        acknowledged_on=day_in(row["acknowledged_on"]),
        applied_on=day_in(row["applied_on"]),
        closed_on=closed,
        progress=100 if closed else percent_in(row["progress"]) or 0,
        latest=row["latest"],
        problem=row["problem"],
        next_step=row["next_step"],
        verify_opinion=row["verify_opinion"],
    )
