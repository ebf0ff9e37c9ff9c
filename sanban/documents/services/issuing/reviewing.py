"""审核：逐项写结果，记评估（条例第二十条）；送不送得了签发见 clearing。"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.documents.models import (
    Assessment,
    AssessmentKind,
    DraftVersion,
    Outcome,
    Outgoing,
    ReviewItem,
)
from sanban.documents.services.issuing.attempt import newest_of
from sanban.documents.services.issuing.checklist import Item, items_for
from sanban.documents.services.issuing.machine import POINTS
from sanban.documents.services.issuing.routing import RULES
from sanban.documents.services.register import OFFICE
from sanban.files.services import guards
from sanban.matters import services as matters
from sanban.matters.models import Matter, Todo, TodoState
from sanban.matters.services import Entry
from sanban.people.models import Person

EXPLAINED = (Outcome.FIX, Outcome.COMMENT)
MACHINE = frozenset(code for code, *_ in (*RULES, *POINTS))


@dataclass(frozen=True, slots=True)
class Result:
    """一项的审核结果和说明。"""

    outcome: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """审核表的一行：哪一项，这一版最近写下的结果（没有为空）。"""

    item: Item
    answer: ReviewItem | None


def review(
    outgoing: Outgoing, results: Mapping[str, Result], *, by: Person, now: datetime
) -> list[ReviewItem]:
    """写下各项的审核结果，对的是最新一版；同一版再写，以后写的为准。

    机器看出要改而确可不改的规则（R1—R15、D01—D26），也用它的编号写一行，说明理由。

    :raises Refused: 不是审核的人；没有这一项；要改、提请注意而没写说明；带密级标志。
    """
    guards.check_typed((one.remark for one in results.values()), by=by)
    with transaction.atomic():
        matter = matters.running(outgoing.matter)
        _check_reviewer(matter, by)
        _check_results(outgoing, results)
        version = newest_of(matter)
        rows = [_keep(version, code, one, (by, now)) for code, one in results.items()]
        matters.write(matter, _entry(version, results.values()), by=by, now=now)
    return rows


def _entry(version: DraftVersion, results: Iterable[Result]) -> Entry:
    given = [one.outcome for one in results]
    counts = ((one.label, given.count(one.value)) for one in Outcome)
    note = "，".join(f"{label} {count} 项" for label, count in counts if count)
    return Entry("review", "逐项审核", note=f"第 {version.number} 版：{note}", is_work=False)


def _keep(
    version: DraftVersion, code: str, result: Result, hand: tuple[Person, datetime]
) -> ReviewItem:
    made: ReviewItem = ReviewItem.objects.update_or_create(
        matter=version.matter,
        version=version.number,
        code=code,
        by=hand[0],
        defaults={
            "outcome": result.outcome,
            "remark": result.remark.strip()[:300],
            "made_at": hand[1],
        },
    )[0]
    return made


def _check_reviewer(matter: Matter, by: Person) -> None:
    mine = Todo.objects.filter(matter=matter, person=by, state=TodoState.OPEN, is_reading=False)
    if not mine.exists() and not matters.has_role(by, matter, OFFICE):
        raise Refused("审核由办公室的文书、主任和请来核稿的人办理。", code="not-yours")


def _check_results(outgoing: Outgoing, results: Mapping[str, Result]) -> None:
    known = {one.code for one in items_for(outgoing)} | MACHINE
    for code, one in results.items():
        if code not in known or one.outcome not in Outcome.values:
            raise Refused("没有这一项审核，请刷新页面再填。", code="bad-choice")
        if one.outcome in EXPLAINED and not one.remark.strip():
            raise Refused("要改的、提请注意的，请写明是什么。", code="no-remark")


def rows_of(outgoing: Outgoing, version: DraftVersion | None = None) -> list[Row]:
    """审核表各行，对的是一版（不给就是最新的）。"""
    answers = answers_of(version or newest_of(outgoing.matter))
    return [Row(item, answers.get(item.code)) for item in items_for(outgoing)]


def answers_of(version: DraftVersion) -> dict[str, ReviewItem]:
    """这一版写下的结果，代号 → 最近的一行。"""
    rows = ReviewItem.objects.filter(matter=version.matter_id, version=version.number)
    return {row.code: row for row in rows.select_related("by").order_by("made_at", "id")}


@transaction.atomic
def assess(
    outgoing: Outgoing,
    kind: str,
    result: Result,
    *,
    organ: str = "",
    by: Person,
    now: datetime,
) -> Assessment:
    """记下一项评估、审查：合法性、公平竞争、减负一致性；不涉及的也记一行。

    :raises Refused: 不是文书或主任、审核的人；没有这一项；没选结论；带密级标志。
    """
    guards.check_typed([organ, result.remark], by=by)
    matter = matters.running(outgoing.matter)
    _check_reviewer(matter, by)
    if kind not in AssessmentKind.values or result.outcome not in Outcome.values:
        raise Refused("请选一项评估和它的结论。", code="bad-choice")
    values = {
        "outcome": result.outcome,
        "organ": organ.strip()[:100],
        "opinion": result.remark.strip()[:300],
        "by": by,
        "made_at": now,
    }
    row: Assessment = Assessment.objects.update_or_create(
        matter=matter, kind=kind, defaults=values
    )[0]
    audit.record("outgoing.assess", by=by, target=matter.target, detail=str(row))
    return row
