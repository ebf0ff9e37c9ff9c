"""升级：先在副本上做；哪一步不成、半路断了，原来的库一个字节都不动。"""

import hashlib
import os
import shutil
import signal
import sqlite3
import time
from contextlib import closing

import pytest

from tests.operations.programs import BROKEN, HANGING, begin, new_program, run

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def founded(tmp_path_factory):
    place = tmp_path_factory.mktemp("founded") / "data"
    code, _, err = run(["init", "--office", "演示县人民政府办公室"], data=place)
    assert code == 0, err
    return place


@pytest.fixture
def old(founded, tmp_path):
    return shutil.copytree(founded, tmp_path / "data")


def digest(data):
    return hashlib.sha256((data / "sanban.sqlite3").read_bytes()).hexdigest()


def remarks(data):
    with closing(sqlite3.connect(data / "sanban.sqlite3")) as link:
        return {one for (one,) in link.execute("SELECT remark FROM core_holiday")}


def leftovers(data):
    return [one.name for one in data.iterdir() if one.name.startswith(".upgrade")]


def test_an_upgrade_is_tried_backed_up_and_done(old, tmp_path):
    program = new_program(tmp_path / "new")
    before = digest(old)
    code, _, err = run(["serve"], data=old, program=program)
    assert (code, "sanban upgrade" in err) == (1, True)

    code, out, err = run(["upgrade", "--dry-run"], data=old, program=program)
    assert code == 0, err
    assert "core 0099_more" in out
    assert "页面打得开" in out
    assert digest(old) == before

    code, out, err = run(["upgrade"], data=old, program=program)
    assert code == 0, err
    assert remarks(old) == {"新"}
    assert leftovers(old) == []
    made = list((old / "backups").glob("*-before-upgrade.tar"))
    assert len(made) == 1
    assert "已经是最新" in run(["upgrade"], data=old, program=program)[1]

    code, _, err = run(["restore", made[0]], data=tmp_path / "back", program=program)
    assert code == 0, err
    assert remarks(tmp_path / "back") == {"新"}
    code, _, err = run(["backup", "-o", tmp_path / "new.tar"], data=old, program=program)
    assert code == 0, err
    code, _, err = run(["restore", tmp_path / "new.tar"], data=tmp_path / "older")
    assert code == 1
    assert "请先装新版" in err


def test_a_failing_upgrade_leaves_the_old_untouched(old, tmp_path):
    program = new_program(tmp_path / "new", more=BROKEN)
    before = digest(old)
    for words in (["upgrade", "--dry-run"], ["upgrade"]):
        code, _, err = run(words, data=old, program=program)
        assert code == 1
        assert "原来的库没有动" in err
        assert digest(old) == before
        assert leftovers(old) == []


def test_an_upgrade_killed_half_way_leaves_the_old_untouched(old, tmp_path):
    program = new_program(tmp_path / "new", more=HANGING)
    before = digest(old)
    process = begin(["upgrade"], data=old, program=program)
    wait_until(lambda: leftovers(old) and copied(old))
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert digest(old) == before
    shutil.rmtree(program)
    code, _, err = run(["upgrade"], data=old, program=new_program(tmp_path / "new"))
    assert code == 0, err
    assert leftovers(old) == []
    assert remarks(old) == {"新"}


def copied(data):
    """拷贝上已经动手了。"""
    return list(data.glob(".upgrade-*/sanban.sqlite3-wal"))


def wait_until(is_so, seconds=60):
    limit = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < limit
        time.sleep(0.05)


def test_an_open_office_is_not_upgraded(old, tmp_path):
    program = new_program(tmp_path / "new")
    with closing(sqlite3.connect(old / "sanban.sqlite3")) as link, link:
        name = f"worker@{os.uname().nodename[:30]}:{os.getpid()}"
        link.execute(
            "INSERT INTO core_heartbeat (name, beat_at, beats, doing, done_count, memory_mb,"
            " drift_seconds) VALUES (?, datetime('now'), 0, '', 0, 0, 0)",
            (name,),
        )
    code, _, err = run(["upgrade"], data=old, program=program)
    assert (code, "请先停下" in err) == (1, True)
