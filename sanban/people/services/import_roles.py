"""导入角色：成批授予，只有安全管理员能办；三员照样互斥。"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from sanban.core.errors import Refused
from sanban.people.models import Person, RoleCode, RoleHolding
from sanban.people.services.import_orgs import known_orgs
from sanban.people.services.roles import check_exclusive, grant
from sanban.people.services.workbook import Column, Fault, Layout, Row

ROLES = {str(label): code for code, label in RoleCode.choices}
LAYOUT = Layout(
    "角色",
    (
        Column("姓名", "name", True, 12, "须先在“人员”里有。"),
        Column("单位", "org", True, 36, "这个人所在单位的全称或简称。"),
        Column("角色", "roles", True, 40, "几个角色用顿号隔开；只填：" + "、".join(ROLES) + "。"),
    ),
)
PARTS = re.compile(r"[、，,；;\s]+")


def roles_of(row: Row) -> list[str]:
    """一行里的各个角色名称。"""
    return [one for one in PARTS.split(row["roles"]) if one]


def check(rows: Sequence[Row]) -> list[Fault]:
    """逐行核对，返回全部不对之处。"""
    people = _people()
    held: dict[int, set[str]] = {}
    for pk, role in RoleHolding.objects.values_list("person", "role"):
        held.setdefault(pk, set()).add(role)
    faults: list[Fault] = []
    for row in rows:
        found = people.get((row["name"], row["org"]), [])
        faults += _person_faults(row, found)
        faults += _role_faults(row)
        if len(found) == 1:
            faults += _clashes(row, held.setdefault(found[0].pk, set()))
    return faults


def _people() -> dict[tuple[str, str], list[Person]]:
    names: dict[int, set[str]] = {}
    for name, orgs in known_orgs().items():
        for org in orgs:
            names.setdefault(org.pk, set()).add(name)
    found: dict[tuple[str, str], list[Person]] = {}
    for person in Person.objects.in_use().select_related("org"):
        for name in names.get(person.org_id, ()):
            found.setdefault((person.name, name), []).append(person)
    return found


def _person_faults(row: Row, found: Sequence[Person]) -> Iterator[Fault]:
    if not row["name"] or not row["org"]:
        yield Fault(row.number, "name", "姓名、单位都要填。")
    elif not found:
        said = f"{row['org']}没有“{row['name']}”，请先登记人员或改正。"
        yield Fault(row.number, "name", said)
    elif len(found) > 1:
        said = f"{row['org']}有 {len(found)} 个“{row['name']}”，请到角色页上逐个授予。"
        yield Fault(row.number, "name", said)


def _role_faults(row: Row) -> Iterator[Fault]:
    if not roles_of(row):
        yield Fault(row.number, "roles", "角色没有填。")
    for one in roles_of(row):
        if one not in ROLES:
            said = f"没有“{one}”这个角色，请填：{'、'.join(ROLES)}。"
            yield Fault(row.number, "roles", said)


def _clashes(row: Row, held: set[str]) -> Iterator[Fault]:
    for code in [ROLES[one] for one in roles_of(row) if one in ROLES]:
        try:
            check_exclusive(row["name"], code, held=held)
        except Refused as fault:
            yield Fault(row.number, "roles", fault.message)
            continue
        held.add(code)


def apply(rows: Sequence[Row], *, by: Person, now: datetime) -> int:
    """授予核对过的各行，返回几行。"""
    people = _people()
    for row in rows:
        person = people[row["name"], row["org"]][0]
        for one in roles_of(row):
            grant(person, ROLES[one], org=person.org, by=by)
    return len(rows)


def exported() -> list[Row]:
    """在岗人员的角色，同样的各列。"""
    rows = Person.objects.in_use().select_related("org").prefetch_related("holdings")
    lines = [(one, [str(held) for held in one.holdings.all()]) for one in rows]
    cells = [
        {"name": person.name, "org": person.org.name, "roles": "、".join(roles)}
        for person, roles in lines
        if roles
    ]
    return [Row(number, one) for number, one in enumerate(cells, start=2)]
