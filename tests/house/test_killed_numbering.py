"""强杀：编号编到一半断电一样地杀掉，报出去的号都在，没报的要么整个有、要么整个没有，接着编不跳不重。"""

import os
import subprocess
import sys

import pytest

from tests.house.numbering import COUNT
from tests.house.test_serve import ROOT

pytestmark = pytest.mark.slow


def started(word, data):
    env = {**os.environ, "SANBAN_DATA": str(data), "SANBAN_DATABASE": ""}
    words = [sys.executable, "-m", "tests.house.numbering", word]
    return subprocess.Popen(words, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)


def said(word, data):
    with started(word, data) as program:
        lines = program.stdout.read().splitlines()
    assert program.returncode == 0
    return [line.split() for line in lines]


def killed_after(lines, data):
    with started("run", data) as program:
        told = [program.stdout.readline().split() for _ in range(lines)]
        program.kill()
    return told


def test_a_number_is_given_whole_or_not_at_all(tmp_path):
    said("prepare", tmp_path)
    told = killed_after(2, tmp_path) + killed_after(1, tmp_path) + said("run", tmp_path)
    rows = {row[0]: row[1:] for row in said("show", tmp_path)}
    assert len(rows) == COUNT
    for pk, serial in told:
        assert rows[pk][1] == serial
    for stage, serial, *kept in rows.values():
        assert (stage, kept) == ("print", [serial])
    assert sorted(int(row[1]) for row in rows.values()) == list(range(1, COUNT + 1))
