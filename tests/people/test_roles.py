"""角色：只有安全管理员授，三员互斥；分管和排序。"""

import pytest

from sanban.audit.models import AuditLog
from sanban.core.errors import Refused
from sanban.people import services
from sanban.people.models import Person, RoleHolding


@pytest.mark.parametrize("who", ["sys_admin", "audit_admin", "director", "clerk"])
def test_only_the_security_admin_grants(cast, who):
    with pytest.raises(Refused, match="安全管理员"):
        services.grant(cast.outsider, "drafter", org=cast.finance, by=getattr(cast, who))


def test_a_grant_stands_in_the_audit(cast):
    services.grant(cast.outsider, "drafter", org=cast.finance, by=cast.sec_admin)
    assert cast.outsider in Person.objects.with_role("drafter", org=cast.finance)
    assert AuditLog.objects.filter(act="role.grant", detail__contains="秘书").exists()


@pytest.mark.parametrize(
    ("who", "role"),
    [
        ("clerk", "sys_admin"),
        ("sys_admin", "sec_admin"),
        ("sys_admin", "clerk"),
        ("audit_admin", "drafter"),
        ("sec_admin", "leader"),
    ],
)
def test_admins_are_exclusive(cast, who, role):
    with pytest.raises(Refused, match="三个管理员各用一人"):
        services.grant(getattr(cast, who), role, org=cast.office, by=cast.sec_admin)


def test_business_roles_may_be_held_together(cast):
    services.grant(cast.clerk, "archivist", org=cast.office, by=cast.sec_admin)
    assert RoleHolding.objects.filter(person=cast.clerk).count() == 2


def test_the_last_admin_of_a_kind_stays(cast):
    with pytest.raises(Refused, match="只剩这一位"):
        services.revoke(cast.sys_admin.holdings.get(), by=cast.sec_admin)
    services.grant(cast.outsider, "sys_admin", org=cast.office, by=cast.sec_admin)
    services.revoke(cast.sys_admin.holdings.get(), by=cast.sec_admin)
    assert not cast.sys_admin.holdings.exists()


def test_no_role_for_one_who_left(cast, now):
    services.deactivate(cast.outsider, by=cast.clerk, now=now)
    with pytest.raises(Refused, match="离岗"):
        services.grant(cast.outsider, "drafter", org=cast.finance, by=cast.sec_admin)


def test_charges_are_for_leaders(cast):
    services.set_charges(cast.deputy, [cast.finance, cast.water], by=cast.clerk)
    services.set_charges(cast.deputy, [cast.water], by=cast.clerk)
    assert list(Person.objects.in_charge_of([cast.water])) == [cast.deputy]
    assert not Person.objects.in_charge_of([cast.finance]).exists()
    with pytest.raises(Refused, match="不是领导"):
        services.set_charges(cast.clerk, [cast.water], by=cast.clerk)


def test_the_rank_list_orders_people(cast):
    services.set_ranking("office", [cast.deputy, cast.mayor], by=cast.clerk)
    leaders = Person.objects.with_role("leader").ranked("office")
    assert list(leaders) == [cast.deputy, cast.mayor]
    services.set_ranking("office", [cast.mayor, cast.deputy], by=cast.clerk)
    assert list(Person.objects.with_role("leader").ranked("office")) == [cast.mayor, cast.deputy]


def test_the_last_admin_of_a_kind_neither_leaves_nor_is_stopped(cast, now):
    account, _ = services.open_account(cast.sec_admin, username="aq", by=None)
    for act in (
        lambda: services.deactivate(cast.sec_admin, by=cast.sys_admin, now=now),
        lambda: services.set_enabled(account, is_active=False, by=cast.sys_admin),
    ):
        with pytest.raises(Refused, match="唯一的安全管理员"):
            act()
    services.grant(cast.outsider, "sec_admin", org=cast.office, by=cast.sec_admin)
    services.deactivate(cast.sec_admin, by=cast.sys_admin, now=now)


def test_every_occasion_keeps_its_own_order(cast):
    services.set_ranking("office", [cast.mayor, cast.deputy], by=cast.sys_admin)
    services.set_ranking("four_teams", [cast.deputy, cast.mayor], by=cast.sys_admin)
    leaders = Person.objects.filter(pk__in=[cast.mayor.pk, cast.deputy.pk])
    assert list(leaders.ranked("office")) == [cast.mayor, cast.deputy]
    assert list(leaders.ranked("four_teams")) == [cast.deputy, cast.mayor]
    with pytest.raises(Refused, match="没有这种场合"):
        services.set_ranking("hobby", [cast.mayor], by=cast.sys_admin)
