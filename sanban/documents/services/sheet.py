"""收文处理笺：由登记簿和留痕排出一张。"""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from sanban.core.errors import Refused
from sanban.documents.kinds.incoming import COMPLETE, HANDLE, INSTRUCT, KIND, PROPOSE
from sanban.documents.kinds.outgoing import KIND as OUTGOING
from sanban.documents.models import Incoming
from sanban.engine.fonts import NoFont
from sanban.engine.forms.cells import Opinion
from sanban.engine.forms.kinds.handling_sheet import Handling, HandlingSheet, Reader
from sanban.engine.render.forms import form_to_pdf
from sanban.engine.render.typesetting import TypesettingFailed
from sanban.matters.doers import PARTS
from sanban.matters.models import Matter, Step, Todo, TodoMode, TodoState, Urgency, by_rank
from sanban.people.models import OFFICE_RANK, Person

SAID = {move.code for kind in (KIND, OUTGOING) for move in kind.moves} | {"reply"}


def handling_sheet(incoming: Incoming) -> bytes:
    """排出收文处理笺（A4 PDF，右上角带二维码）。

    :raises Refused: 本机没有中文字体，或者没有排成。
    """
    try:
        return form_to_pdf(sheet_of(incoming), apart=True).data
    except (NoFont, TypesettingFailed) as fault:
        raise Refused(f"处理笺没有排出来：{fault}", code="no-sheet") from fault


def sheet_of(incoming: Incoming) -> HandlingSheet:
    """处理笺的各栏；撤下的、撤回的意见不印，代录的注明代录人。"""
    matter = incoming.matter
    kept = opinions(matter)
    return HandlingSheet(
        office=matter.org.name,
        code=incoming.code,
        title=matter.title,
        sender_org=incoming.sender_name,
        sender_number=incoming.sender_number,
        received_on=day(incoming.received_at),
        receipt_no=incoming.receipt_text,
        doc_kind=incoming.doc_kind,
        urgency=Urgency(matter.urgency).label if matter.urgency else "",
        copies=str(incoming.copies or ""),
        pages=str(incoming.pages or ""),
        attachment=incoming.attachment_note,
        due=day(matter.due_at) + "前" if matter.has_due else "",
        summary=incoming.summary,
        proposals=_proposals(incoming, kept),
        instructions=tuple(_opinion(one) for one in ranked(_in(kept, INSTRUCT.code))),
        handlings=_handlings(matter, kept),
        result=result_of(incoming, kept),
        readers=_readers(matter),
    )


def day(moment: datetime) -> str:
    """某年某月某日。"""
    return f"{timezone.localtime(moment):%Y年%-m月%-d日}"


def _time(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%-m月%-d日 %H:%M}" if moment else ""


def opinions(matter: Matter) -> list[Step]:
    """现行的意见：走流程时写下、没有撤回也没有撤下的；换写的以换写的为准。"""
    return standing(Step.objects.trail(matter))


def standing(steps: Iterable[Step]) -> list[Step]:
    """一件事项的留痕里现行的意见。"""
    rows = list(steps)
    gone = {one.about_id for one in rows if one.action in ("withdraw", "withdraw_opinion")}
    return [one for one in rows if one.remark and one.pk not in gone and _is_said(one)]


def _is_said(step: Step) -> bool:
    source = step.about if step.action == "withdraw_opinion" else step
    return source is not None and source.action in SAID


def stage_of(step: Step) -> str:
    """意见是在哪个环节写的；换写的，算原来那一条的。"""
    source = step.about if step.action == "withdraw_opinion" and step.about else step
    return source.stage


def result_of(incoming: Incoming, steps: Iterable[Step]) -> str:
    """办理结果：导入、退文时写下的；没有的，取现行意见里办结时写的。"""
    said = [one.remark for one in _in(steps, COMPLETE.code)]
    return incoming.result or (said[-1] if said else "")


def _in(steps: Iterable[Step], stage: str) -> list[Step]:
    return [one for one in steps if stage_of(one) == stage]


def ranked(steps: list[Step]) -> list[Step]:
    """按领导排序；同一人按先后。"""
    return sorted(steps, key=by_rank)


def _opinion(step: Step) -> Opinion:
    owner = step.on_behalf_of
    name = f"{step.person_name}（代{owner.name}）" if owner else step.person_name
    recorded = step.recorded_by.name if step.recorded_by else ""
    return Opinion(
        text=step.remark,
        name=name,
        post=step.post_name,
        time=_time(step.done_at),
        recorded_by=recorded,
    )


def _proposals(incoming: Incoming, kept: list[Step]) -> tuple[Opinion, ...]:
    said = tuple(_opinion(one) for one in _in(kept, PROPOSE.code))
    if said or not incoming.handling_proposal:
        return said
    drafter = incoming.matter.drafter
    return (Opinion(text=incoming.handling_proposal, name=drafter.name, post=drafter.post_name),)


def _handlings(matter: Matter, kept: list[Step]) -> tuple[Handling, ...]:
    said = {one.org_id: one for one in _in(kept, HANDLE.code)}
    rows = Todo.objects.filter(matter=matter, stage=HANDLE.code, mode=TodoMode.MAIN)
    units = {
        row.org_id: row
        for row in rows.exclude(state=TodoState.VOID).select_related("org").order_by("round")
    }
    ordered = sorted(units.values(), key=lambda row: row.place)
    return tuple(_handling(row, said.get(row.org_id)) for row in ordered)


def _handling(row: Todo, step: Step | None) -> Handling:
    duty, org = PARTS[row.part], row.org.name if row.org else ""
    if step is None:
        return Handling(org=org, duty=duty)
    return Handling(
        org=org, duty=duty, text=step.remark, name=step.person_name, time=_time(step.done_at)
    )


def _readers(matter: Matter) -> tuple[Reader, ...]:
    rows = Todo.objects.filter(matter=matter, is_reading=True).exclude(state=TodoState.VOID)
    people = Person.objects.filter(pk__in=rows.values("person")).ranked(OFFICE_RANK)
    places = {pk: place for place, pk in enumerate(people.values_list("pk", flat=True))}
    found = sorted(
        rows.select_related("person", "closed_by"), key=lambda row: (places[row.person_id], row.pk)
    )
    return tuple(_reader(row) for row in found)


def _reader(row: Todo) -> Reader:
    """阅过的写阅时的职务，没阅的写现在的。"""
    post = row.closed_by.post_name if row.closed_by else row.person.post_name
    return Reader(name=row.person.name, post=post, time=_time(row.closed_at))
