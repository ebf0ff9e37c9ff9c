"""催办单、督查专报：编号以后在后台排好，挂在事项上；排的时候不占着事项。"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from sanban.core import services as core
from sanban.core.errors import Refused
from sanban.core.jobs import SLOW, job
from sanban.engine.fonts import NoFont
from sanban.engine.forms import Form
from sanban.engine.forms.kinds.inspection_report import InspectionReport, Pressed
from sanban.engine.forms.kinds.reminder_slip import ReminderSlip
from sanban.engine.render.forms import form_to_pdf
from sanban.engine.render.typesetting import TypesettingFailed
from sanban.files import services as files
from sanban.matters import services as matters
from sanban.matters.doers import PARTS
from sanban.matters.models import Matter, MatterFileRole
from sanban.people.models import Person, RoleCode
from sanban.supervision.models import Pressing, Rung, SupervisedItem
from sanban.supervision.services.dates import almanac, day_of, said, said_in_full

SERIES = {Rung.SLIP: "督催", Rung.REPORT: "督报"}
"""催办单、专报的编号系列，一年一编（惯例）。"""
REPLY_DAYS = 2
"""收到催办单几个工作日内书面报告（惯例）。"""
ADVICE = "请{leader}过问，督促{lead}说明原因，定下完成的日期；需要协调的，请召集有关单位会商。"


def take_numbers(rung: str, org: int, *, year: int, count: int) -> Iterable[int]:
    """连着取几个单号，一个督办单位一年一编；不编号的都是 0。"""
    if rung not in SERIES:
        return [0] * count
    return core.take_serials(f"supervision.{rung}.{org}", year=year, count=count)


def paper_number(row: Pressing) -> str:
    """单号的写法：督催〔2026〕3号；没有编号的为空。"""
    series = SERIES.get(Rung(row.rung), "")
    return f"{series}〔{row.year}〕{row.number}号" if series and row.number else ""


def late_words(row: Pressing) -> str:
    """逾期情况的写法；节点迟的写节点。"""
    if row.cause.startswith("node:"):
        return f"阶段节点迟 {row.days_late} 个工作日"
    return f"已逾期 {row.days_late} 个工作日" if row.days_late > 0 else "没有逾期"


def slip_of(row: Pressing) -> ReminderSlip:
    """催办单的各栏。"""
    item = row.item
    handler = item.handlers.filter(org=row.org).first()
    return ReminderSlip(
        **_common(row),
        signer=_signer(item),
        to=row.org.name if row.org else "",
        part=PARTS[handler.part] if handler else "",
        times=f"第 {_times(row)} 次",
        progress=_progress(item),
        requirement=_requirement(row),
    )


def report_of(row: Pressing) -> InspectionReport:
    """督查专报的各栏。"""
    item = row.item
    leader = item.leader.name if item.leader else "有关领导"
    lead = str(item.lead_org or "承办单位")
    return InspectionReport(
        **_common(row),
        to=f"{item.leader.name}{item.leader.post_name}" if item.leader else "",
        source=str(item.get_source_display()),
        basis=item.basis,
        lead=item.lead_org.name if item.lead_org else "",
        owner=item.owner_name,
        assist=tuple(item.assist_names.split("、")) if item.assist_names else (),
        progress=_progress(item),
        trouble=item.problem or "承办单位没有报告存在的问题。",
        pressed=_pressed(row),
        advice=row.note or ADVICE.format(leader=leader, lead=lead),
    )


def _common(row: Pressing) -> dict[str, Any]:
    """两种单子都有的各栏。"""
    item = row.item
    contact = _contact(item)
    assigned, has_due = item.assigned_at, item.matter.has_due
    return {
        "office": item.org.name,
        "number": paper_number(row),
        "issued_on": said_in_full(day_of(row.made_at)),
        "item_number": item.number_text,
        "matter": item.matter.title,
        "assigned_on": said_in_full(day_of(assigned)) if assigned else "",
        "due": said_in_full(day_of(item.due_at)) if has_due else "",
        "late": late_words(row),
        "contact": contact.name if contact else "",
        "phone": (contact.telephone if contact else "") or item.org.telephone,
    }


def _progress(item: SupervisedItem) -> str:
    if not item.latest:
        return "交办以来没有报过进展。"
    when = f"{said(day_of(item.reported_at))}报：" if item.reported_at else ""
    return f"{when}{item.latest}（完成率 {item.progress}%）"


def _requirement(row: Pressing) -> str:
    how = almanac(row.made_at)
    day = said(how.calendar.add(how.today, REPLY_DAYS))
    lines = [row.note] if row.note else []
    lines.append(f"请于{day}下班前书面报告没有按期完成的原因、目前进展和完成的日期。")
    lines.append("确有困难的，请写明困难和需要协调的单位，经本单位领导同意后提出申请。")
    return "\n".join(f"{n}. {line}" for n, line in enumerate(lines, 1))


def _times(row: Pressing) -> int:
    rows = Pressing.objects.filter(item=row.item_id, org=row.org_id, id__lte=row.pk)
    return rows.exclude(cause__startswith="near:").count()


def _pressed(row: Pressing) -> tuple[Pressed, ...]:
    rows = Pressing.objects.filter(item=row.item_id, id__lt=row.pk).select_related("org")
    rows = rows.exclude(cause__startswith="near:").order_by("id")
    return tuple(
        Pressed(
            time=said_in_full(day_of(one.made_at)),
            way=str(one.get_rung_display()) + paper_number(one),
            org=str(one.org or ""),
        )
        for one in rows
    )


def _contact(item: SupervisedItem) -> Person | None:
    return Person.objects.with_role(RoleCode.SUPERVISOR, org=item.org).order_by("pk").first()


def _signer(item: SupervisedItem) -> str:
    rows = Person.objects.with_role(RoleCode.DIRECTOR, org=item.org).order_by("pk")
    return rows.values_list("name", flat=True).first() or ""


FORMS: dict[str, Callable[[Pressing], Form]] = {Rung.SLIP: slip_of, Rung.REPORT: report_of}


def paper_pdf(row: Pressing) -> bytes:
    """排出催办单或专报（A4 PDF）。

    :raises Refused: 本机没有中文字体，或者没有排成。
    """
    try:
        return form_to_pdf(FORMS[row.rung](row), apart=True).data
    except (NoFont, TypesettingFailed) as fault:
        raise Refused(f"{row.get_rung_display()}没有排出来：{fault}", code="no-sheet") from fault


def _found(pk: int) -> Pressing | None:
    """还没有排的一份；排过的为空。"""
    rows = Pressing.objects.select_related(
        "org", "item__org", "item__lead_org", "item__leader", "item__matter__drafter"
    )
    return rows.filter(pk=pk, file=None).first()


@job(lane=SLOW)
def draw_paper(pk: int) -> str:
    """后台工作：排好一份催办单或专报挂上；排过的不再排。"""
    row = _found(pk)
    if row is None:
        return "已经排过"
    made = paper_pdf(row)
    return _keep(pk, made, now=timezone.now())


@transaction.atomic
def _keep(pk: int, made: bytes, *, now: datetime) -> str:
    """锁住以后再看一眼，没有排过就挂上。"""
    waiting = _found(pk)
    if waiting is None:
        return "已经排过"
    matter = matters.locked(Matter(pk=waiting.item_id))
    row = _found(pk)
    if row is None:
        return "已经排过"
    number = paper_number(row)
    name = f"{row.get_rung_display()} {number} {row.org or ''}".strip() + ".pdf"
    by = row.by or _contact(row.item) or matter.drafter
    stored = files.store(made, media="pdf")
    role = MatterFileRole.NOTICE
    row.file = matters.add_file(matter, stored, name=name, role=role, by=by, now=now)
    row.save(update_fields=["file"])
    return f"{number}排好"
