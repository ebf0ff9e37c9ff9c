"""谁来办：每个代号一个函数，从事项和人的选择得出办理人。"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sanban.core.errors import Refused
from sanban.core.prepared import Prepared
from sanban.matters.models import Matter
from sanban.people.models import OFFICE_RANK, Org, Person, PersonQuerySet, RoleCode

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


Finder = Callable[[Matter, Choice], list[Grant]]


def _starter(matter: Matter, choice: Choice) -> list[Grant]:
    return [Grant(matter.drafter)]


def _chosen(matter: Matter, choice: Choice) -> list[Grant]:
    ids = [person.pk for person in choice.people]
    known = {person.pk: person for person in _present(choice)}
    return [Grant(known[pk]) for pk in dict.fromkeys(ids)]


def _ranked(matter: Matter, choice: Choice) -> list[Grant]:
    return [Grant(one) for one in _present(choice).ranked(OFFICE_RANK)]


def _present(choice: Choice) -> PersonQuerySet:
    found = Person.objects.in_use().filter(pk__in=[person.pk for person in choice.people])
    known = set(found.values_list("pk", flat=True)) if choice.people else set()
    gone = dict.fromkeys(one.name for one in choice.people if one.pk not in known)
    if gone:
        raise Refused(f"{'、'.join(gone)}已不在岗，请另选办理人。", code="gone")
    return found


def _orgs(matter: Matter, choice: Choice) -> list[Grant]:
    orgs = choice.orgs
    if len(orgs) == 1:
        orgs = ((orgs[0][0], LEAD),)
    _check_parts(orgs)
    grants = [_liaison(org, part) for org, part in orgs]
    return sorted(grants, key=lambda grant: grant.part != LEAD)


def _check_parts(orgs: tuple[tuple[Org, str], ...]) -> None:
    names = [str(org) for org, _ in orgs]
    twice = dict.fromkeys(name for name in names if names.count(name) > 1)
    if twice:
        said = f"{'、'.join(twice)}选了两次，请只留一处：要么主办，要么协办。"
        raise Refused(said, code="org-twice")
    leads = [part for _, part in orgs].count(LEAD)
    if orgs and leads == 0:
        raise Refused("两个以上单位承办的，请指明一个主办单位。", code="no-lead")
    if leads > 1:
        raise Refused("主办单位只能有一个，请把其余的改为协办。", code="two-leads")


def _liaison(org: Org, part: str) -> Grant:
    person = Person.objects.with_role(RoleCode.LIAISON, org=org).first()
    if person is None or not org.is_active:
        said = f"{org}没有在岗的联络员，请管理员在“人员机构”里指定，或另选单位。"
        raise Refused(said, code="no-liaison")
    return Grant(person, org, part)


_HOLDING = Prepared(lambda role, org: Person.objects.with_role(role, org=Org(pk=org)))


def _role(role: str) -> Finder:
    def find(matter: Matter, choice: Choice) -> list[Grant]:
        return [Grant(one) for one in _HOLDING.rows(str(role), matter.org_id)]

    return find


@dataclass(frozen=True, slots=True)
class Doer:
    """一种办理人：给人看的说法，和怎样找到他们。

    :param wants: 没找到时请人怎么办。
    """

    label: str
    find: Finder
    wants: str

    def __call__(self, matter: Matter, choice: Choice) -> list[Grant]:
        """找出办理人；一个也没有就是空。

        :raises Refused: 选的人不在岗、选的单位不合规矩。
        """
        return self.find(matter, choice)


PICK_PEOPLE = "请选定办理人"
PICK_ORGS = "请选定承办单位"
ASK_ADMIN = "请管理员在“人员机构”里给在岗的人指定角色"

# fmt: off
DOERS: dict[str, Doer] = {
    "starter":     Doer("登记人",                 _starter,                  ASK_ADMIN),
    "chosen":      Doer("选定的人，按所选次序",   _chosen,                   PICK_PEOPLE),
    "ranked":      Doer("选定的人，按领导排序",   _ranked,                   PICK_PEOPLE),
    "chosen_orgs": Doer("选定单位的联络员",       _orgs,                     PICK_ORGS),
    "clerk":       Doer("登记单位的文书",         _role(RoleCode.CLERK),     ASK_ADMIN),
    "director":    Doer("登记单位的主任",         _role(RoleCode.DIRECTOR),  ASK_ADMIN),
    "supervisor":  Doer("登记单位的督查员",       _role(RoleCode.SUPERVISOR), ASK_ADMIN),
    "archivist":   Doer("登记单位的档案员",       _role(RoleCode.ARCHIVIST), ASK_ADMIN),
}
# fmt: on
CHOSEN_PEOPLE = ("chosen", "ranked")
CHOSEN_ORGS = ("chosen_orgs",)
