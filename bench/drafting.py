"""拟稿要多久：改一个字到看见新的预览，传一份 DOCX 到存好查好；旁边是 LibreOffice 转同一份。

python -m bench.drafting            各 40 次
python -m bench.drafting --quick    各 8 次，看个大概

墙上的钟带着机器当时的忙闲，CPU 是网页进程、排版进程和 LibreOffice 一共用的。
请求直接进网页程序，不过网络；数据在一个用完就扔的文件夹里。
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.papers import paper
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import Body
from sanban.engine.gongwen.markdown.writing import write_body
from sanban.engine.pages.office import convert
from sanban.engine.render.docx import to_docx

TIMES, QUICK = 40, 8
PREVIEWED, UPLOADED = 8, 10
PREVIEW_MOST, UPLOAD_MOST = 300, 1000
MEMORY = "Pss:"
WARM = 2
Took = tuple[float, float, float]


def main() -> None:
    """在新进程里量，打印成表。"""
    parser = argparse.ArgumentParser(description="量拟稿要多久")
    parser.add_argument("--quick", action="store_true", help="少做几次")
    parser.add_argument("--here", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.here:
        print(json.dumps(_measure_all(asked.here)))
        return
    found = _apart(QUICK if asked.quick else TIMES)
    print(f"{'拟稿':<36}{'中位 毫秒':>10}{'p95 毫秒':>10}{'CPU 毫秒':>10}{'目标':>8}")
    for name, (middle, high, used), most in found["rows"]:
        goal = f"≤{most}" if most else ""
        print(f"{name:<36}{middle:>10.0f}{high:>10.0f}{used:>10.0f}{goal:>8}")
    print(f"网页进程 {found['web']} MB，排版进程 {found['press']} MB（PSS）")


def _apart(times: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="sanban-bench-") as folder:
        settings = {"SANBAN_DATA": folder, "DJANGO_SETTINGS_MODULE": "sanban.settings"}
        environment = {**os.environ, **settings, "SANBAN_DATABASE": ""}
        run = (sys.executable, "-m", "bench.drafting", "--here", str(times))
        here = Path(__file__).parent.parent
        done = subprocess.run(run, env=environment, cwd=here, check=True, stdout=subprocess.PIPE)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _measure_all(times: int) -> dict[str, Any]:
    """立一个办公室、起一份稿，逐样量。"""
    import_module("django").setup()
    import_module("django.test.utils").setup_test_environment()
    import_module("django.core.management").call_command("migrate", verbosity=0)
    desk = _Desk()
    rows = [
        (f"改一个字，预览 {PREVIEWED} 页（到第一页取到）", desk.previews(times), PREVIEW_MOST),
        (f"传 {UPLOADED} 页 DOCX，存好、查好", desk.uploads(times), UPLOAD_MOST),
        (f"LibreOffice 转 {PREVIEWED} 页 DOCX→PDF", _took(_peer, max(times // 8, 2)), 0),
    ]
    drafting = import_module("sanban.documents.services.drafting")
    return {"rows": rows, "web": _memory("self"), "press": _memory(str(drafting.press().pid))}


def _peer(number: int) -> None:
    convert(to_docx(paper(PREVIEWED, number)).data, source="docx", target="pdf")


def _took(act: Callable[[int], None], times: int) -> Took:
    """墙上的中位和 p95、每次平均的 CPU，毫秒；头几次热身不算。"""
    for number in range(WARM):
        act(number)
    walls, before = [], _cpu()
    for number in range(WARM, times + WARM):
        start = time.perf_counter()
        act(number)
        walls.append((time.perf_counter() - start) * 1000)
    used = (_cpu() - before) * 1000 / times
    high = sorted(walls)[min(times - 1, round(times * 0.95))]
    return statistics.median(walls), high, used


def _cpu() -> float:
    """本进程、退了的子进程和排版进程用的 CPU，秒。"""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    own = sum(one.ru_utime + one.ru_stime for one in used)
    press = import_module("sanban.documents.services.drafting").press().pid
    stat = Path(f"/proc/{press}/stat").read_text("utf-8").split() if press else []
    ticks = sum(map(int, stat[13:15]))
    return own + ticks / os.sysconf("SC_CLK_TCK")


def _memory(process: str) -> int:
    rows = Path(f"/proc/{process}/smaps_rollup").read_text("utf-8").splitlines()
    return next(int(row.split()[1]) for row in rows if row.startswith(MEMORY)) // 1024


class _Desk:
    """一个起草人、一份稿、登录好的浏览器。"""

    def __init__(self) -> None:
        people = import_module("sanban.people.models")
        org = people.Org.objects.create(name="演示县人民政府办公室", short_name="县政府办")
        self.person = people.Person.objects.create(name="孙佳", org=org, post_name="秘书")
        people.RoleHolding.objects.create(person=self.person, role="drafter", org=org)
        now = import_module("django.utils.timezone").now()
        account = people.Account.objects.create(
            username="drafter", person=self.person, must_change_password=False,
            password_changed_at=now,
        )  # fmt: skip
        self.client = import_module("django.test").Client()
        backend = "sanban.people.backends.AccountBackend"
        self.client.force_login(account, backend=backend)
        self.drafting = import_module("sanban.documents.services.drafting")
        self.body = _body(paper(PREVIEWED, 1))
        form = self.drafting.DraftForm(doc_kind="notice", title="关于防火的通知", body=self.body)
        self.outgoing = self.drafting.start_draft(form, by=self.person, now=now)
        self.now = now

    def previews(self, times: int) -> Took:
        """每次多写一个字。"""
        return _took(self._preview, times)

    def _preview(self, number: int) -> None:
        typed = {
            "doc_kind": "notice", "title": "关于防火的通知", "base": 1, "tab": "preview",
            "main_recipients": "各乡镇人民政府", "is_numbered": "on",
            "body": f"{'好' * (number + 1)}。\n{self.body}",
        }  # fmt: skip
        answer = self.client.post(f"/matters/{self.outgoing.pk}/draft/live/", typed)
        address = answer.content.decode().partition('img src="')[2].partition('"')[0]
        page = self.client.get(address, headers={"Accept-Encoding": "gzip"})
        if page.status_code != 200:
            raise RuntimeError(answer.content.decode()[:300])

    def uploads(self, times: int) -> Took:
        """每次传一份不同的。"""
        papers = [to_docx(paper(UPLOADED, number)).data for number in range(times + 2)]
        return _took(lambda number: self._upload(papers[number]), times)

    def _upload(self, data: bytes) -> None:
        upload = import_module("sanban.documents.services").Upload("稿.docx", data)
        newest = self.drafting.newest(self.outgoing.matter)
        given = {"base": newest.number, "reason": "", "by": self.person, "now": self.now}
        made = self.drafting.upload_version(self.outgoing, upload, **given)
        self.drafting.findings_of(made)


def _body(gongwen: Gongwen) -> str:
    only = tuple(one for one in gongwen.elements if isinstance(one, Body))
    return write_body(Gongwen(gongwen.kind, only))


if __name__ == "__main__":
    main()
