"""两百位客户（locust）：文书收文登记、主任拟办、联络员反馈、别的人翻看；有人专抢同一件。

环境里给：`CHAOS_HOSTS` 两台的网址，`CHAOS_ROSTER` 名册，`CHAOS_JOURNAL` 账本。
"""

import hashlib
import itertools
import json
import os
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gevent
from locust import FastHttpUser, between, task

from chaos.browsing import HOSTS, Browser, is_done
from chaos.journal import Journal
from chaos.roster import Guest

ROSTER = json.loads(Path(os.environ["CHAOS_ROSTER"]).read_text())
JOURNAL = Journal(Path(os.environ["CHAOS_JOURNAL"]))
THINK = tuple(float(one) for one in os.environ.get("CHAOS_THINK", "5,20").split(","))
GUESTS = itertools.cycle(Guest(**one) for one in ROSTER["guests"])
MATTER = re.compile(r'href="/matters/(\d+)/"')
FILE = re.compile(r'href="(/matters/\d+/files/\d+/)"')
MOVE = re.compile(r"/matters/\d+/move/(\w+)/")
TODO = re.compile(r'name="todo"[^>]*value="(\d+)"')
RECEIPT = re.compile(r"(〔\d{4}〕\d{4})")
RARELY = 0.2
"""几十样里退出登录一回。"""
RACE = 0.1
"""十回里有一回，同一件同时交到两台机器。"""
WORDS = ("防火", "经费", "水利", "通知", "项目", "安全", "演练", "会议")
PARAGRAPH = "各单位要高度重视，抓好落实，于月底前报送情况。"


