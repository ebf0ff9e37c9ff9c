"""真的服务端口上：五十个不说话的、五十个一字一字送头的、五十个办完不走的，照旧答别人，到时候断开。"""

import socket
import subprocess
import sys
from contextlib import ExitStack

import pytest

from tests.house.test_serve import ROOT, Running, free_port, office  # noqa: F401
from tests.operations.programs import surroundings

pytestmark = pytest.mark.slow
MANY = 50
KINDS = {
    "不说话的": b"",
    "一字一字送头的": b"GET /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
    "办完不走的": b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
}
PATIENCE = 60
SERVE = """
import sys
import django
django.setup()
from sanban.core import serve
serve.HEAD_SECONDS = 2
sys.exit(serve.main(sys.argv[1:], entries=()))
"""


class Hurried(Running):
    """与真的一样起，只是等头的时限改成两秒，好看它断不断。"""

    def __init__(self, data):
        self.port = free_port()
        env = {**surroundings(data), "DJANGO_SETTINGS_MODULE": "sanban.settings"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVE, "--port", str(self.port), "--only", "web"],
            cwd=ROOT, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self.address = self.process.stdout.readline().strip()


@pytest.fixture
def hurried(office):  # noqa: F811
    tree = Hurried(office[0])
    yield tree
    tree.end()


def crowd(port, first, stack):
    """一种拖着不走的，五十个，各送了头几个字。"""
    address = ("127.0.0.1", port)
    lines = [stack.enter_context(socket.create_connection(address, PATIENCE)) for _ in range(MANY)]
    for one in lines:
        one.sendall(first)
    return lines


def dribble(lines):
    """各再送一个字；已经断了的不管。"""
    for one in lines:
        try:
            one.sendall(b"a")
        except ConnectionError:
            continue


def is_hung_up(line):
    """读到对方断开为止；对方不断的，等到超时就出错。"""
    try:
        while line.recv(65536):
            pass
    except ConnectionError:
        pass
    return True


def test_slow_visitors_keep_nobody_waiting_and_are_hung_up_on(hurried):
    with ExitStack() as stack:
        crowds = {kind: crowd(hurried.port, first, stack) for kind, first in KINDS.items()}
        for _ in range(3):
            dribble(crowds["一字一字送头的"])
            assert hurried.answers()
        for kind, lines in crowds.items():
            assert all(is_hung_up(one) for one in lines), kind
        assert hurried.answers()
