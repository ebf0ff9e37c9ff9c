"""在线编辑，真的服务器、真的办公软件：一句句的 WebDAV，半路断线，LibreOffice 打开改好存回。"""

import http.client
import io
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree

from tests.house.test_serve import ROOT, Running, sanban

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="进程树只在 Linux 上测"),
]
SCRIPT, EDITOR = "tests.house.one_draft", ROOT / "tests/house/office_edit.py"
SYSTEM_PYTHON = "/usr/bin/python3"
HOLD = (
    '<?xml version="1.0"?><lockinfo xmlns="DAV:"><lockscope><exclusive/></lockscope>'
    "<locktype><write/></locktype><owner><href>LibreOffice</href></owner></lockinfo>"
)
ASK = (
    '<propfind xmlns="DAV:"><prop><getetag/><lockdiscovery/>'
    '<x:odd xmlns:x="urn:x"/></prop></propfind>'
)
NAME = (
    '<propertyupdate xmlns="DAV:"><set><prop><displayname>x</displayname></prop></set>'
    "</propertyupdate>"
)
DRAFTS = 9
D = "{DAV:}"


def ask(data, *words):
    env = {**os.environ, "SANBAN_DATA": str(data), "SANBAN_DATABASE": ""}
    done = subprocess.run(
        [sys.executable, "-m", SCRIPT, *words],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout.split("\n")[:-1]


class Draft:
    """服务器上的一份稿：编号、凭证、地址。"""

    def __init__(self, tree, line):
        self.tree = tree
        self.pk, self.secret = line.split()
        self.path = f"/dav/{self.secret}/draft-{self.pk}.docx"
        self.url = tree.address + self.path

    def say(self, method, path=None, body=None, **headers):
        there = urlsplit(self.tree.address)
        line = http.client.HTTPConnection(there.hostname, there.port, timeout=20)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        line.request(method, path or self.path, body=body, headers=named)
        answer = line.getresponse()
        answer.text = answer.read()
        line.close()
        return answer

    def ways(self):
        sql = "select way from documents_draft_version where matter_id = ? order by number"
        with closing(sqlite3.connect(self.tree.data / "sanban.sqlite3")) as base:
            return [row[0] for row in base.execute(sql, (self.pk,))]

    def texts(self):
        return [line.split(" ", 2)[2] for line in ask(self.tree.data, "versions", self.pk)]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """一个起好的办公室，和起草好的几份稿。"""
    data = tmp_path_factory.mktemp("online") / "data"
    made = sanban("init", "--office", "演示县人民政府办公室", data=data)
    _, fault = made.communicate(timeout=60)
    assert made.returncode == 0, fault
    lines = ask(data, "begin", str(DRAFTS))
    tree = Running(data)
    tree.data = data
    yield tree, lines
    tree.end()


@pytest.fixture
def draft(server):
    tree, lines = server
    return Draft(tree, lines.pop())


def altered(docx, old="及时", new="立即"):
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            data = source.read(name).replace(old.encode(), new.encode())
            target.writestr(name, data)
    return made.getvalue()


def test_a_whole_conversation_as_the_suites_hold_it(draft):
    assert draft.say("OPTIONS").headers["DAV"] == "1, 2"
    listed = draft.say("PROPFIND", body=ASK, Depth="0")
    tree = etree.fromstring(listed.text)
    assert listed.status == 207
    assert [one.text for one in tree.iter(f"{D}status")] == [
        "HTTP/1.1 200 OK",
        "HTTP/1.1 404 Not Found",
    ]
    locked = draft.say("LOCK", body=HOLD, Timeout="Second-180", Depth="0")
    token = locked.headers["Lock-Token"]
    assert (locked.status, b"Second-180" in locked.text) == (200, True)
    opened = draft.say("GET")
    assert opened.headers["ETag"] == tree.find(f".//{D}getetag").text
    bare = draft.say("PUT", body=altered(opened.text))
    assert bare.status == 423
    saved = draft.say("PUT", body=altered(opened.text), If=f"({token})")
    assert saved.status == 204
    assert draft.say("LOCK", If=f"({token})", Timeout="Second-180").status == 200
    assert draft.say("UNLOCK", Lock_Token=token).status == 204
    assert draft.say("HEAD").headers["ETag"] == saved.headers["ETag"]
    assert draft.ways() == ["start", "webdav"]


def test_only_that_one_file_is_there(draft):
    folder = f"/dav/{draft.secret}/"
    listed = draft.say("PROPFIND", folder, Depth="1")
    found = [one.text for one in etree.fromstring(listed.text).iter(f"{D}href")]
    assert found == [folder, draft.path]
    assert draft.say("GET", f"/dav/{draft.secret}/draft-99.docx").status == 404
    assert draft.say("PUT", f"/dav/{draft.secret}/other.docx", body=b"x").status == 404
    assert draft.say("PROPFIND", "/dav/someone/", Depth="1").status == 404
    refused = [draft.say(one).status for one in ("DELETE", "MKCOL", "MOVE", "COPY", "POST")]
    assert refused == [405] * 5
    assert draft.say("GET", folder).status == 405


def test_properties_cannot_be_changed(draft):
    answer = draft.say("PROPPATCH", body=NAME)
    assert (answer.status, b"403 Forbidden" in answer.text) == (207, True)


def test_a_body_sent_in_chunks_is_taken_too(draft):
    given = altered(draft.say("GET").text)
    pieces = (given[n : n + 1000] for n in range(0, len(given), 1000))
    assert draft.say("PUT", body=pieces).status == 204
    assert len(draft.ways()) == 2


def test_a_line_cut_in_the_middle_leaves_no_half_version(draft):
    given = altered(draft.say("GET").text)
    there = urlsplit(draft.tree.address)
    with socket.create_connection((there.hostname, there.port), timeout=10) as line:
        head = f"PUT {draft.path} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(given)}\r\n\r\n"
        line.sendall(head.encode() + given[: len(given) // 2])
    assert draft.say("HEAD").status == 200
    assert draft.ways() == ["start"]
    assert draft.say("PUT", body=given).status == 204


def test_a_big_file_is_not_stopped_at_the_door(draft):
    answer = draft.say("PUT", body=b"x" * (3 * 1024 * 1024))
    assert answer.status in (409, 415)
    assert "没有收下" in answer.text.decode()


def test_bad_xml_is_a_plain_refusal(draft):
    assert draft.say("PROPFIND", body="<a", Depth="0").status == 400
    assert draft.say("LOCK", body="<!DOCTYPE a><a/>").status == 400


def _can_edit():
    if not shutil.which("soffice") or not Path(SYSTEM_PYTHON).is_file():
        return False
    return subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], check=False).returncode == 0


def edit(draft, home, *words):
    pipe = f"sanban{os.getpid()}"
    suite = subprocess.Popen(
        ["soffice", f"-env:UserInstallation=file://{home}", "--headless", "--norestore",
         "--nologo", f"--accept=pipe,name={pipe};urp"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        done = subprocess.run(
            [SYSTEM_PYTHON, str(EDITOR), pipe, draft.url, *words],
            capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        suite.wait(timeout=30)
    finally:
        suite.kill()
    assert "stored" in done.stdout, done.stderr
    return done.stdout


@pytest.mark.skipif(not _can_edit(), reason="没有 LibreOffice 或者它的 Python 接口（python3-uno）")
def test_libreoffice_opens_edits_and_saves_straight_to_the_server(draft, tmp_path):
    said = edit(draft, tmp_path / "suite", "及时", "立即")
    assert "readonly=False" in said
    first, second = draft.texts()
    assert second == first.replace("及时", "立即")
    edit(draft, tmp_path / "suite", "没有的字", "无", "2")
    assert draft.ways() == ["start", "webdav"]


def test_the_secret_is_not_in_what_the_server_says(draft):
    """停掉服务器看它说过什么，所以排在最后。"""
    draft.say("GET", f"/dav/{draft.secret}/nothing.docx")
    draft.say("PUT", body=b"not a document")
    draft.tree.process.terminate()
    said, fault = draft.tree.process.communicate(timeout=10)
    assert draft.secret not in said + fault
