"""强杀：阶梯跑到一半杀掉，再跑一遍接着办完，与一口气办完的一样，不重不漏。"""

import os
import shutil
import sqlite3
import subprocess
import sys
import time

import pytest

from tests.house.test_serve import ROOT

pytestmark = pytest.mark.slow


def started(word, data):
    env = {**os.environ, "SANBAN_DATA": str(data), "SANBAN_DATABASE": ""}
    words = [sys.executable, "-m", "tests.supervision.clock", word]
    return subprocess.Popen(words, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)


def said(word, data):
    with started(word, data) as program:
        lines = program.stdout.read().splitlines()
    assert program.returncode == 0
    return lines


def shown(data):
    return [int(word) for word in said("show", data)[0].split()]


def pressed(data):
    (path,) = data.glob("*.sqlite3")
    with sqlite3.connect(path, timeout=20) as database:
        return database.execute("SELECT count(*) FROM supervision_pressing").fetchone()[0]


def killed_half_way(data):
    with started("run", data) as program:
        program.stdout.readline()
        deadline = time.monotonic() + 60
        while not pressed(data) and time.monotonic() < deadline:
            pass
        program.kill()
    return pressed(data)


def test_killed_half_way_the_ladder_goes_on_and_nothing_is_done_twice(tmp_path):
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    whole.mkdir()
    said("prepare", whole)
    shutil.copytree(whole, broken)
    said("run", whole)
    wanted = shown(whole)
    total, different, numbers_whole, steps, _ = wanted
    assert total == different == steps and numbers_whole == 1
    done = killed_half_way(broken)
    assert 0 < done < total
    said("run", broken)
    assert shown(broken) == wanted
    assert said("run", broken)[-1].endswith("消息 0、催办单 0、专报 0")
