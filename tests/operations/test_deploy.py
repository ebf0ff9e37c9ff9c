"""systemd 的单元、代理的样子：写法对，说的端口、文件和手册一致。"""

import re
import shutil
import subprocess

import pytest

from sanban.core import serve
from tests.operations.clusters import ROOT

UNITS = sorted((ROOT / "deploy").glob("*.service"))


def settings_of(unit):
    pairs = re.findall(r"^(\w+)=(.*)$", unit.read_text("utf-8"), re.MULTILINE)
    return dict(pairs)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_each_unit_starts_a_command_that_exists(unit):
    program, verb, *words = settings_of(unit)["ExecStart"].split()
    assert (program, verb) == ("/opt/sanban/bin/sanban", "serve")
    filled = [re.sub(r"\$\{PORT\}|%i", "8001", word) for word in words]
    assert serve._options(filled).host == "127.0.0.1"


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_each_unit_restarts_and_runs_without_rights(unit):
    found = settings_of(unit)
    assert (found["User"], found["Restart"], found["NoNewPrivileges"]) == (
        "sanban",
        "always",
        "yes",
    )
    assert found["EnvironmentFile"] == "/etc/sanban/sanban.env"


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_itself_reads_each_unit(unit, tmp_path):
    tool = shutil.which("systemd-analyze")
    if tool is None:
        assert "[Service]" in unit.read_text("utf-8")
        return
    copy = tmp_path / unit.name
    copy.write_text(unit.read_text("utf-8").replace("/opt/sanban/bin/sanban", "/bin/true"))
    done = subprocess.run([tool, "verify", copy], capture_output=True, text=True, check=False)
    assert unit.name not in done.stderr


def test_the_proxies_look_after_the_ports_of_the_page():
    for name in ("nginx.conf", "haproxy.cfg"):
        text = (ROOT / "deploy" / name).read_text("utf-8")
        assert "127.0.0.1:8001" in text
        assert "127.0.0.1:8002" in text
