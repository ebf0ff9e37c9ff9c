"""没有 systemd 的地方顶替 systemctl：照单元里写的起、停，只管自己起的进程。

地方从环境变量换：UNITS 单元，SETTINGS 设置，SANBAN 程序，RUNNING 记着起了哪些。
"""

import configparser
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

UNITS, SETTINGS, RUNNING = (Path(os.environ[name]) for name in ("UNITS", "SETTINGS", "RUNNING"))


class Parser(configparser.RawConfigParser):
    """单元文件的写法，键分大小写。"""

    def optionxform(self, optionstr):
        return optionstr


def read(name):
    """一个单元：ExecStart 的各个词，环境。"""
    stem, _, instance = name.removesuffix(".service").partition("@")
    file = f"{stem}@.service" if instance else f"{stem}.service"
    parser = Parser(interpolation=None, strict=False)
    parser.read(UNITS / file, encoding="utf-8")
    service = parser["Service"]
    env = dict(os.environ)
    place = Path(service["EnvironmentFile"].replace("/etc/sanban", str(SETTINGS)))
    for line in shlex.split(place.read_text("utf-8"), comments=True):
        key, _, value = line.partition("=")
        env[key] = value
    line = service["ExecStart"].replace("%i", instance)
    line = re.sub(r"\$\{(\w+)\}", lambda found: env[found[1]], line)
    return [word.replace("/opt/sanban/bin/sanban", env["SANBAN"]) for word in line.split()], env


def start(name):
    mark = RUNNING / f"{name}.pid"
    if mark.exists():
        return
    words, env = read(name)
    log = (RUNNING / f"{name}.log").open("ab")
    done = subprocess.Popen(words, env=env, stdout=log, stderr=log, start_new_session=True)
    mark.write_text(str(done.pid))


def stop(name):
    mark = RUNNING / f"{name}.pid"
    if not mark.exists():
        return
    pid = int(mark.read_text())
    mark.unlink()
    for sent in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.kill(pid, sent)
        except ProcessLookupError:
            return
        for _ in range(200):
            if not is_live(pid):
                return
            time.sleep(0.05)


def is_live(pid):
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def stop_all():
    """全部停掉。"""
    for mark in RUNNING.glob("*.pid"):
        stop(mark.stem)


def main(words):
    verb, *rest = words
    names = [one for one in rest if not one.startswith("--")]
    if verb == "stop-all":
        stop_all()
    for name in names:
        if verb in ("stop", "restart"):
            stop(name)
        if verb in ("start", "restart") or (verb == "enable" and "--now" in rest):
            start(name)


if __name__ == "__main__":
    main(sys.argv[1:])
