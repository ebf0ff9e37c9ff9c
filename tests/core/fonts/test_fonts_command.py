"""装字体的命令。"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sanban.core.fonts.command import main
from sanban.core.fonts.install import EVERYONE, usual_place
from sanban.core.fonts.packages import PACKAGES
from tests.core.fonts.conftest import make_deb
from tests.house.test_house import HOST

ALL = sorted(name for package in PACKAGES for name in package.files)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def program(folder, name, script):
    place = folder / name
    place.write_text(f"#!/bin/sh\n{script}\n")
    place.chmod(0o755)
    return place


def only_these_programs(monkeypatch, tmp_path, **scripts):
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, script in scripts.items():
        program(folder, name.replace("_", "-"), script)
    monkeypatch.setenv("PATH", str(folder))


def test_it_installs_every_font_and_says_so(tmp_path, debs, capsys):
    to = tmp_path / "fonts"
    assert main(["install", "--to", str(to), "--from", str(debs)]) == 0
    assert names(to) == ALL
    assert (to / ALL[0]).read_bytes() == ALL[0].encode() * 1000
    said = capsys.readouterr().out
    assert "正在装 fonts-lxgw-wenkai" in said
    assert f"字体已在 {to}。" in said


def test_everyone_may_read_what_the_administrator_installed(tmp_path, debs):
    to = tmp_path / "fonts"
    old = os.umask(0o077)
    try:
        assert main(["install", "--to", str(to), "--from", str(debs)]) == 0
    finally:
        os.umask(old)
    assert to.stat().st_mode & 0o777 == 0o755
    assert {path.stat().st_mode & 0o777 for path in to.iterdir()} == {0o644}


def test_a_second_time_there_is_nothing_to_do(tmp_path, debs, capsys):
    to = tmp_path / "fonts"
    main(["install", "--to", str(to), "--from", str(debs)])
    before = {path.name: path.stat().st_mtime_ns for path in to.iterdir()}
    capsys.readouterr()
    assert main(["install", "--to", str(to), "--from", str(tmp_path / "没有")]) == 0
    assert "没有要装的" in capsys.readouterr().out
    assert {path.name: path.stat().st_mtime_ns for path in to.iterdir()} == before


def test_only_what_is_lacking_is_fetched(tmp_path, debs, capsys):
    to = tmp_path / "fonts"
    main(["install", "--to", str(to), "--from", str(debs)])
    (to / "FandolKai-Regular.otf").unlink()
    capsys.readouterr()
    assert main(["install", "--to", str(to), "--from", str(debs)]) == 0
    said = capsys.readouterr().out
    assert said.count("正在装") == 1
    assert "装好 1 个" in said
    assert names(to) == ALL


def test_killed_half_way_nothing_half_is_left(tmp_path, debs):
    to, begun = tmp_path / "fonts", tmp_path / "begun"
    tools = tmp_path / "bin"
    tools.mkdir()
    real = shutil.which("dpkg-deb")
    slow = f'{real} "$@" | head -c 20000; touch {begun}; exec sleep 30'
    program(tools, "dpkg-deb", slow)
    command = [sys.executable, "-m", "sanban.command", "fonts", "install"]
    running = subprocess.Popen(
        [*command, "--to", to, "--from", debs], start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"},
    )  # fmt: skip
    try:
        limit = time.monotonic() + 20
        while not begun.exists() and time.monotonic() < limit:
            time.sleep(0.02)
        assert begun.exists()
    finally:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
    left = [path for path in to.rglob("*") if path.is_file()]
    assert [path.name for path in left if path.suffix in (".otf", ".ttf", ".ttc")] == []
    assert main(["install", "--to", str(to), "--from", str(debs)]) == 0
    assert names(to) == ALL


def test_offline_it_says_what_to_do_and_leaves_nothing(tmp_path, monkeypatch, capsys):
    only_these_programs(monkeypatch, tmp_path, apt_get="exit 100")
    assert main(["install", "--to", str(tmp_path / "fonts")]) == 1
    said = capsys.readouterr().err
    assert "apt-get download texlive-lang-chinese" in said
    assert "sanban fonts install --from" in said
    assert not HOST.search(said)
    assert names(tmp_path / "fonts") == []


def test_with_apt_the_package_is_fetched_by_it(tmp_path, debs, monkeypatch):
    asked = tmp_path / "asked"
    only_these_programs(
        monkeypatch,
        tmp_path,
        apt_get=f'echo "$@" >> {asked}; for name; do :; done; /bin/cp {debs}/$name_*.deb .'.replace(
            "$name_", "${name}_"
        ),
        dpkg_deb=f'exec {shutil.which("dpkg-deb")} "$@"',
    )
    monkeypatch.setenv("PATH", f"{os.environ['PATH']}:/usr/bin:/bin")
    assert main(["install", "--to", str(tmp_path / "fonts")]) == 0
    assert names(tmp_path / "fonts") == ALL
    assert asked.read_text().count("download") == len(PACKAGES)


def test_without_apt_it_says_how_to_carry_the_packages(tmp_path, monkeypatch, capsys):
    only_these_programs(monkeypatch, tmp_path)
    assert main(["install", "--to", str(tmp_path / "fonts")]) == 1
    assert "没有 apt-get" in capsys.readouterr().err


def test_without_dpkg_it_says_so(tmp_path, debs, monkeypatch, capsys):
    only_these_programs(monkeypatch, tmp_path)
    assert main(["install", "--to", str(tmp_path / "fonts"), "--from", str(debs)]) == 1
    assert "没有 dpkg-deb" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"", b"not a package", None])
def test_a_broken_package_installs_nothing_of_itself(tmp_path, debs, capsys, content):
    given = tmp_path / "given"
    given.mkdir()
    package = PACKAGES[0]
    whole = (debs / f"{package.name}_1_all.deb").read_bytes()
    (given / f"{package.name}_1_all.deb").write_bytes(whole[:30000] if content is None else content)
    assert main(["install", "--to", str(tmp_path / "fonts"), "--from", str(given)]) == 1
    assert "损坏" in capsys.readouterr().err
    assert names(tmp_path / "fonts") == []


def test_a_package_without_the_font_is_refused(tmp_path, capsys):
    given = tmp_path / "given"
    given.mkdir()
    make_deb(PACKAGES[0], given, files=PACKAGES[0].files[:-1])
    assert main(["install", "--to", str(tmp_path / "fonts"), "--from", str(given)]) == 1
    assert PACKAGES[0].files[-1] in capsys.readouterr().err
    assert names(tmp_path / "fonts") == []


def test_a_place_that_cannot_be_written_is_refused(tmp_path, debs, capsys):
    (tmp_path / "file").write_text("")
    place = tmp_path / "file" / "fonts"
    assert main(["install", "--to", str(place), "--from", str(debs)]) == 1
    assert "写不了" in capsys.readouterr().err


def test_two_at_once_one_waits_for_another_day(tmp_path, debs, capsys):
    to = tmp_path / "fonts"
    to.mkdir()
    holder = os.open(to, os.O_RDONLY)
    try:
        fcntl.flock(holder, fcntl.LOCK_EX)
        assert main(["install", "--to", str(to), "--from", str(debs)]) == 1
    finally:
        os.close(holder)
    assert "另有一个安装正在进行" in capsys.readouterr().err


def test_the_administrator_installs_for_all_others_for_themselves():
    assert usual_place(0, Path("/root")) == EVERYONE
    assert usual_place(1000, Path("/home/a")) == Path("/home/a/.local/share/fonts/sanban")


@pytest.mark.parametrize("argv", [[], ["remove"], ["install", "--nowhere"]])
def test_wrong_use_gives_two(argv, capsys):
    assert main(argv) == 2
    assert "sanban fonts" in capsys.readouterr().err


def test_the_list_shows_each_use_with_its_file(capsys):
    assert main(["list"]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines() if "\t" in line]
    assert [row[0] for row in rows] == ["仿宋", "楷体", "黑体", "宋体", "小标宋", "西文"]
    assert all(row[3] in ("本机", "代用") and Path(row[4]).is_file() for row in rows)


def test_the_command_needs_no_database():
    code = "import sys, sanban.core.fonts.command; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
