"""改派：换承办单位；单位撤并了、没有联络员了的，由督查室改派，事项一件不丢。"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from sanban.core.errors import Refused
from sanban.files.services import guards
from sanban.matters import services as matters
from sanban.matters.doers import LEAD, PARTS, Choice, Grant
from sanban.matters.models import LIVE, Matter, Step, Todo, TodoState
from sanban.matters.services import Entry
from sanban.matters.services.flow import find_doers, template_of
from sanban.people.models import Org, Person, RoleCode
from sanban.supervision.kinds.supervised_item import HANDLE
from sanban.supervision.models import Handler, SupervisedItem
from sanban.supervision.services.actors import check_office, unit_keys
from sanban.supervision.services.notices import draw_notice
from sanban.supervision.services.syncing import check_handling, locked_item, sync

Orgs = Sequence[tuple[Org, str]]


@transaction.atomic
def reassign(
    item: SupervisedItem, handlers: Orgs, *, by: Person, now: datetime, reason: str
) -> SupervisedItem:
    """改派：换承办单位，留下的照旧办，去掉的解除，新来的重新签收；单位撤并的也这样办。

    :param handlers: 改好以后的全部承办单位，（单位，主办或协办）。
    :raises Refused: 不是督查员或主任；不在办理；没写理由；没有变；没有在办的单位。
    """
    guards.check_typed([reason], by=by)
    fresh = locked_item(item)
    check_office(fresh.org, by)
    check_handling(fresh)
    if not reason.strip():
        raise Refused("改派要写明理由，请写好再办。", code="no-remark")
    return put_orgs(fresh, handlers, by=by, now=now, reason=reason)


def put_orgs(
    item: SupervisedItem, handlers: Orgs, *, by: Person, now: datetime, reason: str
) -> SupervisedItem:
    """照改好的承办单位改差事、留痕，另排一份督办通知单；事项须已锁住，有没有权由调用的把关。

    :raises Refused: 单位不合规矩；没有变；要换下的、剩下的都已报结。
    """
    wanted = _parts(handlers)
    rows = Todo.objects.filter(matter=item.pk, stage=HANDLE.code, round=item.matter.round)
    rows = rows.exclude(state=TodoState.VOID).select_related("org").order_by("id")
    held = {row.org_id: row for row in rows}
    stay = [row for pk, row in held.items() if pk in wanted and row.part == wanted[pk][1]]
    kept = {row.org_id for row in stay}
    new = [_grant(item.matter, *wanted[pk]) for pk in wanted if pk not in kept]
    gone = [row for row in held.values() if row not in stay]
    _check_applied([row for row in gone if row.org_id not in wanted])
    _check_change(new, gone, stay)
    entry = Entry("reassign", "改派", remark=reason, note=_note(wanted.values()))
    step = matters.write(item.matter, entry, by=by, now=now)
    matters.close(Todo.objects.filter(pk__in=[row.pk for row in gone]), step, state=TodoState.VOID)
    _give(item.matter, new, step)
    matters.show(item.matter, unit_keys([org for org, _ in wanted.values()]))
    draw_notice.enqueue(item.pk, step.pk)
    return sync(item, now=now)


def _parts(handlers: Orgs) -> dict[int, tuple[Org, str]]:
    """各单位和主办协办；只有一个的就是主办。

    :raises Refused: 一个也没有；重复；主办不是一个。
    """
    wanted = {org.pk: (org, part) for org, part in handlers}
    if not wanted:
        raise Refused("请选定承办单位。", code="no-doer")
    if len(wanted) < len(handlers):
        said = "有单位选了两次，请只留一处：要么主办，要么协办。"
        raise Refused(said, code="org-twice")
    if len(wanted) == 1:
        return {pk: (org, LEAD) for pk, (org, _) in wanted.items()}
    if [part for _, part in handlers].count(LEAD) != 1:
        raise Refused("两个以上单位承办的，请指明一个主办单位。", code="no-lead")
    return wanted


def _grant(matter: Matter, org: Org, part: str) -> Grant:
    """新来的单位由它的联络员办。

    :raises Refused: 单位撤并了，或者没有在岗的联络员。
    """
    (found,) = find_doers(HANDLE, matter, Choice(orgs=((org, LEAD),)))
    return replace(found, part=part)


def _check_applied(gone: list[Todo]) -> None:
    """报结了的单位已经有了结果，不能换下，不然会有两个主办；改了主办协办的重新办。"""
    names = [str(row.org) for row in gone if row.state == TodoState.DONE]
    if names:
        told = f"{'、'.join(names)}已经申请办结，改派时请留着"
        raise Refused(f"{told}；确要换下，请先由它撤回办结申请。", code="applied")


def _check_change(new: list[Grant], gone: list[Todo], stay: list[Todo]) -> None:
    if not new and not gone:
        raise Refused("承办单位没有变，不必改派。", code="same-orgs")
    if not new and not any(row.state in LIVE for row in stay):
        said = "剩下的单位都已申请办结，改派以后就没有人办了；请先撤回或等它们核查后退回。"
        raise Refused(said, code="nobody-left")


def _give(matter: Matter, new: list[Grant], step: Step) -> None:
    if not new:
        return
    template = template_of(matter, HANDLE, step, matter.due_at)
    template.round = matter.round
    matters.give(template, new)


def _note(orgs: Iterable[tuple[Org, str]]) -> str:
    ordered = sorted(orgs, key=lambda one: one[1] != LEAD)
    return "改为" + "、".join(f"{org}（{PARTS[part]}）" for org, part in ordered)


def orgs_gone(office: Org) -> list[Handler]:
    """这个督办单位在办的事项里，承办单位撤并了、没有联络员了，要改派的；时限早的在前。"""
    return list(Handler.objects.orphaned(office))


def why_gone(handler: Handler) -> str:
    """这一行为什么要改派，一句话。"""
    if not handler.org.is_active:
        return f"{handler.org}已经停用，请改派给接手的单位。"
    return f"{handler.org}没有在岗的{RoleCode.LIAISON.label}，请改派，或请管理员指定。"
