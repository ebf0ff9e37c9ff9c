"""阶段节点：完成了记下日子，要改的写明原因；灯的时刻随着变。"""

from datetime import date, datetime

from django.db import transaction

from sanban.core.errors import Refused
from sanban.core.models import Holiday
from sanban.files.services import guards
from sanban.matters import services as matters
from sanban.matters.models import FAR
from sanban.matters.services import Entry
from sanban.people.models import Person
from sanban.supervision.models import Milestone, SupervisedItem
from sanban.supervision.services.actors import check_office
from sanban.supervision.services.dates import check_days, day_of, said, workday_from
from sanban.supervision.services.speaking import check_lengths, check_speaks
from sanban.supervision.services.syncing import check_handling, locked_item, sync


def mark_done(
    milestone: Milestone, *, on: date, note: str = "", by: Person, now: datetime
) -> Milestone:
    """节点完成了；承办单位、督查室都能记。

    :param on: 完成的日子。
    :raises Refused: 不在办理；无权记；日子在今天以后；已经记过。
    """
    _check_words(by, note=note)
    check_days(on)
    if on > day_of(now):
        raise Refused(f"{said(on)}还没有到，请写真正完成的日子。", code="future")
    with transaction.atomic():
        item, row = _opened(milestone)
        check_speaks(item, _orgs(item), by)
        if row.done_on:
            told = f"节点“{row.name}”{said(row.done_on)}已经记为完成，请刷新页面。"
            raise Refused(told, code="done")
        row.done_on, row.note = on, note.strip()
        row.save(update_fields=["done_on", "note"])
        more = f"；{row.note}" if row.note else ""
        late = "" if on <= row.due_on else f"（应于{said(row.due_on)}完成）"
        _write(item, f"节点“{row.name}”{said(on)}完成{late}{more}", by=by, now=now)
        sync(item, now=now)
        return row


def mark_undone(milestone: Milestone, *, reason: str, by: Person, now: datetime) -> Milestone:
    """记错了、核查没有通过的，改回没有完成；只有督查室能改。

    :raises Refused: 没写原因；无权；没有记过完成。
    """
    _check_reason(reason, by)
    with transaction.atomic():
        item, row = _opened(milestone)
        check_office(item.org, by)
        if row.done_on is None:
            raise Refused(f"节点“{row.name}”还没有记为完成，请刷新页面。", code="not-done")
        row.done_on = None
        row.save(update_fields=["done_on"])
        _write(item, f"节点“{row.name}”改回没有完成；{reason.strip()}", by=by, now=now)
        sync(item, now=now)
        return row


def change_milestone(
    milestone: Milestone, *, name: str, due_on: date, reason: str, by: Person, now: datetime
) -> Milestone:
    """改一个节点的名称、日子；交办以后只有督查室能改，写明原因；休息日顺延。

    :raises Refused: 没写原因、名称；无权；已经完成；晚于整件的时限。
    """
    _check_reason(reason, by)
    _check_words(by, name=name)
    with transaction.atomic():
        item, row = _opened(milestone)
        check_office(item.org, by)
        if row.done_on:
            raise Refused(f"节点“{row.name}”已经完成，不必再改。", code="done")
        day = _day(item, due_on)
        told = f"节点“{row.name}”（{said(row.due_on)}）改为“{name.strip()}”（{said(day)}）"
        row.name, row.due_on = name.strip(), day
        row.save(update_fields=["name", "due_on"])
        _write(item, f"{told}；{reason.strip()}{_moved(due_on, day)}", by=by, now=now)
        sync(item, now=now)
        return row


def add_milestone(
    item: SupervisedItem, *, name: str, due_on: date, reason: str, by: Person, now: datetime
) -> Milestone:
    """交办以后添一个节点；只有督查室能添，写明原因。

    :raises Refused: 同 `change_milestone`。
    """
    _check_reason(reason, by)
    _check_words(by, name=name)
    with transaction.atomic():
        fresh = locked_item(item)
        check_handling(fresh)
        check_office(fresh.org, by)
        day = _day(fresh, due_on)
        place = fresh.milestones.count()
        row = Milestone.objects.create(item=fresh, position=place, name=name.strip(), due_on=day)
        told = f"添节点“{row.name}”（{said(day)}）；{reason.strip()}{_moved(due_on, day)}"
        _write(fresh, told, by=by, now=now)
        sync(fresh, now=now)
        return row


def _opened(milestone: Milestone) -> tuple[SupervisedItem, Milestone]:
    item = locked_item(milestone.item)
    check_handling(item)
    row = Milestone.objects.filter(pk=milestone.pk, item=item).first()
    if row is None:
        raise Refused("这个节点已经改过，请刷新页面再办。", code="gone")
    return item, row


def _orgs(item: SupervisedItem) -> list[int]:
    return list(item.handlers.filter(released_at=None).values_list("org", flat=True))


def _day(item: SupervisedItem, wanted: date) -> date:
    check_days(wanted)
    day = workday_from(wanted, Holiday.objects.calendar(wanted))
    if item.due_at < FAR and day > day_of(item.due_at):
        due = said(day_of(item.due_at))
        told = f"节点的日子{said(day)}在整件的时限{due}之后，请改日子，或先办延期。"
        raise Refused(told, code="milestone-late")
    return day


def _moved(wanted: date, day: date) -> str:
    return "" if wanted == day else f"（{said(wanted)}是休息日，顺延到{said(day)}）"


def _check_reason(reason: str, by: Person) -> None:
    if not reason.strip():
        raise Refused("改节点要写原因，请写好再存。", code="no-reason")
    _check_words(by, note=reason)


def _check_words(by: Person, *, name: str | None = None, note: str = "") -> None:
    if name is not None and not name.strip():
        raise Refused("节点要写做到什么，请写好再存。", code="no-milestone")
    check_lengths([("节点", name or "", 200), ("说明", note, 300)])
    guards.check_typed([name or "", note], by=by)


def _write(item: SupervisedItem, note: str, *, by: Person, now: datetime) -> None:
    entry = Entry("milestone", "节点", note=note, is_work=False)
    matters.write(item.matter, entry, by=by, now=now)
