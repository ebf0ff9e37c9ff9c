"""综合分析研判：一季立一份，写判断、原因、措施、议定，定稿时把数一并存下；列入下季清单。"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.files.services import guards
from sanban.people.models import Person
from sanban.statistics.analyses.comparing import next_start, span_of
from sanban.statistics.analyses.gathering import material
from sanban.statistics.models import Analysis, office_roles
from sanban.statistics.services.circulating import KEEPERS
from sanban.supervision.models import Blockage, PlanEntry, Span, SupervisedItem, WorkPlan
from sanban.supervision.services import planning
from sanban.supervision.services.planning import EntryForm

LONGEST = 5000
FAR_YEAR = 9999


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """人写的几项，一项至多五千字。"""

    judgement: str = ""
    causes: str = ""
    measures: str = ""
    decided: str = ""

    def stripped(self) -> dict[str, str]:
        """去掉首尾的空白。"""
        return {name: text.replace("\r\n", "\n").strip() for name, text in asdict(self).items()}


def words_of(analysis: Analysis) -> Words:
    """存下的几项。"""
    return Words(**{name: getattr(analysis, name) for name in asdict(Words())})


@transaction.atomic
def open_analysis(day: date, *, by: Person, now: datetime) -> Analysis:
    """立这一天所在那一季的一份；已经立了的就是那一份。

    :raises Refused: 不是督查员、主任；那一季还没有开始。
    """
    _check_keeper(by, by.org_id)
    starts_on = planning.start_of(Span.QUARTER, day)
    if starts_on > timezone.localtime(now).date():
        raise Refused("这一季还没有开始，没有可研判的，请选已经开始的。", code="quarter-ahead")
    made, is_new = Analysis.objects.get_or_create(
        org=by.org, starts_on=starts_on, defaults={"by": by, "made_at": now}
    )
    if is_new:
        audit.record("analysis.open", by=by, target=made.target, detail=str(starts_on))
    return made


@transaction.atomic
def save_analysis(
    analysis: Analysis, words: Words, *, base: int, by: Person, now: datetime
) -> Analysis:
    """存下写的几项；`base` 是打开时的改动次数，别人先存了的不盖。

    :raises Refused: 不是督查员、主任；已经定稿；别人先存了；写得太长；有密级标志。
    """
    fresh = _open(analysis, base, by)
    kept = words.stripped()
    if any(len(text) > LONGEST for text in kept.values()):
        raise Refused(f"一项至多写 {LONGEST} 字，请改短再存。", code="too-long")
    guards.check_typed((line for text in kept.values() for line in text.splitlines()), by=by)
    for name, text in kept.items():
        setattr(fresh, name, text)
    fresh.edition += 1
    fresh.save(update_fields=[*kept, "edition"])
    audit.record("analysis.save", by=by, target=fresh.target, detail=f"第 {fresh.edition} 次")
    return fresh


@transaction.atomic
def close_analysis(analysis: Analysis, *, base: int, by: Person, now: datetime) -> Analysis:
    """定稿：字不再改，此刻的数和各张单子一并存下。

    :raises Refused: 不是督查员、主任；已经定稿；别人先存了；判断、措施还没写。
    """
    fresh = _open(analysis, base, by)
    if not (fresh.judgement and fresh.measures):
        raise Refused("形势判断、下步措施还没有写，请写好、存下，再定稿。", code="not-written")
    found = material(span_of(fresh.org_id, fresh.starts_on, now))
    fresh.material, fresh.closed_at = json.dumps(found, ensure_ascii=False), now
    fresh.save(update_fields=["material", "closed_at"])
    audit.record("analysis.close", by=by, target=fresh.target)
    return fresh


@transaction.atomic
def list_ahead(
    analysis: Analysis,
    *,
    items: list[SupervisedItem],
    blockages: list[Blockage],
    by: Person,
    now: datetime,
) -> tuple[WorkPlan, int]:
    """把勾选的事项、堵点列入下一季的季度工作清单；清单里已有的不重列。给出清单和新列的条数。

    :raises Refused: 一件也没选；不能列计划；清单已经对完账。
    """
    if not items and not blockages:
        raise Refused("请先勾选要列入下季清单的。", code="nothing-picked")
    _check_keeper(by, analysis.org_id)
    starts_on = next_start(analysis.starts_on)
    plan = planning.open_plan(Span.QUARTER, starts_on, by=by, now=now)
    forms = [*_of_items(items, starts_on), *_of_blockages(blockages, starts_on)]
    added = list(_unlisted(plan, forms))
    for one in added:
        planning.add_entry(plan, one, by=by, now=now)
    return plan, len(added)


def _unlisted(plan: WorkPlan, forms: list[EntryForm]) -> Iterator[EntryForm]:
    """清单里还没有的：督办事项看是哪件，别的看题目。"""
    listed = list(PlanEntry.objects.filter(plan=plan).values_list("title", "item"))
    seen = {pk or title for title, pk in listed}
    for one in forms:
        mark = one.item.pk if one.item else " ".join(one.title.split())[:300]
        if mark not in seen:
            seen.add(mark)
            yield one


def _of_items(items: list[SupervisedItem], starts_on: date) -> Iterator[EntryForm]:
    for one in items:
        due = timezone.localtime(one.due_at).date() if one.due_at.year < FAR_YEAR else None
        yield EntryForm(
            title=one.matter.title,
            target=one.mission[:500],
            is_important=one.is_key,
            is_urgent=due is not None and due < starts_on,
            org=one.lead_org,
            due_on=_within(due, starts_on),
            item=one,
        )


def _of_blockages(blockages: list[Blockage], starts_on: date) -> Iterator[EntryForm]:
    for one in blockages:
        yield EntryForm(
            title=f"解决{one.get_kind_display()}：{one.title}",
            target=(one.measure or one.detail)[:500],
            is_important=True,
            org=one.handler_org,
            due_on=_within(one.due_on, starts_on),
            item=one.item,
        )


def _within(due: date | None, starts_on: date) -> date | None:
    """时限已过的，清单里空着，由会上另定。"""
    return due if due and due >= starts_on else None


def _open(analysis: Analysis, base: int, by: Person) -> Analysis:
    """锁住，还能改、没有人先存的。"""
    fresh = Analysis.objects.select_for_update(of=("self",)).get(pk=analysis.pk)
    _check_keeper(by, fresh.org_id)
    if fresh.closed_at:
        said = "这一季的研判已经定稿，不能再改；新的情况请写进下一季。"
        raise Refused(said, code="closed")
    if fresh.edition != base:
        said = "您打开以后别人存过，没有盖掉；两边的字都在，请核对以后再存。"
        raise Refused(said, code="stale-edition")
    return fresh


def _check_keeper(by: Person, org: int) -> None:
    if by.org_id != org or not office_roles(by, by.org).intersection(KEEPERS):
        raise Refused("综合分析研判由督查员、主任来写，请把要写的告诉他们。", code="not-keeper")
