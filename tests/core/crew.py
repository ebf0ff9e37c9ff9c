"""强杀、抢活用的真后台进程：`prepare` 建库派活，`work` 办完为止，`tick` 只看钟，`show` 说结果。"""

import json
import os
import signal
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanban.settings")
import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django_tasks import TaskResultStatus  # noqa: E402
from django_tasks_db.models import DBTaskResult  # noqa: E402

from sanban.core import leases, worker  # noqa: E402
from sanban.core.jobs import QUICK, Entry, job, tick  # noqa: E402
from sanban.core.models import Option  # noqa: E402

PLACE = Path(os.environ["SANBAN_DATA"])
PAST = datetime(2020, 1, 1, tzinfo=UTC)
PACE = 60


def effect(name):
    """办一次写一行；办第二次就写不进。"""
    Option.objects.create(name=name, value="1")


@job
def once(name: str) -> str:
    effect(name)
    return str(os.getpid())


@job
def fatal(phase: str) -> str:
    """头一回办到某一步，进程没了；再办，已经写下的不重写。"""
    is_first = not (PLACE / phase).exists()
    (PLACE / phase).touch()
    die = {phase: is_first}
    if die.get("before"):
        os.kill(os.getpid(), signal.SIGKILL)
    with transaction.atomic():
        Option.objects.get_or_create(name=f"fatal-{phase}", defaults={"value": "1"})
        if die.get("middle"):
            os.kill(os.getpid(), signal.SIGKILL)
    if die.get("after"):
        os.kill(os.getpid(), signal.SIGKILL)
    return str(os.getpid())


@job
def poison(word: str) -> str:
    os.kill(os.getpid(), signal.SIGKILL)
    return word


@job
def wait(word: str) -> str:
    """等到叫走才走。"""
    (PLACE / "started").touch()
    while not (PLACE / "go").exists():
        time.sleep(0.02)
    return str(os.getpid())


@job
def minute(now: str) -> str:
    effect(f"minute-{datetime.fromisoformat(now):%H:%M}-{now}")
    return now


JOBS = {"once": once, "fatal": fatal, "poison": poison, "wait": wait}


def prepare(asked):
    """`asked` 如 `once:80 fatal:before`。"""
    for label in ("contenttypes", "core", "django_tasks_database"):
        call_command("migrate", label, verbosity=0)
    for one in asked:
        name, _, given = one.partition(":")
        words = [f"w{n}" for n in range(int(given))] if given.isdigit() else [given]
        for word in words:
            JOBS[name].enqueue(word)


def work(_):
    """办到没有活为止；推后的不等，看心跳看得勤。"""
    worker.BEAT_SECONDS, worker.CLOCK_SECONDS, leases.LEASE_SECONDS = 0.2, 0.1, 1.0
    worker.LANES[QUICK] = 0.02
    stopped = threading.Event()
    threading.Thread(target=_until_done, args=(stopped,), daemon=True).start()
    worker.run((), stopped=stopped)


def _until_done(stopped):
    unfinished = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    while DBTaskResult.objects.filter(status__in=unfinished).exists():
        waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, run_after__year=2026)
        waiting.update(run_after=PAST)
        time.sleep(0.1)
    stopped.set()


def go(asked):
    """几个进程齐了，一起看几秒钟的钟，一秒当一分钟；派的活当场就办。"""
    entry = Entry("test.minute", "每分钟", minute, minutes=1)
    hand = worker.Hand(leases.own_name("worker"), QUICK)
    (PLACE / f"ready-{os.getpid()}").touch()
    while len(list(PLACE.glob("ready-*"))) < int(asked[1]):
        time.sleep(0.01)
    start, began = datetime.fromisoformat(asked[0]), time.monotonic()
    while (passed := time.monotonic() - began) < float(asked[2]):
        tick([entry], now=start + timedelta(seconds=passed * PACE))
        worker.work_one(hand)


def show(_):
    rows = DBTaskResult.objects.order_by("enqueued_at")
    jobs = [
        [row.task_path.rpartition(".")[2], row.status, len(row.worker_ids), row.return_value]
        for row in rows
    ]
    effects = sorted(Option.objects.values_list("name", flat=True))
    sys.stdout.write(json.dumps({"jobs": jobs, "effects": effects}))


if __name__ == "__main__":
    sys.modules["tests.core.crew"] = sys.modules["__main__"]
    {"prepare": prepare, "work": work, "tick": go, "show": show}[sys.argv[1]](sys.argv[2:])
