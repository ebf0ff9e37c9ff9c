"""凭证：只存摘要、到时作废、换环节和退出登录都作废。"""

from datetime import date, timedelta

import pytest

from sanban.audit.models import AuditLog
from sanban.core.errors import Refused
from sanban.documents.models import EditLock, EditToken
from sanban.documents.services import online
from sanban.matters import services as matters
from sanban.matters.models import Matter
from sanban.matters.services import Asked
from sanban.people.models import Account, Delegation

from .conftest import HOUR, fresh


def code_of(act, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs)
    return caught.value.code


def test_the_secret_is_kept_nowhere(secret, outgoing):
    row = EditToken.objects.get(matter=outgoing.matter)
    assert secret not in (row.digest, str(row.__dict__))
    assert not AuditLog.objects.filter(detail__contains=secret).exists()


def test_opening_leaves_an_audit_row(secret, outgoing, cast):
    row = AuditLog.objects.get(act="draft.online")
    assert (row.actor_name, row.target) == (cast.drafter.name, f"matter:{outgoing.pk}")


def test_an_unknown_secret_opens_nothing(db, now):
    assert code_of(online.enter, "not-a-secret", now=now) == "no-token"


def test_it_dies_after_four_idle_hours(secret, now):
    assert code_of(online.enter, secret, now=now + timedelta(hours=4)) == "token-expired"


def test_use_keeps_it_alive_but_not_beyond_twelve_hours(secret, now):
    for hours in (3, 6, 9, 11):
        online.enter(secret, now=now + timedelta(hours=hours))
    assert code_of(online.enter, secret, now=now + timedelta(hours=12)) == "token-expired"


def test_it_dies_when_the_draft_moves_on(secret, outgoing, cast, now):
    matters.move(outgoing.matter, "to_review", asked=Asked(cast.drafter, now))
    assert code_of(online.enter, secret, now=now) == "token-moved"


def test_it_dies_at_sign_out_with_its_lock(secret, held, cast, now):
    assert online.revoke(cast.drafter, now=now) == 1
    assert code_of(online.enter, secret, now=now) == "token-revoked"
    assert not EditLock.objects.exists()


def test_it_dies_with_the_account(secret, cast, now):
    Account.objects.create(username="drafter", person=cast.drafter, is_active=False)
    assert code_of(online.enter, secret, now=now) == "token-person"


def test_who_may_not_change_the_draft_gets_none(outgoing, cast, now):
    assert code_of(online.open_token, outgoing, by=cast.clerk, now=now) == "not-editor"


def test_nobody_opens_what_another_has_locked(outgoing, held, cast, now):
    moved = matters.refer(outgoing.matter, cast.clerk, asked=Asked(cast.drafter, now))
    outgoing = fresh(outgoing)
    assert moved.pk == outgoing.pk
    assert code_of(online.open_token, outgoing, by=cast.clerk, now=now) == "locked"


def test_a_finished_draft_is_not_opened(outgoing, cast, now):
    matters.terminate(outgoing.matter, asked=Asked(cast.drafter, now), remark="不发了")
    assert Matter.objects.get(pk=outgoing.pk).state == "stopped"
    assert code_of(online.open_token, outgoing, by=cast.drafter, now=now) == "not-running"


def test_somebody_who_delegated_today_is_away(cast, now):
    assert not online.is_away(cast.drafter, now)
    day = date(2026, 9, 16)
    Delegation.objects.create(person=cast.drafter, deputy=cast.clerk, since=day, until=day)
    assert online.is_away(cast.drafter, now + HOUR)
