"""演示的督办：一年里各种结局都有，号不跳，时辰都在以前。"""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from demo.people import load_people
from demo.supervised.acts import ACTS
from demo.supervised.fates import FATES
from demo.supervised.items import PLANS
from demo.supervised.loading import supervised
from sanban.matters.models import Step
from sanban.people.init import load_published
from sanban.people.services.founding import found_office
from sanban.supervision.models import (
    FollowUpResult,
    ItemState,
    Outcome,
    Pressing,
    RequestKind,
    Rung,
    SideRequest,
    SupervisedItem,
    Verification,
    lit,
)

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_every_fate_is_lived_and_every_act_is_known():
    assert {plan.fate for plan in PLANS} == set(FATES)
    assert {turn.act for turns in FATES.values() for turn in turns} <= set(ACTS)
    assert len({plan.title for plan in PLANS}) == len(PLANS)


@pytest.fixture
def year(db, settings, tmp_path):
    settings.DATA, settings.FILES = tmp_path, tmp_path / "files"
    found_office("演示县人民政府办公室")
    load_published(NOW.date())
    staff = load_people(NOW)
    for moment, do in sorted(supervised(staff, NOW), key=lambda one: one[0]):
        do(moment)


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
    numbers = sorted(items.filter(number__gt=0).values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    kinds = set(SideRequest.objects.values_list("kind", flat=True))
    assert set(RequestKind.values) - kinds == {RequestKind.PHASE}
    outcomes = set(SideRequest.objects.values_list("outcome", flat=True))
    assert {Outcome.GRANTED, Outcome.REFUSED} <= outcomes
    assert {Rung.PHONE, Rung.SLIP} <= set(Pressing.objects.values_list("rung", flat=True))
    assert set(Verification.objects.values_list("is_passed", flat=True)) == {True, False}
    assert max(Step.objects.values_list("done_at", flat=True)) < NOW
