"""编辑锁：一时一人，续得上，替人解锁要理由，存过的不丢。"""

from datetime import timedelta

import pytest

from sanban.core.errors import Refused
from sanban.documents.models import DraftVersion, EditLock
from sanban.documents.services import drafting, online
from sanban.inbox.models import Message
from sanban.matters import services as matters
from sanban.matters.models import Step
from sanban.matters.services import Asked

from .conftest import HOUR, again, altered, fresh


def refused(act, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs)
    return caught.value


@pytest.fixture
def second(outgoing, token, cast, now):
    """文书的一张凭证：起草人把稿子转给他办，两个人都能改。"""
    matters.refer(outgoing.matter, cast.clerk, asked=Asked(cast.drafter, now))
    return online.enter(online.open_token(fresh(outgoing), by=cast.clerk, now=now), now=now)


def test_one_person_at_a_time(token, second, now):
    online.lock(again(token), lasts=HOUR, now=now)
    fault = refused(online.lock, second, lasts=HOUR, now=now)
    assert fault.code == "locked"
    assert "孙佳从9月16日 09:00起" in fault.message


def test_reopening_after_a_crash_replaces_ones_own_lock(token, held, now):
    newer = online.lock(token, lasts=HOUR, now=now)
    assert newer.token != held.token
    assert EditLock.objects.count() == 1


def test_a_lock_lasts_half_an_hour_and_can_be_kept_up(token, held, now):
    assert held.expires_at == now + timedelta(minutes=30)
    later = now + timedelta(minutes=20)
    made = online.refresh(token, held.token, lasts=HOUR, now=later)
    assert made.expires_at == later + timedelta(minutes=30)


def test_an_expired_lock_lets_the_next_one_in(token, second, now):
    online.lock(again(token), lasts=HOUR, now=now)
    made = online.lock(second, lasts=HOUR, now=now + timedelta(minutes=31))
    assert made.person == second.person


def test_a_lock_of_an_earlier_stage_binds_nobody(outgoing, held, cast, now):
    matters.move(outgoing.matter, "to_review", asked=Asked(cast.drafter, now))
    matter = fresh(outgoing).matter
    assert EditLock.objects.held(matter, now) is None
    assert drafting.lock_of(matter, now=now) is None


def test_closing_unlocks(token, held, now):
    online.unlock(token, held.token, now=now)
    assert not EditLock.objects.exists()
    assert refused(online.unlock, token, held.token, now=now).code == "no-lock"


def test_a_form_cannot_be_saved_over_somebody_editing(outgoing, second, now):
    online.lock(second, lasts=HOUR, now=now)
    form = drafting.form_of(outgoing)
    fault = refused(
        drafting.save_form, outgoing, form, base=1, reason="", by=outgoing.matter.drafter, now=now
    )
    assert fault.code == "locked"


def test_the_director_unlocks_with_a_reason_and_what_was_saved_stays(
    outgoing, token, held, docx, cast, now
):
    saved = online.save(token, altered(docx), lock_token=held.token, now=now)
    made = online.unlock_for(outgoing, reason="出差，急等改稿", by=cast.director, now=now)
    assert (made.person, made.base) == (cast.drafter, 1)
    assert DraftVersion.objects.newest(outgoing.matter) == saved
    step = Step.objects.get(matter=outgoing.matter, action="unlock_draft")
    assert (step.remark, step.person) == ("出差，急等改稿", cast.director)
    assert "解开了您的编辑锁" in Message.objects.get(person=cast.drafter, kind="online").title


@pytest.mark.parametrize(
    ("who", "reason", "code"),
    [
        ("director", " ", "no-remark"),
        ("finance_liaison", "急用", "not-opener"),
        ("director", "机密★一年", "classified"),
    ],
)
def test_unlocking_for_another_is_guarded(outgoing, held, cast, now, who, reason, code):
    by = getattr(cast, who)
    assert refused(online.unlock_for, outgoing, reason=reason, by=by, now=now).code == code
    assert EditLock.objects.exists()


def test_there_must_be_a_lock_to_open(outgoing, cast, now):
    fault = refused(online.unlock_for, outgoing, reason="急", by=cast.director, now=now)
    assert fault.code == "not-locked"
