"""差事：开给谁、叫醒、了结、转手；有委托的给代办人。"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from sanban.core.errors import Refused
from sanban.core.local import day_of
from sanban.core.pouring import pour
from sanban.core.prepared import Prepared
from sanban.core.writing import insert, rewrite
from sanban.matters.doers import Grant
from sanban.matters.models import LIVE, Matter, Step, Todo, TodoMode, TodoState, Visibility
from sanban.people.models import ADMINS, Charge, Delegation, Person, RoleCode

_ADMINS = Prepared(
    lambda people: Person.objects.filter(pk__in=people, holdings__role__in=ADMINS)[:1]
)
_ACTING = Prepared(
    lambda today: (
        Delegation.objects.in_force(today)
        .filter(deputy__is_active=True)
        .exclude(deputy__holdings__role__in=ADMINS)
        .select_related("deputy")
        .order_by("id")
    )
)
COLUMNS = [one for one in Todo._meta.concrete_fields if not one.primary_key]


def give(template: Todo, grants: Iterable[Grant], *, queue: bool = False) -> list[Todo]:
    """照样子给每人开一份差事；有委托的给代办人，传阅除外。

    :param queue: 顺签，第二位起先等着。
    """
    made = _made([(template, list(grants))], queue=queue)
    return [insert(made[0])] if len(made) == 1 else Todo.objects.bulk_create(made)


def give_many(given: Sequence[tuple[Todo, list[Grant]]], *, queue: bool = False) -> None:
    """给许多件事项各开差事，样子同 `give`；各件须同一时刻、同一性质。"""
    rows = _made(given, queue=queue)
    values = ([getattr(row, one.attname) for one in COLUMNS] for row in rows)
    pour(Todo, [one.name for one in COLUMNS], values)


def _made(given: Sequence[tuple[Todo, list[Grant]]], *, queue: bool) -> list[Todo]:
    """还没写进库的各份差事；给谁看的已经写好。"""
    first = given[0][0]
    acting = {} if first.mode == TodoMode.READING else deputies(first.opened_at)
    stood = [(one, [stand_in(grant, acting) for grant in grants]) for one, grants in given]
    every = [grant for _, grants in stood for grant in grants]
    _check_business(every)
    known = _Shown(_leaders(every), is_work=first.mode != TodoMode.READING)
    show_many((template.matter, known.subjects(grants)) for template, grants in stood)
    made = (_copied(template, grants, queue=queue) for template, grants in stood)
    return [todo for rows in made for todo in rows]


def _copied(template: Todo, grants: list[Grant], *, queue: bool) -> list[Todo]:
    rows = [_copy(template, grant, n) for n, grant in enumerate(grants)]
    for row in rows[1:] if queue else ():
        row.state = TodoState.WAITING
    return rows


def _check_business(grants: Iterable[Grant]) -> None:
    """三员不办业务，差事不开给他们。

    :raises Refused: 有一位是管理员。
    """
    ids = sorted({grant.person.pk for grant in grants})
    admin = _ADMINS.first(ids) if ids else None
    if admin:
        raise Refused(f"{admin.name}是管理员，不办业务，请另选一位。", code="admin-doer")


def _copy(template: Todo, grant: Grant, n: int) -> Todo:
    return Todo(
        matter=template.matter,
        stage=template.stage,
        round=template.round,
        person=grant.person,
        on_behalf_of=grant.on_behalf_of,
        org=grant.org,
        part=grant.part,
        mode=template.mode,
        is_reading=template.mode == TodoMode.READING,
        state=template.state or TodoState.OPEN,
        place=template.place + n,
        parent=template.parent,
        circulation=template.circulation,
        return_to=template.return_to,
        opened_by=template.opened_by,
        due_at=template.due_at,
        opened_at=template.opened_at,
    )


def deputies(now: datetime) -> dict[int, Person]:
    """此刻有效的委托：谁的差事由谁代办。"""
    return {row.person_id: row.deputy for row in _ACTING.rows(day_of(now))}


def stand_in(grant: Grant, acting: Mapping[int, Person]) -> Grant:
    """有委托的换成代办人；代办人也委托了的，再往下找；兜回来的到此为止。"""
    found, seen = grant.person, {grant.person.pk}
    while found.pk in acting and acting[found.pk].pk not in seen:
        found = acting[found.pk]
        seen.add(found.pk)
    if found.pk == grant.person.pk:
        return grant
    return Grant(found, grant.org, grant.part, grant.on_behalf_of or grant.person)


@dataclass(frozen=True, slots=True)
class _Shown:
    """给谁看：各单位的分管领导，是在办的还是传阅的。"""

    leaders: Mapping[int, list[int]]
    is_work: bool

    def subjects(self, grants: Iterable[Grant]) -> list[str]:
        """本人和委托的人、承办单位的联络员和分管领导；在办的，还有经办人的科室。"""
        return [key for grant in grants for key in self._keys(grant)]

    def _keys(self, grant: Grant) -> list[str]:
        keys = [f"p{one.pk}" for one in (grant.person, grant.on_behalf_of) if one]
        if self.is_work and grant.person.office_section_id:
            keys.append(f"s{grant.person.office_section_id}")
        if grant.org:
            keys.append(f"r{grant.org.pk}.{RoleCode.LIAISON}")
            keys += [f"p{pk}" for pk in self.leaders.get(grant.org.pk, ())]
        return keys


def _leaders(grants: Iterable[Grant]) -> dict[int, list[int]]:
    """单位 → 分管它的在岗领导。"""
    orgs = {grant.org.pk for grant in grants if grant.org}
    found: dict[int, list[int]] = {}
    charges = Charge.objects.filter(org__in=orgs, leader__is_active=True) if orgs else ()
    for charge in charges:
        found.setdefault(charge.org_id, []).append(charge.leader_id)
    return found


def show(matter: Matter, subjects: Iterable[str]) -> None:
    """让这些身份看得见这件事项。"""
    show_many([(matter, subjects)])


def show_many(shown: Iterable[tuple[Matter, Iterable[str]]]) -> None:
    """让这些身份看得见各自的事项，一句办完。"""
    rows = ((matter.pk, str(key)) for matter, subjects in shown for key in dict.fromkeys(subjects))
    pour(Visibility, ("matter", "subject"), rows, ignores=True)


def close(rows: QuerySet[Todo], step: Step, *, state: str) -> int:
    """了结这些差事里还没办完的，返回了结几份。"""
    return rows.filter(state__in=LIVE).update(state=state, closed_by=step, closed_at=step.done_at)


def finish(todo: Todo, step: Step) -> None:
    """办完一份差事；须是锁住事项以后查来、还没办完的。"""
    todo.state, todo.closed_by, todo.closed_at = TodoState.DONE, step, step.done_at
    rewrite(todo, "state", "closed_by", "closed_at")


def wake(todo: Todo, step: Step) -> None:
    """叫醒一份等着的差事。"""
    todo.state, todo.opened_at = TodoState.OPEN, step.done_at
    todo.save(update_fields=["state", "opened_at"])


def sleep(todo: Todo) -> None:
    """让一份差事等着。"""
    todo.state = TodoState.WAITING
    todo.save(update_fields=["state"])


def hand_on(todo: Todo, grant: Grant, step: Step) -> Todo:
    """把一份差事原样交给另一人，连同它等着的加签；就给这个人，不再找代办人。"""
    _check_business([grant])
    todo.refresh_from_db(fields=["parent"])
    close(Todo.objects.filter(pk=todo.pk), step, state=TodoState.DONE)
    new = _copy(todo, grant, 0)
    new.opened_by, new.opened_at = step, step.done_at
    known = _Shown(_leaders([grant]), is_work=not todo.is_reading)
    show(todo.matter, known.subjects([grant]))
    new.save()
    Todo.objects.filter(parent=todo, state__in=LIVE).update(parent=new)
    return new
