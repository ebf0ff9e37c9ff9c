"""谁来办：每个代号一个函数，从事项和人的选择得出办理人。"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sanban.core.errors import Refused
from sanban.matters.models import Matter
from sanban.people.models import Org, Person, RoleCode

LEAD, ASSIST = "lead", "assist"
PARTS = {LEAD: "主办", ASSIST: "协办", "": ""}


@dataclass(frozen=True, slots=True)
class Choice:
    """送出时人的选择：送谁、送哪些单位（第一个主办）、限何时。"""

    people: tuple[Person, ...] = ()
    orgs: tuple[tuple[Org, str], ...] = ()
    due_at: datetime | None = None


NOTHING = Choice()


@dataclass(frozen=True, slots=True)
class Grant:
    """给一个人的一份差事。"""

    person: Person
    org: Org | None = None
    part: str = ""
    on_behalf_of: Person | None = None


def _starter(matter: Matter, choice: Choice) -> list[Grant]:
    return [Grant(matter.drafter)]


def _chosen(matter: Matter, choice: Choice) -> list[Grant]:
    ids = [person.pk for person in choice.people]
    known = {person.pk: person for person in Person.objects.in_use().filter(pk__in=ids)}
    return [Grant(known[pk]) for pk in dict.fromkeys(ids) if pk in known]


def _ranked(matter: Matter, choice: Choice) -> list[Grant]:
    ids = [person.pk for person in choice.people]
    return [Grant(one) for one in Person.objects.in_use().filter(pk__in=ids).ranked("office")]


def _orgs(matter: Matter, choice: Choice) -> list[Grant]:
    parts = {org.pk: (org, part) for org, part in choice.orgs}
    if parts and LEAD not in {part for _, part in choice.orgs}:
        raise Refused("两个以上单位承办的，请指明一个主办单位。", code="no-lead")
    grants = [_liaison(org, part) for org, part in parts.values()]
    return sorted(grants, key=lambda grant: grant.part != LEAD)


def _liaison(org: Org, part: str) -> Grant:
    person = Person.objects.with_role(RoleCode.LIAISON, org=org).first()
    if person is None:
        said = f"{org}没有在岗的联络员，请先在“人员机构”里指定，或另选单位。"
        raise Refused(said, code="no-liaison")
    return Grant(person, org, part)


def _role(role: str) -> Callable[[Matter, Choice], list[Grant]]:
    def find(matter: Matter, choice: Choice) -> list[Grant]:
        return [Grant(one) for one in Person.objects.with_role(role, org=matter.org)]

    return find


# fmt: off
DOERS: dict[str, Callable[[Matter, Choice], list[Grant]]] = {
    "starter":     _starter,                     # 登记人
    "chosen":      _chosen,                      # 送出时选定的人，按所选次序
    "ranked":      _ranked,                      # 送出时选定的人，按领导排序
    "chosen_orgs": _orgs,                        # 送出时选定的单位，由其联络员办
    "clerk":       _role(RoleCode.CLERK),        # 登记单位的文书
    "director":    _role(RoleCode.DIRECTOR),     # 登记单位的主任
    "archivist":   _role(RoleCode.ARCHIVIST),    # 登记单位的档案员
}
CHOSEN_PEOPLE = ("chosen", "ranked")
CHOSEN_ORGS = ("chosen_orgs",)
# fmt: on
