"""单位、科室：树不绕圈，停用先清空，首字母能找到。"""

import pytest

from sanban.audit.models import AuditLog
from sanban.core.errors import Refused
from sanban.people import services
from sanban.people.models import Org
from sanban.people.services import OrgDetails


def details(name="演示县档案馆", **more):
    return OrgDetails(name=name, kind="dept", **more)


def test_a_new_org_is_found_by_its_initials(cast):
    made = services.add_org(details(short_name="县档案馆"), by=cast.clerk)
    assert list(Org.objects.like("xdag")) == [made]
    assert AuditLog.objects.filter(act="org.add", target=f"org:{made.pk}").exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": " "}, "全称"),
        ({"name": "演示县财政局"}, "不能重复"),
        ({"kind": "moon"}, "类别"),
    ],
)
def test_a_bad_org_is_refused(cast, changed, said):
    given = {"name": "演示县档案馆", "kind": "dept", **changed}
    with pytest.raises(Refused, match=said):
        services.add_org(OrgDetails(**given), by=cast.clerk)


@pytest.mark.parametrize("field", ["parent", "guidance_parent"])
def test_orgs_never_go_in_a_circle(cast, field):
    below = services.add_org(details(**{field: cast.finance}), by=cast.clerk)
    lower = services.add_org(details("演示县档案所", **{field: below}), by=cast.clerk)
    with pytest.raises(Refused, match="另选"):
        services.change_org(
            cast.finance, details(cast.finance.name, **{field: lower}), by=cast.clerk
        )


def test_an_org_with_people_cannot_be_retired(cast):
    with pytest.raises(Refused, match="在岗人员"):
        services.set_org_in_use(cast.finance, is_active=False, by=cast.clerk)
    empty = services.add_org(details(), by=cast.clerk)
    services.set_org_in_use(empty, is_active=False, by=cast.clerk)
    assert empty not in Org.objects.in_use()


def test_sections_are_named_once_and_removed_when_empty(cast):
    made = services.add_section(cast.office, name="综合科", by=cast.clerk)
    with pytest.raises(Refused, match="已经有"):
        services.add_section(cast.office, name="综合科", by=cast.clerk)
    services.remove_section(made, by=cast.clerk)
    with pytest.raises(Refused, match="还有人"):
        services.remove_section(cast.clerk.office_section, by=cast.clerk)


@pytest.mark.parametrize(
    ("name", "initials"),
    [("县政府办", "xzfb"), ("柳湾镇", "lwz"), ("12345热线", "12345rx"), ("党（政）办", "dzb")],
)
def test_initials(name, initials):
    assert services.initials_of(name) == initials


def test_a_surname_keeps_its_own_reading():
    assert services.person_initials_of("单雄信") == "sxx"
    assert services.person_initials_of("曾国华") == "zgh"
