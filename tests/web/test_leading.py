"""领导的编制在县政府名下，看的是他任领导的办公室的台账、统计、计划、通报。"""

import pytest
from django.urls import reverse
from django.utils import timezone

from sanban.people.models import Org, OrgKind, Person, RoleHolding
from sanban.supervision.models import Span, SupervisedItem, offices_of
from sanban.supervision.services import planning


@pytest.fixture
def head(cast):
    """县长：编制在县政府，任县政府办的主要负责人、领导。"""
    county = Org.objects.create(name="演示县人民政府", short_name="县政府", kind=OrgKind.GOV)
    Person.objects.filter(pk=cast.mayor.pk).update(org=county)
    for role in ("principal", "leader"):
        RoleHolding.objects.get_or_create(person=cast.mayor, org=cast.office, role=role)
    RoleHolding.objects.create(person=cast.mayor, org=county, role="leader")
    return Person.objects.get(pk=cast.mayor.pk)


def test_the_head_sees_all_that_his_office_supervises(sign_in, cast, head, assigned_item):
    assert offices_of(head) == [cast.office.pk]
    assert SupervisedItem.objects.visible_to(head).get() == assigned_item
    client = sign_in(cast.mayor)
    title = assigned_item.matter.title
    assert title in client.get(reverse("supervision")).content.decode()
    assert client.get(reverse("matter", args=[assigned_item.pk])).status_code == 200
    page = client.get(reverse("statistic-rows", args=["initiated"])).content.decode()
    assert title in page


def test_the_head_reads_the_plans_of_his_office(sign_in, cast, head):
    day = timezone.localdate()
    plan = planning.open_plan(Span.WEEK, day, by=cast.supervisor, now=timezone.now())
    client = sign_in(cast.mayor)
    assert reverse("plan", args=[plan.pk]) in client.get(reverse("plans")).content.decode()
    assert client.get(reverse("plan", args=[plan.pk])).status_code == 200


def test_the_head_of_a_unit_sees_only_what_his_unit_owes(sign_in, cast, assigned_item):
    assert offices_of(cast.water_principal) == []
    other = SupervisedItem.objects.visible_to(cast.water_principal)
    assert list(other) == [assigned_item]
    assert not SupervisedItem.objects.visible_to(cast.outsider).exists()
