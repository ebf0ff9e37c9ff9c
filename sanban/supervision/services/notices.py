"""督办通知单：交办、改派、重新办理以后在后台排好，挂在那一步上。"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from sanban.core.errors import Refused
from sanban.core.jobs import SLOW, job
from sanban.engine.fonts import NoFont
from sanban.engine.forms.kinds.supervision_notice import SupervisionNotice
from sanban.engine.render.forms import form_to_pdf
from sanban.engine.render.typesetting import TypesettingFailed
from sanban.files import services as files
from sanban.matters import services as matters
from sanban.matters.doers import LEAD
from sanban.matters.models import Matter, MatterFile, MatterFileRole, Step
from sanban.supervision.models import Handler, SupervisedItem
from sanban.supervision.services.dates import day_of, said_in_full

NAME = "督办通知单.pdf"
GIVING = ("assign", "reassign", "reopen")


def notice_form(item: SupervisedItem) -> SupervisionNotice:
    """督办通知单的各栏。"""
    handlers = list(Handler.objects.current(item))
    given = _last_given(item)
    return SupervisionNotice(
        office=item.org.name,
        number=item.number_text,
        issued_on=said_in_full(day_of(given.done_at if given else item.matter.started_at)),
        lead="、".join(row.org.name for row in handlers if row.part == LEAD),
        assist=tuple(row.org.name for row in handlers if row.part != LEAD),
        matter=item.matter.title,
        basis=item.basis,
        requirement=_requirement(item),
        due=said_in_full(day_of(item.due_at)) + "前" if item.matter.has_due else "",
        feedback=str(item.get_cycle_display()),
        contact=given.person.name if given and given.person else "",
        phone=_phone(item, given),
        signer=_approver(item),
    )


def _last_given(item: SupervisedItem) -> Step | None:
    """最近一次交给承办单位的那一步：日期和联系人照它写。"""
    rows = Step.objects.filter(matter=item.pk, action__in=GIVING).select_related("person")
    return rows.order_by("-number").first()


def _phone(item: SupervisedItem, step: Step | None) -> str:
    return (step.person.telephone if step and step.person else "") or item.org.telephone


def _approver(item: SupervisedItem) -> str:
    rows = Step.objects.filter(matter=item.pk, action="approve").order_by("-number")
    return rows.values_list("person_name", flat=True).first() or ""


def _requirement(item: SupervisedItem) -> str:
    parts = [item.content, item.mission]
    parts += [f"验收标准：{item.standard}"] if item.standard else []
    steps = item.road_steps
    parts += [f"步骤：{'；'.join(step.rstrip('。；') for step in steps)}。"] if steps else []
    return "\n".join(part for part in parts if part)


def notice_pdf(item: SupervisedItem) -> bytes:
    """排出督办通知单（A4 PDF）。

    :raises Refused: 本机没有中文字体，或者没有排成。
    """
    try:
        return form_to_pdf(notice_form(item), apart=True).data
    except (NoFont, TypesettingFailed) as fault:
        raise Refused(f"督办通知单没有排出来：{fault}", code="no-sheet") from fault


@job(lane=SLOW)
def draw_notice(pk: int, step: int) -> str:
    """后台工作：排好督办通知单挂上；挂过的、那一步已经撤回的，不再排。"""
    if not _is_wanted(pk, step):
        return "不必再排"
    item = SupervisedItem.objects.select_related("matter", "org").get(pk=pk)
    made = notice_pdf(item)
    return _keep(item, made, step, now=timezone.now())


def _is_wanted(pk: int, step: int) -> bool:
    undone = Step.objects.filter(matter=pk, action="withdraw", about=step)
    had = MatterFile.objects.filter(matter=pk, step=step, role=MatterFileRole.NOTICE)
    return not undone.exists() and not had.exists()


@transaction.atomic
def _keep(item: SupervisedItem, made: bytes, step: int, *, now: datetime) -> str:
    """锁住以后再看一眼还要不要，要就挂上。"""
    matter = matters.locked(Matter(pk=item.pk))
    if not _is_wanted(item.pk, step):
        return "不必再排"
    told = Step.objects.select_related("person").get(pk=step)
    by = told.person or matter.drafter
    stored = files.store(made, media="pdf")
    matters.add_file(
        matter, stored, name=NAME, role=MatterFileRole.NOTICE, by=by, now=now, step=told
    )
    return f"{item} 的督办通知单排好"
