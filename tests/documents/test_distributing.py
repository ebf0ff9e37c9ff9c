"""分发：送、收、阅、办四道回执，催没签收的，收回。"""

from datetime import timedelta

import pytest

from sanban.core.errors import Refused
from sanban.documents import jobs, services
from sanban.documents.models import Distribution
from sanban.inbox.models import Message
from sanban.matters.models import Matter


@pytest.fixture
def sent(cast, incoming, now):
    orgs = [cast.finance, cast.water]
    return services.distribute(
        incoming.matter, orgs, by=cast.clerk, now=now, wants_handling=True, note="请阅处"
    )


def copy_of(org):
    return Distribution.objects.get(org=org)


def test_liaisons_see_the_matter_and_are_told(cast, incoming, sent):
    shown = Matter.objects.visible_to(cast.water_liaison)
    assert incoming.matter in shown
    assert Message.objects.filter(person=cast.water_liaison, kind="distribution").count() == 1


def test_receipts_go_sent_received_read_handled(cast, incoming, sent, now):
    later = now + timedelta(hours=1)
    assert services.read_copy(incoming.matter, by=cast.finance_liaison, now=now) == 1
    assert services.receive_copy(incoming.matter, by=cast.finance_liaison, now=later) == 0
    row = copy_of(cast.finance)
    services.answer_copy(row, answer="已部署", by=cast.finance_liaison, now=later)
    row = copy_of(cast.finance)
    assert (row.sent_at, row.received_at, row.read_at, row.handled_at) == (now, now, now, later)


def test_only_the_unit_itself_answers(cast, sent, now):
    with pytest.raises(Refused, match="县财政局"):
        services.answer_copy(copy_of(cast.finance), answer="好", by=cast.water_liaison, now=now)
    with pytest.raises(Refused, match="写明办理情况"):
        services.answer_copy(copy_of(cast.finance), answer=" ", by=cast.finance_liaison, now=now)


def test_the_silent_are_listed_with_telephone_and_reminded(cast, incoming, sent, now):
    services.receive_copy(incoming.matter, by=cast.water_liaison, now=now)
    (one,) = services.remind_silent(incoming.matter, by=cast.clerk, now=now)
    assert (one.org, one.telephone, one.people) == (cast.finance, "8310", (cast.finance_liaison,))
    services.receive_copy(incoming.matter, by=cast.finance_liaison, now=now)
    with pytest.raises(Refused, match="都签收了"):
        services.remind_silent(incoming.matter, by=cast.clerk, now=now)


def test_a_withdrawn_copy_is_no_longer_seen_and_may_be_sent_again(cast, incoming, sent, now):
    services.withdraw_distribution(copy_of(cast.water), by=cast.clerk, now=now)
    assert incoming.matter not in Matter.objects.visible_to(cast.water_liaison)
    with pytest.raises(Refused, match="已经收回"):
        services.answer_copy(copy_of(cast.water), answer="好", by=cast.water_liaison, now=now)
    services.distribute(incoming.matter, [cast.water], by=cast.clerk, now=now)
    assert incoming.matter in Matter.objects.visible_to(cast.water_liaison)


def test_nothing_is_sent_twice_or_to_nobody(cast, incoming, sent, now):
    with pytest.raises(Refused, match="已经发过"):
        services.distribute(incoming.matter, [cast.water], by=cast.clerk, now=now)
    with pytest.raises(Refused, match="没有在岗的联络员"):
        services.distribute(incoming.matter, [cast.office], by=cast.clerk, now=now)
    with pytest.raises(Refused, match="文书或主任"):
        services.distribute(incoming.matter, [cast.office], by=cast.water_liaison, now=now)


def test_silence_for_a_workday_is_reminded_once(cast, sent, now):
    tomorrow = now + timedelta(days=1)
    assert jobs.remind_unreceived.call(tomorrow.isoformat()) == "提醒 0 条"
    evening = (tomorrow + timedelta(hours=9)).isoformat()
    assert jobs.remind_unreceived.call(evening) == "提醒 4 条"
    assert jobs.remind_unreceived.call(evening) == "提醒 0 条"
    assert Message.objects.filter(person=cast.clerk, title__contains="8311").exists()
