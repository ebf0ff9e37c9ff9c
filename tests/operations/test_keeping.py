"""备份留哪几份：照规则，最后一份好的怎样都不删；空间、进度、一次一份。"""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from sanban.core.errors import Refused
from sanban.operations.models import Backup, BackupState
from sanban.operations.services import backups

NOW = datetime(2026, 9, 16, 1, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def rows(days):
    return [Backup(pk=place, point_at=NOW - timedelta(days=one)) for place, one in enumerate(days)]


def test_the_newest_of_each_day_week_and_month_is_kept():
    found = rows(range(400))
    kept = backups.chosen(found, backups.Rule(7, 4, 12))
    assert set(range(7)) <= kept
    assert len(kept) < 7 + 4 + 12
    months = {timezone.localtime(found[pk].point_at).strftime("%Y%m") for pk in kept}
    assert len(months) == 12


@given(
    some.lists(some.integers(0, 900), min_size=1, max_size=60).map(sorted),
    some.integers(1, 20),
    some.integers(0, 10),
    some.integers(0, 24),
)
def test_the_last_one_is_always_kept_and_never_more_than_asked(days, daily, weekly, monthly):
    kept = backups.chosen(rows(days), backups.Rule(daily, weekly, monthly))
    assert 0 in kept
    assert len(kept) <= daily + weekly + monthly


def make(folder, days, **values):
    name = f"sanban-{days}.tar"
    (folder / name).write_bytes(b"x")
    point = NOW - timedelta(days=days)
    kept = {"asked_at": point, "asked_by": "时刻表", "point_at": point, "is_ruled": True}
    kept |= {"folder": str(folder), "name": name, "state": BackupState.DONE, **values}
    return Backup.objects.create(**kept)


def test_pruning_never_takes_the_last_good_one_the_last_proved_one_or_those_kept_by_hand(
    db, tmp_path
):
    backups.set_rule(1, weeks=0, months=0)
    by_hand = make(tmp_path, 30, is_ruled=False)
    proved = make(tmp_path, 20, is_proved=True, proved_at=NOW)
    old = make(tmp_path, 10)
    last = make(tmp_path, 5)
    make(tmp_path, 1, state=BackupState.FAILED)
    assert backups.prune() == 1
    kept = {one.pk for one in Backup.objects.good()}
    assert kept == {by_hand.pk, proved.pk, last.pk}
    assert not Path(old.folder, old.name).exists()
    assert Path(last.folder, last.name).exists()


def test_a_rule_that_keeps_nothing_is_refused(db):
    with pytest.raises(Refused, match="1 至 366"):
        backups.set_rule(0, weeks=0, months=0)
    assert backups.rule() == backups.Rule()


@pytest.mark.django_db(transaction=True)
def test_only_one_is_made_at_a_time(office, settings):
    seen = []

    def again(done, total):
        if not seen:
            with pytest.raises(Refused, match="另一份备份正在做"):
                backups.back_up(None, passphrase=None, now=timezone.now())
            seen.append(Backup.objects.filter(state=BackupState.FAILED).count())

    backups.back_up(None, passphrase=None, progress=again, now=timezone.now())
    assert seen == [1]
