"""两条命令：建办公室；起整棵进程树，停得干净，倒了能起，强杀不留尾巴。"""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="进程树只在 Linux 上测"),
]
ROOT = Path(__file__).parents[2]


def sanban(*words, data):
    env = {**os.environ, "SANBAN_DATA": str(data), "SANBAN_DATABASE": ""}
    return subprocess.Popen(
        [sys.executable, "-m", "sanban.command", *words],
        cwd=ROOT,
        env=env,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    data = tmp_path_factory.mktemp("office") / "data"
    made = sanban("init", "--office", "演示县人民政府办公室", data=data)
    said, fault = made.communicate(timeout=60)
    assert made.returncode == 0, fault
    return data, said


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Running:
    """一棵起好的进程树。"""

    def __init__(self, data):
        self.port = free_port()
        self.process = sanban("serve", "--port", str(self.port), data=data)
        self.address = self.process.stdout.readline().strip()

    def family(self, pid=None):
        found = []
        for task in Path(f"/proc/{pid or self.process.pid}/task").glob("*/children"):
            for child in task.read_text().split():
                found += [int(child), *self.family(child)]
        return found

    def answers(self):
        with urlopen(self.address + "/sign-in/", timeout=5) as answer:
            return answer.status == 200

    def memory(self):
        pids = [self.process.pid, *self.family()]
        texts = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in pids]
        return sum(int(text.split("\nPss:")[1].split()[0]) for text in texts)

    def gone_within(self, seconds, pids):
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            if not any(Path(f"/proc/{pid}/cmdline").is_file() and is_live(pid) for pid in pids):
                return True
            time.sleep(0.02)
        return False

    def end(self):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.communicate(timeout=10)


def is_live(pid):
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


@pytest.fixture
def running(office):
    tree = Running(office[0])
    yield tree
    tree.end()


def test_init_makes_a_private_folder_and_three_administrators(office):
    data, said = office
    assert data.stat().st_mode & 0o777 == 0o700
    assert (data / "secret.key").stat().st_mode & 0o777 == 0o600
    assert [word in said for word in ("sys_admin", "sec_admin", "audit_admin")] == [True] * 3


def test_init_refuses_a_second_office(office):
    data, _ = office
    key = (data / "secret.key").read_text()
    again = sanban("init", data=data)
    _, fault = again.communicate(timeout=60)
    assert again.returncode == 1
    assert "已经有办公室" in fault
    assert (data / "secret.key").read_text() == key


def test_serve_without_an_office_says_what_to_do(tmp_path):
    alone = sanban("serve", data=tmp_path)
    _, fault = alone.communicate(timeout=60)
    assert (alone.returncode, "sanban init" in fault) == (1, True)


def test_a_taken_port_is_told(running, office):
    second = sanban("serve", "--port", str(running.port), data=office[0])
    _, fault = second.communicate(timeout=60)
    assert (second.returncode, "占用" in fault) == (1, True)


def test_it_answers_stays_small_and_stops_within_two_seconds(running):
    assert running.address == f"http://127.0.0.1:{running.port}"
    assert running.answers()
    assert running.memory() < 200 * 1024
    pids = running.family()
    running.process.send_signal(signal.SIGINT)
    assert running.gone_within(2, [running.process.pid, *pids])


def test_the_worker_gives_way_to_the_pages(running):
    own = os.getpriority(os.PRIO_PROCESS, 0)
    found = {os.getpriority(os.PRIO_PROCESS, int(pid)) for pid in running.family()}
    assert found == {own, min(own + 10, 19)}


def test_killing_the_parent_leaves_nobody_behind(running):
    pids = running.family()
    assert len(pids) >= 3
    running.process.kill()
    assert running.gone_within(2, pids)


def test_a_child_that_dies_is_restarted(running):
    before = running.family()
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    limit = time.monotonic() + 8
    while time.monotonic() < limit:
        now = running.family()
        if len(now) >= len(before) and not set(now) & set(before):
            break
        time.sleep(0.05)
    time.sleep(0.3)
    assert running.answers()
