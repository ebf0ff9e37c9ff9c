"""立项从哪里来：由一件事项（批示原文照录）、计划里的一条、一处堵点，先把表填好，不再录一遍。"""

from datetime import datetime

from django.utils import timezone

from sanban.matters.models import Matter, Step
from sanban.people.models import Person
from sanban.supervision.models import Blockage, PlanEntry, SupervisedItem
from sanban.supervision.services import ItemForm
from sanban.supervision.services.dates import said_in_full

INSTRUCT = "instruct"
LONGEST_BASIS = 500
SOURCES = {"incoming": "J", "outgoing": "J", "supervised_item": "A"}
"""没有批示的，由哪类事项来的是哪类来源。"""


def from_matter(matter: Matter) -> ItemForm:
    """由一件事项来：有批示的照录批示，写明谁在何时批的；没有的写文号。"""
    steps = _instructions(matter)
    if not steps:
        source = SOURCES.get(matter.kind, "B")
        return ItemForm(title=matter.title, source=source, basis=_paper(matter)[:LONGEST_BASIS])
    last = steps[-1]
    told = "；".join(_told(one, short=False) for one in steps)
    is_long = len(told) > LONGEST_BASIS
    basis = "；".join(_told(one, short=True) for one in steps) if is_long else told
    return ItemForm(
        title=matter.title,
        source="B",
        basis=basis[:LONGEST_BASIS],
        content="\n".join(one.remark for one in steps),
        leader=_leader(last),
        urgency=matter.urgency,
    )


def _instructions(matter: Matter) -> list[Step]:
    """还作数的批示，按先后；撤下的、撤回的不算。"""
    rows = Step.objects.filter(matter=matter, about=None).exclude(remark="")
    given = rows.filter(stage=INSTRUCT, action__in=(INSTRUCT, "read")).select_related("person")
    undone = Step.objects.filter(matter=matter, action__in=("withdraw", "withdraw_opinion"))
    gone = set(undone.exclude(about=None).values_list("about", flat=True))
    return [one for one in given.order_by("number") if one.pk not in gone]


def _told(step: Step, *, short: bool) -> str:
    """谁在哪天批的、怎么批的。"""
    who = f"{step.post_name}{step.person_name}"
    day = said_in_full(timezone.localtime(step.done_at).date())
    return f"{who}{day}批示" + ("（原文见事项内容）" if short else f"：{step.remark}")


def _leader(step: Step) -> Person | None:
    return step.person if step.person and step.person.is_active else None


def _paper(matter: Matter) -> str:
    """文件的名字和文号。"""
    incoming = getattr(matter, "incoming", None)
    if incoming is not None:
        number = f"（{incoming.sender_number}）" if incoming.sender_number else ""
        return f"{incoming.sender_name}《{matter.title}》{number}"
    outgoing = getattr(matter, "outgoing", None)
    if outgoing is not None:
        number = f"（{outgoing.number}）" if outgoing.number else ""
        return f"《{matter.title}》{number}"
    item = SupervisedItem.objects.filter(pk=matter.pk).first()
    return f"{item}“{matter.title}”" if item else matter.title


def from_entry(entry: PlanEntry) -> ItemForm:
    """由计划里的一条来：工作、目标、责任、时限都照它的。"""
    text = f"{entry.source_number}{entry.source_text}".strip()
    return ItemForm(
        title=entry.title,
        source="D",
        basis=f"{entry.plan.get_span_display()}（{said_in_full(entry.plan.starts_on)}起）",
        content=text,
        mission=entry.target or entry.title,
        lead_org=entry.org,
        owner_name=entry.owner.name if entry.owner else "",
        due_on=entry.due_on,
        is_key=entry.is_important,
    )


def from_blockage(row: Blockage) -> ItemForm:
    """由一处堵点难点痛点来：问题、情况、办法、解决的单位、时限都照它的。"""
    day = said_in_full(row.raised_on)
    by = row.raised_org or row.org
    return ItemForm(
        title=row.title,
        source="",
        basis=f"{by}{day}提出的{row.get_kind_display()}",
        content=row.detail,
        mission=row.measure,
        lead_org=row.handler_org,
        due_on=row.due_on,
    )


def blank(now: datetime) -> ItemForm:
    """一张空表。"""
    return ItemForm(title="", source="")
