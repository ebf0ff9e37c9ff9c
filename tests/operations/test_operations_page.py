"""运行手册照着做：docs/operations.md 里每一块 `sh` 都真的执行一遍，其间真的登记收文。

装、systemd、真的两台机器做不了：systemctl 由 systemctl.py 照单元文件顶替，两台是两个端口。
"""

import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.asking import headers
from tests.house.test_serve import free_port
from tests.operations.clusters import ROOT, Cluster

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="进程树只在 Linux 上测"),
]
PAGE = (ROOT / "docs/operations.md").read_text("utf-8")
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
SHIM = Path(__file__).with_name("systemctl.py")
LIMIT = 240


def sections():
    """各节：题目 → 这一节的各块。"""
    parts = re.split(r"^## (.+)\n", PAGE, flags=re.MULTILINE)
    return {
        title: BLOCK.findall(body) for title, body in zip(parts[1::2], parts[2::2], strict=True)
    }


class Machine:
    """照手册做的一台机器：各处都在临时文件夹里。"""

    def __init__(self, home, cluster):
        self.home, self.blocks = home, sections()
        self.ports = {name: str(free_port()) for name in ("PORT", "PORT_A", "PORT_B")}
        for name in ("bin", "units", "settings", "running"):
            (home / name).mkdir()
        self._script("sanban", f'PYTHONPATH={ROOT} exec {sys.executable} -m sanban.command "$@"')
        self._script("systemctl", f'exec {sys.executable} {SHIM} "$@"')
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SANBAN")}
        self.env = {
            **kept, **self.ports, "PATH": f"{home}/bin:{os.environ['PATH']}",
            "SANBAN": f"{home}/bin/sanban", "PLACE": f"{home}/data", "KEPT": f"{home}/kept",
            "SCRATCH": f"{home}/scratch", "SETTINGS": f"{home}/settings", "UNITS": f"{home}/units",
            "SOURCE": str(ROOT), "RUNNING": f"{home}/running", "RUN": "env",
            "PG": cluster.database(), "PG_TRIAL": cluster.database(),
        }  # fmt: skip

    def _script(self, name, line):
        place = self.home / "bin" / name
        place.write_text(f"#!/bin/sh\n{line}\n")
        place.chmod(0o755)

    def follow(self, title):
        """照一节做；哪一块没成，把它印出来。"""
        first = self.blocks["先定几样"]
        script = "set -eu -o pipefail\n" + "\n".join([*first, *self.blocks[title]])
        done = subprocess.run(
            ["bash", "-c", script], env=self.env, cwd=self.home, text=True, timeout=LIMIT,
            capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{title}\n{done.stdout}\n{done.stderr}\n{self.logs()}"
        return done.stdout

    def logs(self):
        return "\n".join(one.read_text() for one in (self.home / "running").glob("*.log"))

    def ask(self, word):
        """请帮手看一眼在用的库。"""
        env = {**self.env, "SANBAN_DATA": self.env["PLACE"]}
        if "SANBAN_DATABASE" in (self.home / "settings/sanban.env").read_text():
            env["SANBAN_DATABASE"] = self.env["PG"]
        made = subprocess.run(
            [sys.executable, "-m", "tests.operations.clerk", word], cwd=ROOT, env=env,
            capture_output=True, text=True, check=False, timeout=LIMIT,
        )  # fmt: skip
        assert made.returncode == 0, made.stderr
        return json.loads(made.stdout)

    def register(self, port, session, number):
        """在一个端口上登记一件收文。"""
        form = {
            "sender_name": f"演示县第 {number} 局", "title": f"关于第 {number} 项工作的请示",
            "secrecy_level": "public", "nature": "action_item", "then": "keep",
        }  # fmt: skip
        asked = HTTPConnection("127.0.0.1", int(self.ports[port]), timeout=60)
        asked.request("POST", "/register/new/", urlencode(form), headers(session))
        answer = asked.getresponse()
        said = answer.read().decode()
        asked.close()
        assert answer.status in (204, 302), f"{answer.status} {said[:2000]}\n{self.logs()}"

    def end(self):
        subprocess.run([self.home / "bin/systemctl", "stop-all"], env=self.env, check=False)


@pytest.fixture
def machine(tmp_path):
    cluster = Cluster()
    made = Machine(tmp_path, cluster)
    yield made
    made.end()
    cluster.end()


def test_the_page_can_be_followed_line_by_line(machine):
    said = machine.follow("建办公室，交给 systemd")
    assert "只显示这一次" in said
    session = machine.ask("prepare")
    for number in range(3):
        machine.register("PORT", session, number)
    machine.follow("备份")
    machine.follow("恢复")
    session = machine.ask("prepare")
    machine.register("PORT", session, 3)
    machine.follow("查验")
    machine.follow("升级")
    machine.register("PORT", session, 4)
    assert "逐表对过" in machine.follow("搬到 PostgreSQL")
    machine.follow("两台网页")
    with ThreadPoolExecutor(4) as clerks:
        ports = ["PORT_A", "PORT_B"] * 6
        list(clerks.map(machine.register, ports, [session] * 12, range(5, 17)))
    assert machine.ask("numbers") == {"numbers": list(range(1, 18)), "breaks": []}
    machine.follow("监控")


def test_every_block_is_of_a_known_kind():
    kinds = re.findall(r"^```(\w+)$", PAGE, re.MULTILINE)
    assert set(kinds) == {"sh", "console"}
    assert len(BLOCK.findall(PAGE)) == kinds.count("sh")
