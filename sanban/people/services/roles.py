"""角色、分管和排序：谁任什么角色，领导分管哪些单位，按什么次序排。"""

from collections.abc import Sequence

from django.db import transaction

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.people.models import (
    ADMINS,
    RANKINGS,
    Charge,
    Org,
    Person,
    RankEntry,
    RoleCode,
    RoleHolding,
)

KEEPERS = (RoleCode.SYS_ADMIN, RoleCode.SEC_ADMIN, RoleCode.AUDIT_ADMIN)


@transaction.atomic
def grant(person: Person, role: str, *, org: Org, by: Person) -> RoleHolding:
    """授予一个角色；已经有的照旧。

    :raises Refused: 不是安全管理员授的、人已离岗、角色不认得、与三员互斥。
    """
    _check_granter(by)
    fresh = Person.objects.select_for_update().get(pk=person.pk)
    if not fresh.is_active:
        raise Refused(f"{fresh.name}已经离岗，不能再授角色。", code="not-active")
    if role not in RoleCode.values:
        raise Refused("没有这个角色，请从单子里选。", code="unknown-role")
    check_exclusive(fresh.name, role, held=_held(fresh))
    holding, is_new = RoleHolding.objects.get_or_create(person=fresh, role=role, org=org)
    if is_new:
        said = f"{fresh.name}　{holding}　{org}"
        audit.record("role.grant", by=by, target=f"person:{fresh.pk}", detail=said)
    return holding


def check_exclusive(name: str, role: str, *, held: set[str]) -> None:
    """三员互斥，也不与业务角色兼任。

    :raises Refused: 兼不得。
    """
    others = held - {role}
    clash = sorted(others if role in ADMINS else others.intersection(ADMINS))
    if clash:
        labels = "、".join(str(RoleCode(code).label) for code in clash)
        wanted = RoleCode(role).label
        said = f"{name}已经是{labels}，不能再任{wanted}：三个管理员各用一人，不兼业务角色。"
        raise Refused(said, code="exclusive")


@transaction.atomic
def revoke(holding: RoleHolding, *, by: Person) -> None:
    """收回一个角色。

    :raises Refused: 不是安全管理员收的；收回后这一员就没有人了。
    """
    _check_granter(by)
    if holding.role in KEEPERS and not _others_hold(holding):
        said = f"{holding}只剩这一位，请先授给接手的人，再收回。"
        raise Refused(said, code="last-keeper")
    said = f"{holding.person.name}　{holding}　{holding.org}"
    audit.record("role.revoke", by=by, target=f"person:{holding.person_id}", detail=said)
    holding.delete()


def _check_granter(by: Person) -> None:
    if RoleCode.SEC_ADMIN not in _held(by):
        raise Refused("角色只能由安全管理员授予、收回，请找安全管理员。", code="not-sec-admin")


def _held(person: Person) -> set[str]:
    return set(RoleHolding.objects.filter(person=person).values_list("role", flat=True))


def _others_hold(holding: RoleHolding) -> bool:
    others = RoleHolding.objects.filter(role=holding.role, person__is_active=True)
    others = others.exclude(person__account__is_active=False)
    return others.exclude(person=holding.person_id).exists()


def check_not_last(person: Person) -> None:
    """离岗、停用账号以前：三员里的一员只剩此人的，不许。

    :raises Refused: 只剩此人。
    """
    for holding in RoleHolding.objects.filter(person=person, role__in=KEEPERS):
        if not _others_hold(holding):
            said = f"{person.name}是唯一的{holding}，请安全管理员先授给接手的人。"
            raise Refused(said, code="last-keeper")


@transaction.atomic
def set_charges(leader: Person, orgs: Sequence[Org], *, by: Person) -> int:
    """定领导分管哪些单位，以这一次为准，返回几个。

    :raises Refused: 这个人不是领导。
    """
    wanted = {org.pk for org in orgs}
    if wanted and RoleCode.LEADER not in _held(leader):
        raise Refused(f"{leader.name}不是领导，不能定分管单位。", code="not-a-leader")
    rows = Charge.objects.filter(leader=leader)
    had = set(rows.values_list("org", flat=True))
    rows.exclude(org__in=wanted).delete()
    Charge.objects.bulk_create(Charge(leader=leader, org_id=pk) for pk in wanted - had)
    said = "、".join(str(org) for org in orgs)
    audit.record("charge.set", by=by, target=f"person:{leader.pk}", detail=said)
    return len(wanted)


@transaction.atomic
def set_ranking(context: str, people: Sequence[Person], *, by: Person) -> int:
    """定某种场合（`RANKINGS` 的代号）的排序表，以这一次为准，返回几人。

    :raises Refused: 没有这种场合。
    """
    if context not in RANKINGS:
        raise Refused("没有这种场合的排序表，请从所列的几种里选。", code="unknown-context")
    ids = list(dict.fromkeys(person.pk for person in people))
    RankEntry.objects.filter(context=context).delete()
    RankEntry.objects.bulk_create(
        RankEntry(context=context, person_id=pk, position=place)
        for place, pk in enumerate(ids, start=1)
    )
    audit.record("ranking.set", by=by, target=f"ranking:{context}", detail=f"{len(ids)} 人")
    return len(ids)
