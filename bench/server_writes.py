"""量服务器的写：登记一份来文（传文件、读、认、取号、起办、送拟办），五十个人一起走流程，走一步。

登记是一个来客一份接一份；除了头一回传文件、后一回交登记表，不另看页面。文件在起服务器之前造好。
"""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from http.client import HTTPConnection, HTTPException
from importlib import import_module
from pathlib import Path
from secrets import token_hex
from typing import Any
from urllib.parse import urlencode

from bench.server_load import Load, summed
from bench.server_tree import Server, inside, serving
from bench.texts import text_of

WRITERS, HANDS, MOVES = 50, 4000, 300
TOKEN = "bench" * 6 + "ab"
"""防跨站的口令：饼干里、头上各带一份，一样就行。"""
MADE, TRIED = 30, 30
"""造几份不同的文件；进程里另试几份。"""
KINDS = ("txt", "docx")
GOALS = {"txt": 50, "docx": 20}
FORM = {
    "secrecy_level": "public", "nature": "action_item", "copies": "1",
    "sender_name": "演示县发展和改革局", "doc_kind": "通知",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taken:
    """登记的快慢：何种文件，一秒几份，一份几毫秒 CPU，目标，进程里几毫秒，文字进没进索引。"""

    kind: str
    rate: float
    cpu: float
    goal: int
    inside: float
    faults: int
    indexed: bool


class Visitor:
    """一个来客：一条连接，一份饼干。"""

    def __init__(self, server: Server, session: str) -> None:
        self._line = HTTPConnection("127.0.0.1", server.port, timeout=30)
        self._heads = {"Cookie": f"{session}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN}

    def post(self, path: str, fields: dict[str, str]) -> int:
        """交一张表；返回状态。"""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._send(path, urlencode(fields).encode(), kind)[0]

    def upload(self, path: str, name: str, content: bytes) -> dict[str, Any]:
        """传一个文件；返回说的话。"""
        edge = token_hex(12)
        head = f'Content-Disposition: form-data; name="file"; filename="{name}"'
        lines = (f"--{edge}", head, "Content-Type: application/octet-stream", "", "")
        body = "\r\n".join(lines).encode() + content + f"\r\n--{edge}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={edge}"}
        told: dict[str, Any] = json.loads(self._send(path, body, kind)[1])
        return told

    def _send(self, path: str, body: bytes, heads: dict[str, str]) -> tuple[int, bytes]:
        self._line.request("POST", path, body, {**self._heads, **heads})
        answer = self._line.getresponse()
        return answer.status, answer.read()


def take_in(folder: Path, *, seconds: float) -> list[Taken]:
    """各种文件登记的快慢。"""
    ready = inside(folder, "writing")
    inner = inside(folder, "registering")
    files = {kind: [made_file(kind, n) for n in range(MADE)] for kind in KINDS}
    with serving(folder) as server:
        found = [_taken(server, ready["sessions"][0], kind, files[kind], seconds) for kind in KINDS]
    indexed = inside(folder, "indexed")["last"]
    return [Taken(**told, inside=inner[told["kind"]], indexed=indexed) for told in found]


def _taken(
    server: Server, session: str, kind: str, files: list[bytes], seconds: float
) -> dict[str, Any]:
    visitor, times = Visitor(server, session), []
    _register(visitor, kind, 0, files)
    faults, before, began = 0, server.cpu(), time.monotonic()
    while time.monotonic() - began < seconds:
        times.append(time.monotonic())
        faults += not _register(visitor, kind, len(times), files)
    spent, many = time.monotonic() - began, len(times)
    cpu = (server.cpu() - before) * 1000 / many
    return {"kind": kind, "rate": many / spent, "cpu": cpu, "goal": GOALS[kind], "faults": faults}


def _register(visitor: Visitor, kind: str, number: int, files: list[bytes]) -> bool:
    """传一份、登记一份；成了为真。"""
    mark = f"{kind}{token_hex(6)}"
    content = told_apart(kind, files[number % len(files)], mark)
    told = visitor.upload("/intake/upload/", f"来文{mark}.{kind}", content)
    if "next" not in told:
        return False
    title = f"关于做好编号{mark}有关工作的通知"
    form = {**FORM, "title": title, "sender_number": f"演发〔2026〕{mark}号"}
    form["intake"] = str(told["next"]).rpartition("=")[2]
    return visitor.post(str(told["next"]), form) == 302


def told_apart(kind: str, content: bytes, mark: str) -> bytes:
    """让每份的内容都不同：文字的改一行，DOCX 在包的末尾添一句注。"""
    if kind == "txt":
        return content + f"\n编号{mark}。".encode()
    note = mark.encode()
    return content[:-2] + len(note).to_bytes(2, "little") + note


def made_file(kind: str, number: int) -> bytes:
    """造一份来文，约八百字。"""
    text = text_of(10_000_000 + number)
    if kind == "txt":
        head = f"演示县发展和改革局\n关于做好第{number}批工作的通知\n\n各乡镇人民政府：\n"
        return (head + text).encode()
    made = import_module("demo.files.docx").make_docx
    paper = import_module("demo.files.paper").Paper
    return bytes(made(paper(
        key=str(number), issuer="演示县发展和改革局", title=f"关于做好第{number}批工作的通知",
        kind="通知", paragraphs=tuple(text.split("\n")), date=date(2026, 9, 11),
        number=f"演发改〔2026〕{number}号", recipients="各乡镇人民政府",
        signature="演示县发展和改革局",
    )))  # fmt: skip


def crowd(folder: Path, *, seconds: float) -> Load:
    """五十个人一起走：送拟办、撤回，再送、再撤；连服务器一步几毫秒 CPU。"""
    ready = inside(folder, "writing")
    share = HANDS // WRITERS
    with serving(folder) as server:
        times: list[float] = []
        faults: list[int] = []
        before = server.cpu()
        until = time.monotonic() + seconds

        def walk(place: int) -> None:
            visitor = Visitor(server, ready["sessions"][place])
            own = ready["matters"][place * share : (place + 1) * share]
            _walk(visitor, own, until, times, faults)

        _together(walk, WRITERS)
        cpu = (server.cpu() - before) * 1000 / max(len(times), 1)
    return Load(**{**asdict(summed(times, len(faults), seconds)), "cpu": cpu})


def _walk(
    visitor: Visitor, own: list[int], until: float, times: list[float], faults: list[int]
) -> None:
    step = 0
    while time.monotonic() < until:
        pk = own[step // 2 % len(own)]
        what = "act/withdraw" if step % 2 else "move/submit"
        began = time.perf_counter()
        try:
            status = visitor.post(f"/matters/{pk}/{what}/", {})
        except (OSError, HTTPException):
            status = 0
        times.append((time.perf_counter() - began) * 1000)
        if status != 302:
            faults.append(status)
        step += 1


def _together(act: Callable[[int], None], many: int) -> None:
    crew = [threading.Thread(target=act, args=(place,)) for place in range(many)]
    for one in crew:
        one.start()
    for one in crew:
        one.join()


def moves(folder: Path) -> Load:
    """不过网络，一个人走一步（连审计那一行）要多久。"""
    inside(folder, "writing")
    told = inside(folder, "moving")
    return Load(**told)
