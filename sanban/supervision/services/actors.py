"""谁能替谁办：督查室、承办单位、单位领导、审批的领导。"""

from collections.abc import Sequence

from sanban.core.errors import Refused
from sanban.matters.models import LIVE, Todo
from sanban.people.models import Org, Person, RoleCode, RoleHolding
from sanban.supervision.kinds.supervised_item import HANDLE
from sanban.supervision.models import SupervisedItem

OFFICE = (RoleCode.SUPERVISOR, RoleCode.DIRECTOR)
"""替督办单位办的。"""
UNIT_LEADERS = (RoleCode.PRINCIPAL, RoleCode.LEADER)
"""承办单位里审核、同意的。"""
APPROVERS = (RoleCode.LEADER, RoleCode.PRINCIPAL, RoleCode.DIRECTOR)
"""能批立项、销号的。"""


def is_office(org: Org, by: Person, roles: Sequence[str] = OFFICE) -> bool:
    """此人是不是这个督办单位的督查员或主任；预取过角色的不查库。"""
    return any(one.org_id == org.pk and one.role in roles for one in by.holdings.all())


def check_office(org: Org, by: Person) -> None:
    """只有督查员、主任能替督办单位办。

    :raises Refused: 不是。
    """
    if not is_office(org, by):
        said = f"这一步由{org}的督查员或主任办理，请与督查室联系。"
        raise Refused(said, code="not-office")


def is_director(org: Org, by: Person) -> bool:
    """此人是不是督办单位的主任。"""
    return is_office(org, by, (RoleCode.DIRECTOR,))


def office_keys(org: Org) -> list[str]:
    """督办单位的督查员、主任、主要负责人，在可见表里的身份。"""
    return [f"r{org.pk}.{role}" for role in (*OFFICE, RoleCode.PRINCIPAL)]


def unit_keys(orgs: Sequence[Org]) -> list[str]:
    """承办单位的领导，在可见表里的身份。"""
    return [f"r{org.pk}.{role}" for org in orgs for role in UNIT_LEADERS]


def check_unit(item: SupervisedItem, org: Org, by: Person) -> None:
    """替承办单位办的，须是手上有这件差事的人，或者这个单位的联络员。

    :raises Refused: 不是。
    """
    if any(one.org_id == org.pk and one.role == RoleCode.LIAISON for one in by.holdings.all()):
        return
    held = Todo.objects.filter(
        matter=item.pk, stage=HANDLE.code, org=org, person=by, state__in=LIVE
    )
    if not held.exists():
        said = f"这件事项由{org}的联络员（或经办人）办理，请与他联系。"
        raise Refused(said, code="not-unit")


def unit_leaders(org: Org) -> list[Person]:
    """单位在岗的领导，主要负责人在前；一个也没有的为空。"""
    held = RoleHolding.objects.filter(org=org, role__in=UNIT_LEADERS, person__is_active=True)
    rows = held.select_related("person").order_by("person__rank_order", "person")
    ranked = sorted(rows, key=lambda one: one.role != RoleCode.PRINCIPAL)
    return list(dict.fromkeys(one.person for one in ranked))


def check_unit_leader(org: Org, by: Person) -> None:
    """承办单位的领导才能审核、同意。

    :raises Refused: 不是。
    """
    if not is_office(org, by, UNIT_LEADERS):
        said = f"这一步由{org}的主要负责人或分管领导办理，请报他审核。"
        raise Refused(said, code="not-unit-leader")


def check_approvers(item: SupervisedItem, people: Sequence[Person], orgs: Sequence[int]) -> None:
    """审批立项、审定销号的，须是领导或主任，不能是承办单位自己的人。

    :param orgs: 承办单位的编号。
    :raises Refused: 有一位不是。
    """
    barred = set(orgs) - {item.org_id}
    held = RoleHolding.objects.filter(
        person__in=[one.pk for one in people], role__in=APPROVERS
    ).exclude(org__in=barred)
    may = set(held.values_list("person", flat=True))
    wrong = dict.fromkeys(one.name for one in people if one.pk not in may)
    if wrong:
        said = f"{'、'.join(wrong)}不是领导或主任，不能审批；请选一位领导或主任。"
        raise Refused(said, code="not-approver")
