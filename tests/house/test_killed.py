"""强杀：一边归档一边传文件时断电一样地杀掉，重启以后每件不是办前就是办后，没有多余的文件和行。"""

import json
import os
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection, HTTPException
from itertools import count
from urllib.parse import urlencode

import pytest

from tests.asking import FORM, headers
from tests.house.test_serve import ROOT, Running, sanban

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="进程树只在 Linux 上测"),
]
ANSWERED = (1, 6)
"""归好几件、传好几份以后动手；这时总有别的正在半路上。"""
LIMIT = 30


def helper(word, data):
    env = {**os.environ, "SANBAN_DATA": str(data), "SANBAN_DATABASE": ""}
    words = [sys.executable, "-m", "tests.house.killing", word]
    made = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    return json.loads(made.stdout)


class Clerk:
    """不停地归档、不停地传文件，直到服务没了。"""

    def __init__(self, port, session):
        self.port, self.session = port, session
        self.answers = []

    def post(self, path, body, kind):
        asked = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            asked.request("POST", path, body, headers(self.session, kind))
            self.answers.append((path, asked.getresponse().status))
        except (OSError, HTTPException):
            return False
        finally:
            asked.close()
        return True

    def done(self):
        """归好几件、传好几份。"""
        filed = sum(path.startswith("/archive") and status == 302 for path, status in self.answers)
        sent = sum(path.startswith("/intake") and status == 200 for path, status in self.answers)
        return filed, sent

    def archive(self, matters):
        for pk in iter(lambda: matters.pop() if matters else None, None):
            form = {
                "matter": pk,
                f"retention-{pk}": "D10",
                "fonds_no": "Z109",
                "section_code": "BGS",
            }
            if not self.post("/archive/waiting/do/", urlencode(form), FORM):
                return

    def upload(self, numbers):
        for n in numbers:
            text = f"关于第 {n} 项工作的通知\r\n各单位：\r\n　　请照办。\r\n" * 300
            part = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{n}.txt"\r\n\r\n'
            body = (part + text + "\r\n--x--\r\n").encode()
            if not self.post("/intake/upload/", body, "multipart/form-data; boundary=x"):
                return


def work_until_killed(data, session, matters, numbers, wanted):
    tree = Running(data)
    clerk = Clerk(tree.port, session)
    acts = ((clerk.archive, matters), (clerk.archive, matters), (clerk.upload, numbers))
    threads = [threading.Thread(target=act, args=(given,)) for act, given in acts]
    pids = [tree.process.pid, *tree.family()]
    for one in threads:
        one.start()
    limit = time.monotonic() + LIMIT
    while min(clerk.done()) < wanted and time.monotonic() < limit:
        time.sleep(0.001)
    tree.process.kill()
    assert tree.gone_within(2, pids[1:])
    for one in threads:
        one.join()
    tree.end()
    return clerk.done()


def test_killed_in_the_middle_everything_is_before_or_after(tmp_path):
    data = tmp_path / "data"
    made = sanban("init", "--office", "演示县人民政府办公室", data=data)
    assert made.communicate(timeout=60) and made.returncode == 0
    ready = helper("prepare", data)
    done, numbers = [], count(1)
    for wanted in ANSWERED:
        given = (data, ready["session"], ready["matters"], numbers, wanted)
        done.append(work_until_killed(*given))
    found = helper("check", data)
    assert found["faults"] == []
    filed, sent = (sum(one) for one in zip(*done, strict=True))
    assert sum(ANSWERED) <= filed <= found["archived"]
    assert sum(ANSWERED) <= sent <= found["uploaded"]
