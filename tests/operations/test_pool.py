"""连接池：用完放回去再用，分出子进程之前全断开，两个进程从不共用一条。"""

import json
import os
import subprocess
import sys

import pytest

from tests.operations.clusters import ROOT, Cluster

pytestmark = pytest.mark.slow


def test_a_pool_is_never_shared_by_two_processes(tmp_path):
    cluster = Cluster()
    env = {
        **os.environ, "SANBAN_DATA": str(tmp_path), "SANBAN_DATABASE": cluster.address,
        "SANBAN_POOL": "2",
    }  # fmt: skip
    command = [sys.executable, "-m", "tests.operations.pool_reading"]
    done = subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=120
    )
    cluster.end()
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert not {found["first"], found["again"]} & {found["child"], found["parent"]}
    assert found["child"] != found["parent"]
    assert found["open"] <= 2
