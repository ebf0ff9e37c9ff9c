"""演示的督办：一年里各种结局都有，号不跳，时辰都在以前。"""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.test import override_settings

from demo.people import load_people
from demo.supervised.acts import ACTS
from demo.supervised.books import VERDICTS
from demo.supervised.fates import FATES
from demo.supervised.items import PLANS
from demo.supervised.loading import supervised
from sanban.matters.models import Step
from sanban.people.init import load_published
from sanban.people.services.founding import found_office
from sanban.statistics.models import Circular
from sanban.statistics.services import check_numbers
from sanban.supervision.models import (
    Blockage,
    BlockageKind,
    CampaignEntry,
    EntryState,
    FollowUpResult,
    ItemState,
    Outcome,
    PlanEntry,
    Pressing,
    RequestKind,
    Rung,
    SideRequest,
    SiteCheck,
    Span,
    SupervisedItem,
    Verification,
    Voice,
    WorkPlan,
    lit,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_every_fate_is_lived_and_every_act_is_known():
    assert {plan.fate for plan in PLANS} == set(FATES)
    assert {turn.act for turns in FATES.values() for turn in turns} <= set(ACTS)
    assert len({plan.title for plan in PLANS}) == len(PLANS)


@pytest.fixture(scope="module")
def year(django_db_setup, django_db_blocker, tmp_path_factory):
    """只装一次，几个只看不动的测试合用。"""
    folder = tmp_path_factory.mktemp("year")
    kept = override_settings(DATA=folder, FILES=folder / "files")
    with django_db_blocker.unblock(), kept, transaction.atomic():
        found_office("演示县人民政府办公室")
        load_published(NOW.date())
        staff = load_people(NOW)
        for moment, do in sorted(supervised(staff, NOW), key=lambda one: one[0]):
            do(moment)
        yield staff
        transaction.set_rollback(True)


def test_the_year_tells_every_kind_of_ending(year):
    items = SupervisedItem.objects.all()
    assert {ItemState.CLOSED, ItemState.HANDLING, ItemState.SUSPENDED, ItemState.DECLINED} <= set(
        items.values_list("state", flat=True)
    )
    assert {FollowUpResult.HELD, FollowUpResult.REBOUNDED} <= set(
        items.values_list("follow_up_result", flat=True)
    )
    for light in ("late", "near", "go", "hold", "done"):
        assert items.filter(lit(light, NOW)).exists(), light
    numbers = sorted(items.filter(number__gt=0, year=NOW.year).values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    kinds = set(SideRequest.objects.values_list("kind", flat=True))
    assert set(RequestKind.values) - kinds == {RequestKind.PHASE}
    outcomes = set(SideRequest.objects.values_list("outcome", flat=True))
    assert {Outcome.GRANTED, Outcome.REFUSED} <= outcomes
    assert {Rung.PHONE, Rung.SLIP} <= set(Pressing.objects.values_list("rung", flat=True))
    assert set(Verification.objects.values_list("is_passed", flat=True)) == {True, False}
    assert max(Step.objects.values_list("done_at", flat=True)) < NOW


def test_the_books_are_kept_too(year):
    assert set(Voice.objects.values_list("is_satisfied", flat=True)) == {True, False}
    assert SiteCheck.objects.filter(is_unannounced=True).exists()
    assert set(Blockage.objects.values_list("kind", flat=True)) == set(BlockageKind.values)
    assert Blockage.objects.exclude(solved_on=None).count() == 1
    spans = list(WorkPlan.objects.order_by("span").values_list("span", flat=True))
    assert spans == [Span.QUARTER, Span.WEEK, Span.WEEK]
    states = set(PlanEntry.objects.values_list("state", flat=True))
    assert {EntryState.DONE, EntryState.CARRIED, EntryState.OPEN} <= states
    verdicts = CampaignEntry.objects.order_by("position").values_list("verdict", flat=True)
    assert list(verdicts) == [*VERDICTS, ""]
    circular = Circular.objects.get()
    assert circular.figures.count() > 20
    assert check_numbers(circular) == ()
