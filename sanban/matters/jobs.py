"""事项的定时工作：临期和逾期提醒、没签收的提醒、十八点的事不隔夜。"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, QuerySet
from django.utils import timezone

from sanban.core.errors import Refused
from sanban.core.jobs import job
from sanban.core.models import Holiday
from sanban.core.workdays import CLOSING, Calendar
from sanban.inbox import services as inbox
from sanban.matters import kinds, services
from sanban.matters.lights import Light, light_of, near_until
from sanban.matters.models import (
    TO_DO,
    Matter,
    MatterState,
    Route,
    Step,
    Todo,
    TodoMode,
    TodoState,
)
from sanban.matters.routes import Stage, load
from sanban.people.models import Delegation, Org, Person, RoleCode
from sanban.search import services as search

OFFICE_DOERS = ("starter", "clerk", "director")
SAME_DAY = 1
"""限一个工作日以内的办公室环节，当天要清。"""
MOST_ADDED = 5000
"""一回至多补入几段。"""
WORDS = {"near": "快到期", "late": "已逾期"}


@job
def remind_due(now: str) -> str:
    """临期、逾期各提醒一次；逾期的每个工作日再催办一次。"""
    moment = datetime.fromisoformat(now)
    calendar = _calendar(moment)
    if not calendar.is_workday(_day(moment)):
        return "今天不上班，不提醒"
    told = sum(_tell_due(todo, moment, calendar) for todo in _due_soon(moment, calendar))
    pressed = sum(_press(matter, moment) for matter in _overdue(moment))
    return f"提醒 {told} 条，催办 {pressed} 件"


def _calendar(now: datetime) -> Calendar:
    return Holiday.objects.calendar(_day(now))


def _day(now: datetime) -> date:
    return timezone.localtime(now).date()


def _midnight(now: datetime) -> datetime:
    return datetime.combine(_day(now), time.min, timezone.get_default_timezone())


def _open() -> QuerySet[Todo]:
    rows = Todo.objects.filter(state=TodoState.OPEN, **TO_DO)
    return rows.filter(matter__state=MatterState.RUNNING)


def _ours() -> QuerySet[Todo]:
    """归事项室催的：各室自己催的环节除外。"""
    rows = _open()
    for kind in kinds.all_kinds():
        if kind.own_clock:
            rows = rows.exclude(matter__kind=kind.code, stage__in=kind.own_clock)
    return rows


def _due_soon(now: datetime, calendar: Calendar) -> QuerySet[Todo]:
    rows = _ours().filter(due_at__lte=near_until(now, calendar))
    return rows.select_related("matter", "person").order_by("due_at", "id")


def _tell_due(todo: Todo, now: datetime, calendar: Calendar) -> int:
    light = light_of(MatterState.RUNNING, todo.due_at, now=now, calendar=calendar)
    return inbox.send(
        [todo.person],
        kind="due",
        title=f"{WORDS[light.code]}：{todo.matter.title}（{_when(light)}）",
        cause=f"due:{todo.pk}:{light.code}",
        now=now,
        link=f"/matters/{todo.matter_id}/",
    )


def _when(light: Light) -> str:
    return light.label.replace(" ", "")


def _overdue(now: datetime) -> QuerySet[Matter]:
    late = _ours().filter(due_at__lt=now)
    pressed = Step.objects.filter(action="remind", person=None, done_at__gte=_midnight(now))
    rows = Matter.objects.filter(pk__in=late.values("matter"))
    return rows.exclude(pk__in=pressed.values("matter")).order_by("pk")


def _press(matter: Matter, now: datetime) -> bool:
    try:
        services.remind(matter, by=None, now=now, remark="已过期限，请抓紧办理")
    except Refused:
        return False
    return True


@job
def remind_unacknowledged(now: str) -> str:
    """送达满一个工作日还没签收的，提醒本人，并告诉登记人。"""
    moment = datetime.fromisoformat(now)
    calendar = _calendar(moment)
    rows = _open().filter(acknowledged_at=None, opened_at__lt=_midnight(moment))
    rows = rows.select_related("matter__drafter", "person__org").order_by("id")
    silent = [todo for todo in rows if _is_silent(todo, moment, calendar)]
    return f"提醒 {sum(_tell_silent(todo, moment) for todo in silent)} 条"


def _is_silent(todo: Todo, now: datetime, calendar: Calendar) -> bool:
    if todo.person_id == todo.matter.drafter_id:
        return False
    limit = calendar.add(_day(todo.opened_at), 1)
    return datetime.combine(limit, CLOSING, timezone.get_default_timezone()) < now


def _tell_silent(todo: Todo, now: datetime) -> int:
    title, link = todo.matter.title, f"/matters/{todo.matter_id}/"
    person = todo.person
    to_self = inbox.send(
        [person],
        kind="silent",
        title=f"送您一个工作日了，还没签收：{title}",
        cause=f"silent:{todo.pk}",
        now=now,
        link=link,
    )
    whom = f"{person.org}{person.name}" + (f"（{person.telephone}）" if person.telephone else "")
    to_drafter = inbox.send(
        [todo.matter.drafter],
        kind="silent",
        title=f"{whom}一个工作日还没签收：{title}",
        cause=f"silent:{todo.pk}",
        now=now,
        link=link,
    )
    return to_self + to_drafter


@dataclass(frozen=True, slots=True)
class Leftover:
    """事不隔夜的一行：哪个环节，还有几件。"""

    label: str
    count: int


def leftovers(org_id: int | None = None) -> dict[int, list[Leftover]]:
    """办公室当天该清而没清的：登记了没拟办、批示了没分办等；单位编号 → 各环节几件。"""
    rows = _open().filter(mode=TodoMode.MAIN)
    if org_id is not None:
        rows = rows.filter(matter__org=org_id)
    groups = rows.values_list("matter__org", "matter__route", "stage").order_by()
    counted = list(groups.annotate(total=Count("matter", distinct=True)))
    stages = _stages({route for _, route, _, _ in counted})
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for org, route, code, total in counted:
        stage = stages[route, code]
        if _is_same_day(stage):
            found[org][stage.label] += total
    return {org: [Leftover(*row) for row in rows.items()] for org, rows in found.items()}


def _stages(routes: set[int]) -> dict[tuple[int, str], Stage]:
    kinds = {route.pk: load(route.body) for route in Route.objects.filter(pk__in=routes)}
    return {(pk, stage.code): stage for pk, kind in kinds.items() for stage in kind.stages}


def _is_same_day(stage: Stage) -> bool:
    return stage.doer in OFFICE_DOERS and stage.days is not None and stage.days <= SAME_DAY


@job
def list_leftovers(now: str) -> str:
    """十八点：当天没清的告诉文书和主任。"""
    moment = datetime.fromisoformat(now)
    if not _calendar(moment).is_workday(_day(moment)):
        return "今天不上班，不提醒"
    found = leftovers()
    orgs = Org.objects.in_bulk(list(found))
    told = sum(_tell_leftovers(orgs[pk], rows, moment) for pk, rows in found.items())
    return f"告诉 {told} 人"


def _tell_leftovers(org: Org, rows: list[Leftover], now: datetime) -> int:
    people: dict[int, Person] = {}
    for role in (RoleCode.CLERK, RoleCode.DIRECTOR):
        people |= {one.pk: one for one in Person.objects.with_role(role, org=org)}
    listed = "、".join(f"{row.label} {row.count} 件" for row in rows)
    return inbox.send(
        people.values(),
        kind="leftover",
        title=f"事不隔夜：{listed}还没办，请下班前清零。",
        cause=f"leftover:{org.pk}:{_day(now)}",
        now=now,
        link="/",
    )


@job
def begin_delegations(now: str) -> str:
    """今天生效的委托，把手上的待办转给代办人；已经转过的不再转。"""
    moment = datetime.fromisoformat(now)
    rows = Delegation.objects.in_force(_day(moment)).select_related("person", "deputy")
    moved = sum(services.delegate(one, by=one.person, now=moment) for one in rows)
    return f"转出 {moved} 份待办"


@job
def index(now: str) -> str:
    """补编：派出去的没编成的、后台停过的、搬来的库里没有编入的，都在这里补上。"""
    told = services.index_waiting.call()
    added = search.rebuild(most=MOST_ADDED)
    return f"{told}，补入 {added} 段" if added else str(told)
