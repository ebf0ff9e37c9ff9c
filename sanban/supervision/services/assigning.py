"""交办：送审批、编号、交给承办单位，定时限，排督办通知单。"""

from collections.abc import Sequence
from datetime import date, datetime

from sanban.core import services as core
from sanban.core.errors import Refused
from sanban.matters import services as matters
from sanban.matters.doers import ASSIST, LEAD, Choice
from sanban.matters.models import FAR, Matter
from sanban.matters.services.limits import set_due
from sanban.people.models import Org
from sanban.supervision.models import Handler, SupervisedItem
from sanban.supervision.services.actors import check_approvers, unit_keys
from sanban.supervision.services.attempt import Attempt, last_step
from sanban.supervision.services.dates import day_of, due_moment, moved_note, said
from sanban.supervision.services.forms import check_form
from sanban.supervision.services.initiating import form_of
from sanban.supervision.services.notices import draw_notice

DUES = "due_was"
"""事项的 `data` 里：第几步改了时限 → 此前的时限和原定时限；撤回那一步时照着改回去。"""
Orgs = Sequence[tuple[Org, str]]


# 送审、立项


def check_proposal(attempt: Attempt) -> Attempt:
    """送立项审批的关口：四要素齐全，审批的是领导或主任。

    :raises Refused: 缺要素；选的人不能审批。
    """
    form = form_of(attempt.item)
    check_form(form, now=attempt.now)
    orgs = [org.pk for org in (form.lead_org, *form.assist_orgs) if org]
    check_approvers(attempt.item, attempt.choice.people, orgs)
    return attempt


def check_approver(attempt: Attempt) -> Attempt:
    """批立项、审定销号的关口：批的人是领导或主任，不是承办单位自己的人。

    :raises Refused: 不是。
    """
    item = attempt.item
    handlers = Handler.objects.filter(item=item, released_at=None)
    orgs = list(handlers.values_list("org", flat=True)) or [item.lead_org_id or 0]
    check_approvers(item, [attempt.owner], orgs)
    return attempt


def serial_of(org: Org, series: str) -> str:
    """督办编号在取号表里的系列名。"""
    return f"supervision.{org.pk}.{series}"


def give_number(attempt: Attempt, moved: Matter) -> None:
    """立项就给号，同一事务，不跳号；撤回又批的，还是原来的号。"""
    item = attempt.item
    if item.number:
        return
    item.series = attempt.how.rules.series
    item.year = day_of(attempt.now).year
    item.number = core.take_serial(serial_of(item.org, item.series), year=item.year)
    item.save(update_fields=["series", "year", "number"])


# 交办


def planned_orgs(item: SupervisedItem) -> tuple[tuple[Org, str], ...]:
    """拟的承办单位，牵头的在前。"""
    form = form_of(item)
    lead = ((form.lead_org, LEAD),) if form.lead_org else ()
    return (*lead, *((org, ASSIST) for org in form.assist_orgs))


def current_orgs(item: SupervisedItem) -> tuple[tuple[Org, str], ...]:
    """现在的承办单位，主办在前。"""
    return tuple((row.org, row.part) for row in Handler.objects.current(item))


def check_assignment(attempt: Attempt) -> Attempt:
    """交办的关口：有编号，有单位，有时限；没另选的照拟的办。

    :raises Refused: 没有编号；没有时限；时限已过。
    """
    if not attempt.item.number:
        raise Refused("还没有立项编号，请先送领导审批立项。", code="no-number")
    orgs = attempt.choice.orgs or planned_orgs(attempt.item)
    return _with_due(attempt, orgs, must=True)


def check_again(attempt: Attempt) -> Attempt:
    """退回重办的关口：还是原来的承办单位，时限可以另定。

    :raises Refused: 另定的时限已过。
    """
    return _with_due(attempt, attempt.choice.orgs or current_orgs(attempt.item), must=False)


def check_reopening(attempt: Attempt) -> Attempt:
    """重新办理的关口：还是原来的承办单位，须另定时限。

    :raises Refused: 没有另定时限；时限已过。
    """
    if wanted_day(attempt) is None:
        raise Refused("重新办理要另定完成时限，请选好日子再办。", code="no-due")
    return check_again(attempt)


def wanted_day(attempt: Attempt) -> date | None:
    """这一步里定的完成时限；没定的为空。"""
    if attempt.extra.due_on:
        return attempt.extra.due_on
    return day_of(attempt.choice.due_at) if attempt.choice.due_at else None


def _with_due(attempt: Attempt, orgs: Orgs, *, must: bool) -> Attempt:
    """定好时限：落在休息日的顺延，话写进意见；承办单位按差事的期限走。"""
    item, matter, day = attempt.item, attempt.matter, wanted_day(attempt)
    due_at = due_moment(day, attempt.how.calendar) if day else matter.due_at
    if due_at >= FAR:
        raise Refused("还没有完成时限，请定好时限再交办。", code="no-due")
    if (day or must) and due_at < attempt.now:
        told = said(day_of(due_at))
        raise Refused(f"完成时限{told}已经过了，请改到今天以后再办。", code="due-past")
    if due_at != matter.due_at:
        item.matter = set_due(matter, due_at)
    note = moved_note(day, attempt.how.calendar)
    remark = "　".join(one for one in (attempt.remark.strip(), note) if one)
    choice = Choice(attempt.choice.people, tuple(orgs), due_at)
    return attempt.but(item=item, choice=choice, remark=remark)


def assigned(attempt: Attempt, moved: Matter) -> None:
    """交办以后：记下改了的时限，给各单位的领导看，排督办通知单。"""
    keep_due(attempt, moved)
    orgs = [org for org, _ in attempt.choice.orgs]
    assists = [org.pk for org, part in attempt.choice.orgs if part == ASSIST]
    matters.set_values(moved, assist_orgs=assists)
    matters.show(moved, unit_keys(orgs))
    if attempt.code == "assign":
        draw_notice.enqueue(moved.pk, last_step(moved).pk)


def keep_due(attempt: Attempt, moved: Matter) -> None:
    """这一步改了的时限，连同此前的，都记下。"""
    item = attempt.item
    was = [item.due_at.isoformat(), item.first_due_at.isoformat()]
    number = str(moved.step_no)
    matters.set_values(moved, due_was={**moved.values.get(DUES, {}), number: was})
    if attempt.code in ("assign", "reopen"):
        SupervisedItem.objects.filter(pk=item.pk).update(first_due_at=moved.due_at)


def put_back_due(item: SupervisedItem, number: int) -> None:
    """撤回第几步以后，时限改回那一步以前的。"""
    was = item.matter.values.get(DUES, {}).get(str(number))
    if was is None:
        return
    due_at, first = (datetime.fromisoformat(one) for one in was)
    set_due(item.matter, due_at)
    SupervisedItem.objects.filter(pk=item.pk).update(first_due_at=first)