class Visitor(FastHttpUser):
    """一位客户。"""

    host = HOSTS[0]
    wait_time = between(*THINK)
    connection_timeout = 20.0
    network_timeout = 30.0
    web: Browser
    guest: Guest

    def on_start(self) -> None:
        """认领名册上的一位，早上已经登录好了。"""
        self.guest = next(GUESTS)
        self.web = Browser(self.client, self.guest)
        self.look_at_desk()

    @task
    def visit(self) -> None:
        """照自己的角色，挑一样来办。"""
        acts = ACTS[self.guest.role]
        random.choices(list(acts), weights=list(acts.values()))[0](self)

    def sign_in_again(self) -> None:
        """退出再登录。"""
        self.web.sign_out()
        self.web.sign_in()

    def look_at_desk(self) -> None:
        """看工作台。"""
        self.web.get("/", name="工作台")

    def look_at_register(self) -> None:
        """看登记簿。"""
        self.web.get("/register/", name="登记簿")

    def look_at_received(self) -> None:
        """看本单位收件。"""
        self.web.get("/received/", name="本单位收件")

    def look_at_messages(self) -> None:
        """看消息。"""
        self.web.get("/messages/", name="消息")

    def search(self) -> None:
        """搜一个词。"""
        self.web.get(f"/search/?q={random.choice(WORDS)}", name="搜索")

    def download(self) -> None:
        """从登记簿挑一件，取它的文件，核对内容。"""
        found = MATTER.findall(self.web.get("/register/", name="登记簿"))
        if not found:
            return
        page = self.web.get(f"/matters/{random.choice(found)}/", name="事项页")
        links = FILE.findall(page)
        if links:
            self.web.fetch(links[0], name="下载")

    def register(self) -> None:
        """收一份文件，核对登记。"""
        intake, title = self._upload()
        if not intake:
            return
        gevent.sleep(random.uniform(*THINK) / 2)
        self.web.get(f"/register/new/?intake={intake}", name="登记表")
        self._register(intake, title)

    def _upload(self) -> tuple[int, str]:
        token = JOURNAL.tried("upload")
        title = f"关于{random.choice(WORDS)}工作{token}的通知"
        content = f"{title}\r\n{'　　' + PARAGRAPH * 40}\r\n".encode()
        answer = self.web.upload("/intake/upload/", f"{token}.txt", content, name="收文件")
        told = _json(answer)
        if not told.get("ok"):
            return 0, title
        intake = int(str(told["next"]).partition("intake=")[2])
        digest = hashlib.sha256(content).hexdigest()
        JOURNAL.promised("upload", token, intake=intake, digest=digest)
        return intake, title

    def _register(self, intake: int, title: str) -> None:
        token = JOURNAL.tried("register", title=title)
        values = {
            "intake": intake, "sender_name": "演练市人民政府办公室", "title": title,
            "sender_number": f"演函〔2026〕{random.randrange(10**9)}号",
            "secrecy_level": "public", "nature": "action_item", "repeat_reason": "演练",
        }  # fmt: skip
        answer = self.web.post("/register/new/", values, name="登记")
        if not is_done(answer):
            return
        where = answer.headers.get("Location", "")
        matter = re.search(r"/matters/(\d+)/", where)
        page = self.web.get(where, name="事项页")
        # 上一回的页面没有打开，它那句话会留到这一页，末一句才是这一回的
        said = RECEIPT.search(page.rpartition("已登记为收文")[2][:40])
        JOURNAL.promised(
            "register", token, title=title, intake=intake,
            matter=int(matter[1]) if matter else 0, receipt=said[1] if said else "",
        )  # fmt: skip

    def handle(self) -> None:
        """从工作台挑一件，打开，照页面上有的办法办。"""
        found = MATTER.findall(self.web.get("/", name="工作台"))
        if not found:
            return
        matter = int(random.choice(found))
        page = self.web.get(f"/matters/{matter}/", name="事项页")
        codes = [one for one in MOVE.findall(page) if one in WAYS]
        if not codes:
            return
        gevent.sleep(random.uniform(*THINK) / 2)
        todo = TODO.search(page)
        given = {"todo": todo[1]} if todo else {}
        self._move(matter, random.choice(codes), given)

    def _move(self, matter: int, code: str, given: dict[str, Any]) -> None:
        if random.random() < RACE:
            race = JOURNAL.tried("race", matter=matter, code=code)
            both = [gevent.spawn(self._send, matter, code, given, one, race) for one in HOSTS]
            gevent.joinall(both)
            return
        self._send(matter, code, given, random.choice(HOSTS), "")

    def _send(self, matter: int, code: str, given: dict[str, Any], host: str, race: str) -> None:
        token = JOURNAL.tried("move", matter=matter, code=code, race=race)
        values = {**given, **WAYS[code](), "remark": f"请照办，并于月底前报送情况。{token}"}
        path = f"/matters/{matter}/move/{code}/"
        answer = self.web.post(path, values, name="办一步", host=host)
        if is_done(answer):
            JOURNAL.promised("move", token, matter=matter, code=code, race=race)


def _unit() -> dict[str, Any]:
    return {"lead": random.choice(ROSTER["units"])}


def _json(answer: Any) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(answer.text or "{}")
    except ValueError:
        return {}
    return found


WAYS: dict[str, Callable[[], dict[str, Any]]] = {
    "submit": dict, "to_orgs": _unit, "to_clerk": dict, "assign": _unit, "no_handling": dict,
    "report_back": dict, "complete": dict,
}  # fmt: skip
# 角色 → 各样办多少
ACTS: dict[str, dict[Callable[[Visitor], None], float]] = {
    "clerk": {
        Visitor.look_at_desk: 4, Visitor.register: 3, Visitor.handle: 6,
        Visitor.look_at_register: 2, Visitor.search: 2, Visitor.download: 2,
        Visitor.sign_in_again: RARELY,
    },
    "director": {
        Visitor.look_at_desk: 2, Visitor.handle: 10, Visitor.search: 1,
        Visitor.sign_in_again: RARELY,
    },
    "liaison": {
        Visitor.look_at_desk: 2, Visitor.handle: 6, Visitor.look_at_received: 2,
        Visitor.sign_in_again: RARELY,
    },
    "reader": {
        Visitor.look_at_desk: 4, Visitor.look_at_messages: 2,
        Visitor.sign_in_again: RARELY,
    },
}  # fmt: skip
