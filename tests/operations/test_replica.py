"""真的流复制副本：统计去那里问，停了就问主库，一页也不坏。"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.test_serve import free_port
from tests.operations.clusters import ROOT, Cluster

pytestmark = pytest.mark.slow
BIN = max(Path("/usr/lib/postgresql").glob("*/bin"), default=Path("/usr/bin"))


class Replica:
    """主库的一个副本，跟着主库走。"""

    def __init__(self, cluster):
        made = subprocess.run(["mktemp", "-d"], capture_output=True, text=True, check=True)
        self.home = Path(made.stdout.strip())
        self.run_as = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if self.run_as:
            subprocess.run(["chown", "postgres", self.home], check=True)
        self.port = free_port()
        self.act("pg_basebackup", "-d", cluster.address, "-D", self.data, "-R", "-X", "stream")
        options = f"-p {self.port} -h 127.0.0.1 -k {self.home}"
        self.act(
            "pg_ctl", "-D", self.data, "-l", self.home / "log", "-s", "-w", "-o", options, "start"
        )
        self.address = f"postgresql://sanban@127.0.0.1:{self.port}/sanban"

    @property
    def data(self):
        return self.home / "data"

    def act(self, tool, *words):
        command = [*self.run_as, BIN / tool, *words]
        subprocess.run(command, cwd="/", check=True, stdout=subprocess.DEVNULL)

    def stop(self):
        if (self.data / "postmaster.pid").exists():
            self.act("pg_ctl", "-D", self.data, "-m", "immediate", "-s", "stop")

    def end(self):
        self.stop()
        subprocess.run(["rm", "-rf", self.home], check=True)


@pytest.fixture
def servers():
    cluster = Cluster()
    replica = Replica(cluster)
    yield cluster, replica
    replica.end()
    cluster.end()


def test_statistics_ask_the_replica_and_go_home_when_it_is_gone(servers, tmp_path):
    cluster, replica = servers
    env = {
        **os.environ, "SANBAN_DATA": str(tmp_path), "SANBAN_DATABASE": cluster.address,
        "SANBAN_DATABASE_READ": replica.address,
    }  # fmt: skip
    python = [sys.executable, "-m"]
    subprocess.run(
        [*python, "sanban.command", "init"], cwd=ROOT, env=env, check=True, capture_output=True
    )
    reading = subprocess.Popen(
        [*python, "tests.operations.replica_reading"], cwd=ROOT, env=env, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    first = json.loads(reading.stdout.readline())
    assert first["first"]["rows"] > 10
    assert (first["first"]["default"], first["first"]["replica"] > 0) == (0, True)
    assert (first["lag"], first["orgs"]) == (True, 1)
    replica.stop()
    said, _ = reading.communicate("\n", timeout=60)
    then = json.loads(said)["then"]
    assert (then["rows"], then["default"] > 0) == (first["first"]["rows"], True)
