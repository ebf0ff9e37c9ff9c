"""真的服务端口上：越界的路径、半截的请求、夹带两条的请求、太大的头，不给文件、不出错、照旧答别人。"""

import socket

import pytest

from tests.house.test_serve import office, running  # noqa: F401

pytestmark = pytest.mark.slow
PATHS = (
    "/static/../settings.py", "/static/..%2fsettings.py", "/static/%2e%2e/%2e%2e/settings.py",
    "/static//etc/passwd", "/static/%2fetc%2fpasswd", "/static/dist/../../../settings.py",
    "/static/..%5csettings.py", "/static/%00", "/static/", "/static/dist/", "//etc/passwd",
    "/../../etc/passwd", "/files/", "/.git/config", "/secret.key", "/%2e%2e/secret.key",
)  # fmt: skip
BODIES = (
    b"GET / HTTP/1.1\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00",
    b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"y" * 200_000 + b"\r\n\r\n",
    b"TRACE / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
    b"POST /sign-in/ HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n",
    b"POST /sign-in/ HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\nx",
    b"POST /sign-in/ HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n"
    b"\r\n0\r\n\r\nGET /secret.key HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET /sign-in/?next=%0d%0aX-Evil:%201 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
)


def sent(port, data):
    """发出去，收回来的；等两秒没有的算没有。"""
    found = b""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        line.sendall(data)
        line.settimeout(2)
        try:
            while part := line.recv(65536):
                found += part
        except (TimeoutError, ConnectionError):
            pass
    return found


def asked(port, path):
    head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    return sent(port, head.encode())


def test_no_path_and_no_broken_request_gets_anything(running, office):  # noqa: F811
    key = (office[0] / "secret.key").read_bytes().strip()
    for path in PATHS:
        found = asked(running.port, path)
        assert b"200 OK" not in found.split(b"\r\n", 1)[0], path
        assert b"root:" not in found and b"SECRET_KEY" not in found and key not in found, path
    for data in BODIES:
        found = sent(running.port, data)
        assert not found.startswith(b"HTTP/1.1 5"), data[:60]
        assert b"\nX-Evil" not in found and key not in found, data[:60]
    assert running.answers()
