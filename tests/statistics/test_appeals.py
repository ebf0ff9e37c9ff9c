"""申诉：通报写到的单位在几个工作日内提，办公室处理，更正另写，通报不改。"""

from datetime import timedelta

import pytest

from sanban.core import services as core
from sanban.core.errors import Refused
from sanban.documents.models import Outgoing
from sanban.inbox.models import Message
from sanban.statistics import services
from sanban.statistics.models import Appeal, Circular
from sanban.statistics.services import Plan
from tests.statistics.seed import LATER, SINCE, UNTIL, closing

REASON = "北关片区积水点已于9月10日申请办结，应算按期。"


@pytest.fixture
def draft(cast, quarter):
    plan = Plan(kind="circular", since=SINCE, until=UNTIL, main_recipients="县政府各部门")
    circular = services.start(plan, by=cast.supervisor, now=LATER)
    services.draft(circular, by=cast.supervisor, now=LATER)
    return circular


@pytest.fixture
def published(draft):
    """印发了；走完发文各步的在 test_circulars 里走过。"""
    Outgoing.objects.filter(circular=draft).update(signed_at=LATER, dispatched_at=LATER)
    return Circular.objects.whole().get(pk=draft.pk)


@pytest.fixture
def appealed(cast, published):
    return services.appeal(
        published,
        org=cast.water,
        figure=published.figures.get(key=f"on_time:unit:{cast.water.pk}"),
        reason=REASON,
        by=cast.water_principal,
        now=LATER,
    )


def test_a_named_unit_appeals_and_the_office_hears_of_it(cast, appealed):
    assert appealed.consent_name == "赵学军"
    told = Message.objects.filter(kind="appeal").values_list("person__name", flat=True)
    assert set(told) == {"方弦", "周明远"}


def test_the_limit_is_five_working_days_after_it_went_out(published):
    assert services.appeal_until(published) == closing(10, 15)


def test_the_limit_is_the_one_the_circular_printed(cast, published):
    core.set_option("statistics.appeal_days", "30")
    assert services.appeal_until(published) == closing(10, 15)


def test_an_upheld_appeal_is_corrected_in_an_addendum_and_nothing_else(cast, published, appealed):
    before = list(published.figures.values())
    said = "县水务局按期办结由1件更正为2件。"
    services.rule(
        appealed, upheld=True, ruling="查实", correction=said, by=cast.supervisor, now=LATER
    )
    assert [one.correction for one in published.appeals.corrections()] == [said]
    assert list(published.figures.values()) == before
    assert Message.objects.filter(kind="appeal", person=cast.water_principal).exists()


def test_a_refused_appeal_corrects_nothing(cast, published, appealed):
    services.rule(
        appealed, upheld=False, ruling="没有申请记录", correction="x", by=cast.director, now=LATER
    )
    assert not published.appeals.corrections().exists()


def refusal(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def test_appeals_that_may_not_be_made(cast, published, appealed):
    def ask(**change):
        usual = {
            "org": cast.finance, "reason": REASON, "consent_name": "李局长",
            "by": cast.finance_liaison, "now": LATER,
        }  # fmt: skip
        return refusal(lambda: services.appeal(published, **{**usual, **change}))

    assert ask(reason=" ") == "no-reason"
    assert ask(consent_name="") == "no-consent"
    assert ask(by=cast.outsider) == "not-speaker"
    assert ask(by=cast.water_liaison) == "not-speaker"
    assert ask(org=cast.office, by=cast.mayor) == "not-named"
    assert ask(now=LATER + timedelta(days=30)) == "too-late"
    again = {"org": cast.water, "by": cast.water_liaison, "figure": appealed.figure}
    assert ask(**again) == "appealed"
    assert Appeal.objects.count() == 1


def test_before_it_goes_out_there_is_nothing_to_appeal(cast, draft):
    act = {"org": cast.water, "reason": REASON, "by": cast.water_principal, "now": LATER}
    assert refusal(lambda: services.appeal(draft, **act)) == "not-published"


def test_rulings_that_may_not_be_made(cast, appealed):
    def decide(**change):
        usual = {"upheld": True, "ruling": "查实", "correction": "更正", "by": cast.supervisor}
        return refusal(lambda: services.rule(appealed, **{**usual, **change}, now=LATER))

    assert decide(by=cast.water_principal) == "not-keeper"
    assert decide(ruling="") == "no-ruling"
    assert decide(correction="") == "no-correction"
    services.rule(appealed, upheld=False, ruling="不成立", by=cast.supervisor, now=LATER)
    assert decide() == "ruled"
