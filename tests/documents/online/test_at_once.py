"""同时：两个人同时上锁只成一个；同一张凭证同时存两稿，一稿成版，一稿另行留着。"""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from sanban.core.errors import Refused
from sanban.documents.models import DraftVersion, LateDraft
from sanban.documents.services import online
from sanban.matters import services as matters
from sanban.matters.services import Asked

from .conftest import HOUR, again, altered, fresh

pytestmark = pytest.mark.django_db(transaction=True)


def together(works):
    def run(work):
        try:
            return work()
        except Refused as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_two_people_lock_at_once_and_one_gets_it(outgoing, token, cast, now):
    matters.refer(outgoing.matter, cast.clerk, asked=Asked(cast.drafter, now))
    secret = online.open_token(fresh(outgoing), by=cast.clerk, now=now)
    other = online.enter(secret, now=now)
    found = together(
        [lambda one=one: online.lock(one, lasts=HOUR, now=now) for one in (again(token), other)]
    )
    assert sum(one == "locked" for one in found) == 1


def test_two_saves_at_once_make_one_version_and_keep_the_other(outgoing, token, docx, now):
    given = [altered(docx), altered(docx, new="马上")]
    here = again(token)
    found = together([lambda one=one: online.save(here, one, now=now) for one in given])
    assert sum(one == "late" for one in found) == 1
    assert DraftVersion.objects.filter(matter=outgoing.matter).count() == 2
    assert LateDraft.objects.filter(matter=outgoing.matter).count() == 1
