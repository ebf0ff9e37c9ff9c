"""钟和后台：到点派一次，办不成往后推，进程死了放回去。"""

import os
import socket
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from sanban.core import services, worker
from sanban.core.jobs import Entry, beat, open_up, tick
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


def work(now):
    return worker.work_one(f"{HERE}:{os.getpid()}", now=now)


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
    assert [one.total_seconds() for one in waits[:4]] == list(worker.BACK_OFF)
    assert rows().get().status == TaskResultStatus.FAILED
    assert ClockRow.objects.get(name="test.fail").failures == 5


def test_work_put_off_is_not_ready_before_its_time(db, now, settings):
    some.fail.enqueue("x")
    assert work(now + timedelta(days=4000))
    assert not work(now)


def test_failed_work_can_be_tried_again(db, now):
    some.note.enqueue(now.isoformat())
    rows().update(status=TaskResultStatus.FAILED, worker_ids=["a"] * 5)
    pk = rows().get().pk
    assert worker.again(str(pk), now=now - timedelta(days=4000))
    assert not worker.again(str(pk), now=now)
    assert work(now)
    assert rows().get().status == TaskResultStatus.SUCCESSFUL


def held_by(name, now):
    some.note.enqueue(now.isoformat())
    rows().update(status=TaskResultStatus.RUNNING, worker_ids=[name], started_at=now)


def test_work_of_a_dead_process_is_put_back(db, now):
    held_by(f"{HERE}:999999", now)
    beat(f"{HERE}:999999", now=now)
    assert worker.put_back(now=now) == 1
    assert rows().get().status == TaskResultStatus.READY
    assert not Heartbeat.objects.exists()


def test_work_of_a_living_process_is_left_alone(db, now):
    held_by(f"{HERE}:{os.getpid()}", now)
    assert worker.put_back(now=now + timedelta(days=1)) == 0


@pytest.mark.parametrize(("minutes", "back"), [(1, 0), (4, 1)])
def test_another_machine_is_judged_by_its_heartbeat(db, now, minutes, back):
    held_by("worker@elsewhere:7", now)
    beat("worker@elsewhere:7", now=now)
    assert worker.put_back(now=now + timedelta(minutes=minutes)) == back


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
