"""真的后台进程：几个一起抢活、看钟，一件只办一次；办到哪一步被强杀、被停住，都不丢、不重。"""

import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections import Counter
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

ROOT = Path(__file__).parents[2]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="强杀只在 Linux 上测"),
]
LIMIT = 90


class Place:
    """一个空的库和数据文件夹；PostgreSQL 上另建一个库。"""

    def __init__(self, folder):
        self.folder = folder
        base = settings.DATABASE
        if base:
            name = f"crew{uuid.uuid4().hex[:8]}"
            with psycopg.connect(base, autocommit=True) as link:
                link.execute(f"CREATE DATABASE {name} TEMPLATE template0")
            base = base.rpartition("/")[0] + "/" + name
        self.env = {**os.environ, "SANBAN_DATA": str(folder), "SANBAN_DATABASE": base}

    def start(self, *words):
        run = [sys.executable, "-m", "tests.core.crew", *words]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        return subprocess.Popen(run, cwd=ROOT, env=self.env, text=True, **pipes)

    def run(self, *words):
        with self.start(*words) as made:
            try:
                said, _ = made.communicate(timeout=LIMIT)
            except subprocess.TimeoutExpired:
                made.kill()
                raise
        return made.returncode, said

    def show(self):
        found = json.loads(self.run("show")[1])
        return found["jobs"], found["effects"]


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path)


def ended(*programs):
    try:
        return [one.communicate(timeout=LIMIT) and one.returncode for one in programs]
    finally:
        for one in programs:
            one.kill()


def test_several_workers_do_each_job_once(place):
    place.run("prepare", "once:60")
    assert ended(*(place.start("work") for _ in range(3))) == [0, 0, 0]
    jobs, effects = place.show()
    assert Counter((status, tries) for _, status, tries, _ in jobs) == {("SUCCESSFUL", 1): 60}
    assert len(effects) == 60


@pytest.mark.parametrize("phase", ["before", "middle", "after"])
def test_a_worker_killed_in_any_phase_loses_and_doubles_nothing(place, phase):
    place.run("prepare", "once:5", f"fatal:{phase}", "once:ten")
    assert place.run("work")[0] == -signal.SIGKILL
    assert place.run("work")[0] == 0
    jobs, effects = place.show()
    assert {status for _, status, _, _ in jobs} == {"SUCCESSFUL"}
    assert [tries for name, _, tries, _ in jobs if name == "fatal"] == [2]
    assert effects == sorted([*(f"w{n}" for n in range(5)), "ten", f"fatal-{phase}"])


def test_a_job_that_kills_its_process_is_given_up_after_five(place):
    place.run("prepare", "poison:x", "once:3")
    deaths = 0
    while place.run("work")[0] == -signal.SIGKILL:
        deaths += 1
        assert deaths < 9
    jobs, effects = place.show()
    assert deaths == 5
    assert [job[:3] for job in jobs if job[0] == "poison"] == [["poison", "FAILED", 5]]
    assert effects == ["w0", "w1", "w2"]


def test_a_stopped_worker_loses_its_job_and_its_late_finish_counts_nothing(place, tmp_path):
    place.run("prepare", "wait:x")
    first = place.start("work")
    limit = time.monotonic() + LIMIT
    while not (tmp_path / "started").exists() and time.monotonic() < limit:
        time.sleep(0.02)
    time.sleep(0.5)
    first.send_signal(signal.SIGSTOP)
    (tmp_path / "go").touch()
    second = place.start("work")
    assert ended(second) == [0]
    first.send_signal(signal.SIGCONT)
    assert ended(first) == [0]
    jobs, _ = place.show()
    assert jobs == [["wait", "SUCCESSFUL", 2, str(second.pid)]]


def test_two_clocks_fire_each_minute_once(place):
    place.run("prepare")
    words = ("tick", "2026-09-16T01:00:00+00:00", "2", "5")
    assert ended(place.start(*words), place.start(*words)) == [0, 0]
    jobs, effects = place.show()
    minutes = Counter(name.split("-")[1] for name in effects)
    assert set(minutes.values()) == {1}
    assert 2 <= len(effects) <= 5
    assert {(status, tries) for _, status, tries, _ in jobs} == {("SUCCESSFUL", 1)}
