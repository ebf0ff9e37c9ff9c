"""钟和后台：到点派一次，办不成往后推，进程死了放回去。"""

import os
import socket
import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from sanban.core import leases, services, worker
from sanban.core.jobs import LONG, QUICK, SLOW, Entry, beat, open_up, tick
from sanban.core.models import ClockRow, Heartbeat
from tests.core import jobs_for_tests as some

EVERY_MINUTE = Entry("test.note", "记一下", some.note, minutes=1)
DAILY = Entry("test.daily", "每天一次", some.note, on_start=True)
FAILING = Entry("test.fail", "不成的", some.fail, minutes=1)
HERE = f"worker@{socket.gethostname()[:30]}"


def rows():
    return DBTaskResult.objects.order_by("enqueued_at")


def due(entry, now):
    tick([entry], now=now)
    return tick([entry], now=now + timedelta(minutes=1))


def work(now, lane=QUICK):
    return worker.work_one(worker.Hand(f"{HERE}:{os.getpid()}", lane), now=now)


def put_back(now, *, at=0.0, watch=None):
    return leases.put_back(watch or leases.Watch(), now=now, at=at)


def test_a_new_row_waits_for_its_time_and_fires_once(db, now):
    assert tick([EVERY_MINUTE], now=now) == 0
    later = now + timedelta(minutes=1)
    assert tick([EVERY_MINUTE], now=later) == 1
    assert tick([EVERY_MINUTE], now=later) == 0
    assert rows().count() == 1


def test_a_daily_row_runs_at_its_hour(now):
    midnight = DAILY.after(now)
    assert (midnight.day, midnight.hour) == (now.day + 1, 0)
    assert DAILY.rhythm == "每日 00:00"


def test_a_long_stop_does_not_pile_up(db, now):
    tick([EVERY_MINUTE], now=now)
    assert tick([EVERY_MINUTE], now=now + timedelta(days=3)) == 1
    assert rows().count() == 1


def test_opening_up_runs_only_what_asks_for_it(db, now):
    assert open_up([EVERY_MINUTE, DAILY], now=now) == 1


def test_done_work_is_noted_on_the_clock(db, now):
    due(EVERY_MINUTE, now)
    assert work(now)
    row = ClockRow.objects.get(name="test.note")
    assert (row.failures, row.last_note) == (0, "记下了")
    assert row.last_ok_at
    assert services.options("noted")["noted"].startswith("2026-09-16T09:01")
    assert not work(now)


def test_failed_work_is_put_off_and_given_up_after_five(db, now):
    due(FAILING, now)
    waits = []
    for _ in range(5):
        DBTaskResult.objects.update(run_after=now - timedelta(days=400))
        assert work(now)
        waits.append(rows().get().run_after - now)
    for wait, least in zip(waits, leases.BACK_OFF, strict=False):
        assert least <= wait.total_seconds() <= least * 1.2 + 5
    assert rows().get().status == TaskResultStatus.FAILED
    assert ClockRow.objects.get(name="test.fail").failures == 5


def test_jobs_that_fail_together_do_not_come_back_together(db):
    for _ in range(20):
        some.fail.enqueue("x")
    for _ in range(20):
        assert work(timezone.now())
    assert len(set(rows().values_list("run_after", flat=True))) == 20


def test_work_put_off_is_not_ready_before_its_time(db, now, settings):
    some.fail.enqueue("x")
    assert work(now + timedelta(days=4000))
    assert not work(now)


def test_failed_work_can_be_tried_again(db, now):
    some.note.enqueue(now.isoformat())
    rows().update(status=TaskResultStatus.FAILED, worker_ids=["a"] * 5)
    pk = rows().get().pk
    assert leases.again([str(pk)], now=now - timedelta(days=4000)) == 1
    assert leases.again([str(pk)], now=now) == 0
    assert work(now)
    assert rows().get().status == TaskResultStatus.SUCCESSFUL


def held_by(name, now):
    some.note.enqueue(now.isoformat())
    rows().update(status=TaskResultStatus.RUNNING, worker_ids=[name], started_at=now)


def test_work_of_a_dead_process_is_put_back(db, now):
    held_by(f"{HERE}:999999", now)
    beat(f"{HERE}:999999", now=now)
    assert put_back(now) == 1
    assert rows().get().status == TaskResultStatus.READY
    assert not Heartbeat.objects.exists()


def test_work_of_a_living_process_is_left_alone(db, now):
    name = f"{HERE}:{os.getpid()}"
    watch = leases.Watch()
    held_by(name, now)
    for n in range(20):
        beat(name, now=now, beats=n)
        assert put_back(now + timedelta(days=n), at=n * 30.0, watch=watch) == 0


@pytest.mark.parametrize("name", ["worker@elsewhere:7", f"{HERE}:{os.getpid()}"])
@pytest.mark.parametrize(("waited", "back"), [(leases.LEASE_SECONDS - 1, 0), (61.0, 1)])
def test_a_process_that_stopped_beating_loses_its_work(db, now, name, waited, back):
    """别的机器上的、本机被停住的，都一样：心跳停够了才接手。"""
    held_by(name, now)
    beat(name, now=now, beats=5)
    watch = leases.Watch()
    assert put_back(now, at=100.0, watch=watch) == 0
    assert put_back(now, at=100.0 + waited, watch=watch) == back


