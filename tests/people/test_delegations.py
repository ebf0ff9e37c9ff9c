"""委托：有起止、不委托自己、不重叠、受托人在岗。"""

from datetime import date

import pytest

from sanban.core.errors import Refused
from sanban.people import services
from sanban.people.models import Delegation
from sanban.people.services import Term

WEEK = Term(date(2026, 9, 16), date(2026, 9, 22), "外出学习")


def delegate(cast, now, term=WEEK, **more):
    asked = {"deputy": cast.deputy, "by": cast.mayor, **more}
    return services.add_delegation(cast.mayor, term=term, now=now, **asked)


def test_a_delegation_holds_for_its_days(cast, now):
    made = delegate(cast, now)
    assert list(Delegation.objects.in_force(date(2026, 9, 22))) == [made]
    assert not Delegation.objects.in_force(date(2026, 9, 23)).exists()


def test_a_cancelled_delegation_is_over(cast, now):
    made = delegate(cast, now)
    services.cancel_delegation(made, by=cast.mayor, now=now)
    assert not Delegation.objects.in_force(date(2026, 9, 17)).exists()
    with pytest.raises(Refused, match="已经取消"):
        services.cancel_delegation(made, by=cast.mayor, now=now)
    delegate(cast, now)


def test_the_director_may_set_it_for_others(cast, now):
    delegate(cast, now, by=cast.director)


def test_the_director_serves_the_leaders_of_the_superior_organ(cast, now):
    county = services.add_org(services.OrgDetails("演示县人民政府", "gov"), by=None)
    cast.office.parent = county
    cast.office.save()
    cast.mayor.org = county
    cast.mayor.save()
    delegate(cast, now, by=cast.director)


def test_nobody_else_may(cast, now):
    with pytest.raises(Refused, match="主任"):
        delegate(cast, now, by=cast.clerk)
    with pytest.raises(Refused, match="主任"):
        services.cancel_delegation(delegate(cast, now), by=cast.clerk, now=now)


@pytest.mark.parametrize(
    ("deputy", "said"),
    [("mayor", "本人"), ("outsider", "离岗"), ("sys_admin", "管理员")],
)
def test_a_bad_deputy_is_refused(cast, now, deputy, said):
    services.deactivate(cast.outsider, by=cast.clerk, now=now)
    cast.outsider.refresh_from_db()
    with pytest.raises(Refused, match=said):
        delegate(cast, now, deputy=getattr(cast, deputy))


@pytest.mark.parametrize(
    ("term", "said"),
    [
        (Term(date(2026, 9, 20), date(2026, 9, 19)), "止日"),
        (Term(date(2026, 9, 1), date(2026, 9, 15)), "已经过去"),
    ],
)
def test_bad_days_are_refused(cast, now, term, said):
    with pytest.raises(Refused, match=said):
        delegate(cast, now, term=term)


def test_delegations_do_not_overlap(cast, now):
    delegate(cast, now)
    with pytest.raises(Refused, match="重叠"):
        delegate(cast, now, term=Term(date(2026, 9, 22), date(2026, 9, 25)))
    delegate(cast, now, term=Term(date(2026, 9, 23), date(2026, 9, 25)))


def test_a_deputy_who_is_away_is_refused(cast, now):
    delegate(cast, now)
    with pytest.raises(Refused, match="也委托了别人"):
        services.add_delegation(
            cast.director, deputy=cast.mayor, term=WEEK, by=cast.director, now=now
        )
