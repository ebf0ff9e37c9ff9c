"""分发：发给单位，记送、收、阅、办四道回执；催没签收的；收回。"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.documents.kinds.incoming import KIND as INCOMING
from sanban.documents.kinds.outgoing import KIND as OUTGOING
from sanban.documents.models import UNREAD_COPIES, Distribution
from sanban.documents.services.register import check_office
from sanban.files.services import guards
from sanban.inbox import services as inbox
from sanban.matters import services as matters
from sanban.matters.models import HELD_FOR, Matter, MatterState, Todo, TodoState
from sanban.matters.services import Entry
from sanban.people.models import Org, Person, RoleCode

AFRESH = {
    "received_at": None, "received_by": None, "read_at": None, "handled_at": None,
    "answer": "", "reminded_at": None, "withdrawn_at": None,
}  # fmt: skip
MANY = 5


@dataclass(frozen=True, slots=True)
class Silent:
    """还没签收的一个单位：电话，和它的联络员。"""

    distribution: Distribution
    org: Org
    telephone: str
    people: tuple[Person, ...]


@transaction.atomic
def distribute(
    matter: Matter,
    orgs: Iterable[Org],
    *,
    by: Person,
    now: datetime,
    wants_handling: bool = False,
    note: str = "",
) -> list[Distribution]:
    """发给若干单位，告诉联络员；已经发过的不重发，收回过的可以再发。

    :raises Refused: 不是文书或主任、事项不在办、没选单位、都发过了、没有联络员。
    """
    guards.check_typed([note], by=by)
    fresh = matters.running(matter)
    check_office(fresh, by)
    had = set(Distribution.objects.of(fresh).values_list("org_id", flat=True))
    wanted = [org for org in dict.fromkeys(orgs) if org.pk not in had]
    if not wanted:
        raise Refused("请选要发给的单位；已经发过的不必再发。", code="nobody")
    _check_liaisons(wanted)
    _note(fresh, "distribute", "分发", "发" + _listed(wanted), (by, now))
    values = {"wants_handling": wants_handling, "note": note[:200], "is_assigned": False}
    rows = [_send(fresh, org, values, by=by, now=now) for org in wanted]
    _tell(rows, now)
    return rows


def _listed(orgs: Sequence[Org]) -> str:
    names = "、".join(str(org) for org in orgs[:MANY])
    return names + (f"等 {len(orgs)} 个单位" if len(orgs) > MANY else "")


def _note(matter: Matter, code: str, label: str, note: str, hand: tuple[Person, datetime]) -> None:
    entry = Entry(code, label, note=note, is_work=False)
    matters.write(matter, entry, by=hand[0], now=hand[1])


def _check_liaisons(orgs: Iterable[Org]) -> None:
    bare = [str(org) for org in orgs if not org.is_active or not _liaisons(org)]
    if bare:
        said = f"{'、'.join(bare)}没有在岗的联络员，请管理员在“人员机构”里指定，或另选单位。"
        raise Refused(said, code="no-liaison")


def _liaisons(org: Org) -> tuple[Person, ...]:
    return tuple(Person.objects.with_role(RoleCode.LIAISON, org=org))


def _send(
    matter: Matter, org: Org, values: Mapping[str, object], *, by: Person, now: datetime
) -> Distribution:
    defaults = {**AFRESH, **values, "by": by, "sent_at": now}
    row, _ = Distribution.objects.update_or_create(matter=matter, org=org, defaults=defaults)
    matters.show(matter, [f"r{org.pk}.{RoleCode.LIAISON}"])
    return row


def _tell(rows: Iterable[Distribution], now: datetime) -> None:
    for row in rows:
        asked = "请签收并办理" if row.wants_handling else "请签收"
        inbox.send(
            _liaisons(row.org),
            kind="distribution",
            title=f"{asked}：{row.matter.title}",
            cause=f"distribution:{row.pk}:{row.sent_at:%Y%m%d%H%M%S}",
            now=now,
            link=f"/matters/{row.matter_id}/",
        )


def orgs_of(matter: Matter, person: Person) -> set[int]:
    """此人在这件事项上代表哪些单位：任联络员的，和替它办的。"""
    mine = {held.org_id for held in person.holdings.all() if held.role == RoleCode.LIAISON}
    return mine | set(HELD_FOR.rows(matter.pk, person.pk))


def receive_copy(matter: Matter, *, by: Person, now: datetime) -> int:
    """收：联络员第一次打开；返回签收几份，早已签收的为 0，只费一次查询。"""
    return _take(matter, list(Distribution.objects.of(matter).filter(received_at=None)), by, now)


@transaction.atomic
def _take(matter: Matter, rows: list[Distribution], by: Person, now: datetime) -> int:
    orgs = orgs_of(matter, by) if rows else set()
    mine = [row for row in rows if row.org_id in orgs]
    if mine:
        names = "、".join(str(one.org) for one in mine)
        entry = Entry("receive", "签收", note=names, is_work=False)
        _trace(matters.locked(matter), entry, detail=names, hand=(by, now))
        _mark(mine, received_at=now, received_by=by)
    return len(mine)


def _trace(matter: Matter, entry: Entry, *, detail: str, hand: tuple[Person, datetime]) -> None:
    """在办的记进留痕；归档以后只记审计，归档的内容不变。"""
    if matter.state == MatterState.RUNNING:
        matters.write(matter, entry, by=hand[0], now=hand[1])
    else:
        audit.record(f"matter.{entry.action}", by=hand[0], target=matter.target, detail=detail)


def _open(matter: Matter) -> Matter:
    """锁住一件回执还开着的事项：在办的，和已经归档的发文（单位多在归档以后才报）。

    :raises Refused: 已经不在办，又不是归档的发文。
    """
    fresh = matters.locked(matter)
    is_filed = fresh.kind == OUTGOING.code and fresh.state == MatterState.DONE
    return fresh if is_filed else matters.running(matter)


def _mark(rows: Sequence[Distribution], **values: object) -> None:
    Distribution.objects.filter(pk__in=[row.pk for row in rows]).update(**values)


def read_copy(matter: Matter, *, by: Person, now: datetime) -> int:
    """阅：联络员看了正文；没签收的一并记为签收；早已阅过的只费一次查询，不占写锁。"""
    rows = UNREAD_COPIES.rows(matter.pk)
    orgs = orgs_of(matter, by) if rows else set()
    mine = [row for row in rows if row.org_id in orgs]
    return _read(matter, mine, by, now) if mine else 0


@transaction.atomic
def _read(matter: Matter, mine: list[Distribution], by: Person, now: datetime) -> int:
    _take(matter, [row for row in mine if row.received_at is None], by, now)
    _mark(mine, read_at=now)
    return len(mine)


@transaction.atomic
def answer_copy(
    distribution: Distribution, *, answer: str, by: Person, now: datetime
) -> Distribution:
    """办：报回办理情况（承办单位的，由反馈自动记）；发文归档以后还可以报。

    :raises Refused: 不是这个单位的联络员、只要求阅知、没写情况、已经收回、带密级标志。
    """
    guards.check_typed([answer], by=by)
    matter = _open(distribution.matter)
    row = _locked(distribution)
    if row.org_id not in orgs_of(matter, by):
        raise Refused(f"这一份是发给{row.org}的，由它的联络员办理。", code="not-yours")
    if not row.wants_handling or row.is_assigned:
        said = "这一份只要求阅知，不必报办理情况。" if not row.wants_handling else HANDLING
        raise Refused(said, code="not-wanted")
    if not answer.strip():
        raise Refused("请写明办理情况再报。", code="no-remark")
    receive_copy(matter, by=by, now=now)
    entry = Entry("answer", "报办理情况", remark=answer, org=row.org, is_work=False)
    _trace(matters.locked(matter), entry, detail=str(row.org), hand=(by, now))
    _mark([row], answer=answer.strip()[:500], handled_at=now)
    return _locked(distribution)


HANDLING = "你单位是承办单位，请用“反馈办理情况”。"


def _locked(distribution: Distribution) -> Distribution:
    rows = Distribution.objects.select_related("org", "matter")
    row = rows.select_for_update(of=("self",)).get(pk=distribution.pk)
    if row.withdrawn_at:
        raise Refused("这一份已经收回，不用再办。", code="withdrawn")
    return row


def silent_orgs(matter: Matter) -> list[Silent]:
    """还没签收的单位，带电话和联络员，供打电话催。"""
    return [
        Silent(row, row.org, row.org.telephone, _liaisons(row.org))
        for row in Distribution.objects.silent(matter)
    ]


@transaction.atomic
def remind_silent(matter: Matter, *, by: Person, now: datetime) -> list[Silent]:
    """催签收：给没签收的单位的联络员各发一条，返回催了哪些；发文归档以后还可以催。

    :raises Refused: 不是文书或主任、都签收了。
    """
    fresh = _open(matter)
    check_office(fresh, by)
    silent = silent_orgs(fresh)
    if not silent:
        raise Refused("发给的单位都签收了，不必催。", code="nobody")
    asked = "催" + _listed([one.org for one in silent])
    entry = Entry("remind_silent", "催签收", note=asked, is_work=False)
    _trace(fresh, entry, detail=asked, hand=(by, now))
    people = {person.pk: person for one in silent for person in one.people}
    inbox.send(
        people.values(),
        kind="remind",
        title=f"{by.name}催签收：{fresh.title}",
        cause=f"remind_silent:{fresh.pk}:{now:%Y%m%d%H%M%S}",
        now=now,
        link=f"/matters/{fresh.pk}/",
    )
    _mark([one.distribution for one in silent], reminded_at=now)
    return silent


@transaction.atomic
def withdraw_distribution(distribution: Distribution, *, by: Person, now: datetime) -> Distribution:
    """收回发给一个单位的一份；它的签收记录留着，但不再看得见这件事项。

    :raises Refused: 不是文书或主任、已经收回、是承办单位。
    """
    matter = matters.running(distribution.matter)
    check_office(matter, by)
    row = _locked(distribution)
    if row.is_assigned:
        said = f"{row.org}是承办单位，请用“撤回”或“退回重新分办”。"
        raise Refused(said, code="assigned")
    _note(matter, "withdraw_copy", "收回分发", f"收回发给{row.org}的一份", (by, now))
    _mark([row], withdrawn_at=now)
    _hide(matter, row.org)
    row.withdrawn_at = now
    return row


def _hide(matter: Matter, org: Org) -> None:
    worked = Todo.objects.filter(matter=matter, org=org).exclude(state=TodoState.VOID)
    if not worked.exists():
        matters.hide(matter, [f"r{org.pk}.{RoleCode.LIAISON}"])


@transaction.atomic
def settle_copies(matter: Matter, *, by: Person, now: datetime) -> None:
    """让承办单位的回执跟上它的差事：派了就是送，反馈了就是办，撤了就收回。

    每次办完一步都可以叫；没有变化就什么也不做。只有收文有承办单位，会签、约稿的单位不算。
    """
    if matter.kind != INCOMING.code:
        return
    latest: dict[int, Todo] = {}
    rows = Todo.objects.filter(matter=matter, org__isnull=False, is_reading=False)
    for todo in rows.select_related("org").order_by("round", "id"):
        latest[todo.org_id or 0] = todo
    had = {row.org_id: row for row in Distribution.objects.filter(matter=matter)}
    for pk, todo in latest.items():
        _settle(matter, todo, had.get(pk), (by, now))


def _settle(
    matter: Matter, todo: Todo, row: Distribution | None, hand: tuple[Person, datetime]
) -> None:
    if todo.state == TodoState.VOID:
        if row and row.is_assigned and not row.withdrawn_at:
            _mark([row], withdrawn_at=hand[1])
        return
    fresh = row is None or row.withdrawn_at is not None or row.sent_at < todo.opened_at
    if fresh and todo.org:
        values = {"wants_handling": True, "is_assigned": True}
        row = _send(matter, todo.org, values, by=hand[0], now=todo.opened_at)
    if row and row.handled_at != todo.closed_at:
        said = todo.closed_by.remark[:500] if todo.closed_by else ""
        _mark([row], handled_at=todo.closed_at, answer=said)