@pytest.mark.parametrize("jump", [timedelta(days=-400), timedelta(days=400)])
def test_a_jumping_clock_takes_no_work_away(db, now, jump):
    held_by("worker@elsewhere:7", now)
    beat("worker@elsewhere:7", now=now, beats=5)
    watch = leases.Watch()
    assert put_back(now, at=0.0, watch=watch) == 0
    assert put_back(now + jump, at=30.0, watch=watch) == 0
    beat("worker@elsewhere:7", now=now + jump, beats=6)
    assert put_back(now + jump, at=65.0, watch=watch) == 0


def taken_over(now):
    """领了一件，心跳停了，被别的进程接走重办。"""
    some.note.enqueue(now.isoformat(), clock="test.note")
    tick([EVERY_MINUTE], now=now)
    late = leases.claim("worker@elsewhere:7", QUICK)
    watch = leases.Watch()
    put_back(now - timedelta(days=4000), at=0.0, watch=watch)
    assert put_back(now - timedelta(days=4000), at=61.0, watch=watch) == 1
    return late


def test_a_late_finish_counts_nothing(db, now):
    late = taken_over(now)
    assert not leases.finish(late, "迟到的", now=now)
    assert rows().get().status == TaskResultStatus.READY
    assert work(now)
    assert not leases.finish(late, "迟到的", now=now)
    assert not leases.put_off(late, ValueError(), now=now)
    assert rows().get().return_value == "记下了"
    assert ClockRow.objects.get(name="test.note").last_note == "记下了"


def test_two_watchers_put_one_job_back_once(db, now):
    taken_over(now)
    again = leases.claim("worker@third:8", QUICK)
    assert put_back(now, at=0.0) == 0
    assert leases.finish(again, "好", now=now)


def test_a_long_job_does_not_hold_up_a_short_one(db, now):
    some.slow_note.enqueue(now.isoformat())
    some.note.enqueue(now.isoformat())
    assert work(now)
    assert not work(now)
    assert work(now, SLOW)
    assert not work(now, LONG)


def test_every_lane_has_a_hand():
    assert set(worker.LANES) == {QUICK, SLOW, LONG}


def test_a_job_that_takes_too_long_is_noticed():
    hand = worker.Hand("worker@here:1", QUICK, doing="note", since=100.0, most=3600.0)
    assert (hand.is_stuck(3600.0), hand.is_stuck(3701.0)) == (False, True)
    assert not worker.Hand("worker@here:1", QUICK).is_stuck(1e9)


@pytest.mark.django_db(transaction=True)
def test_a_job_of_a_rolled_back_transaction_never_runs(now):
    with pytest.raises(ValueError, match="不要了"), transaction.atomic():
        some.note.enqueue(now.isoformat())
        raise ValueError("不要了")
    assert not work(now)
    assert not rows().exists()


def test_a_clock_set_back_does_not_starve_a_row(db, now):
    tick([EVERY_MINUTE, DAILY], now=now + timedelta(days=400))
    assert tick([EVERY_MINUTE, DAILY], now=now) == 0
    assert tick([EVERY_MINUTE, DAILY], now=now + timedelta(minutes=1)) == 1
    assert work(now)
    assert tick([EVERY_MINUTE, DAILY], now=now + timedelta(hours=16)) == 1
    assert ClockRow.objects.get(name="test.daily").next_run <= now + timedelta(days=2)


def test_a_clock_jumping_to_and_fro_makes_no_flood(db, now):
    tick([EVERY_MINUTE], now=now)
    fired = 0
    for n in range(100):
        jump = timedelta(hours=3) if n % 2 else timedelta(0)
        fired += tick([EVERY_MINUTE], now=now + jump + timedelta(seconds=n * 2))
    assert fired <= 2
    assert rows().count() == 1


def test_what_nobody_has_taken_yet_is_not_handed_out_again(db, now):
    tick([EVERY_MINUTE], now=now)
    for n in range(1, 10):
        tick([EVERY_MINUTE], now=now + timedelta(minutes=n))
    assert rows().count() == 1


def test_a_row_no_longer_in_the_timetable_is_removed(db, now):
    tick([EVERY_MINUTE, DAILY], now=now)
    open_up([DAILY], now=now)
    assert list(ClockRow.objects.values_list("name", flat=True)) == ["test.daily"]


@pytest.mark.django_db(transaction=True)
def test_many_tickers_fire_one_row_once(now):
    tick([EVERY_MINUTE], now=now)
    later, fired, gate = now + timedelta(minutes=1), [], threading.Barrier(6)

    def go():
        gate.wait()
        fired.append(tick([EVERY_MINUTE], now=later))
        connection.close()

    threads = [threading.Thread(target=go) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sum(fired) == 1
    assert rows().count() == 1
