"""各页要多少 CPU：一万件（加 --million 再量一百万件）的办公室里，一次请求的毫秒数。

python -m bench.pages             一万件
python -m bench.pages --million   一万件和一百万件，及两者之比

请求不过网络，直接进网页程序；数的是本进程的 CPU，别的程序忙不忙都一样。最少的一次最能说明
程序自己的开销，中位数带着机器当时的忙闲。
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

SMALL, LARGE = 10_000, 1_000_000
WARM, TIMES = 5, 80
# 页，谁看，网址
PAGES = (
    ("改密码（近乎空页）", "clerk", "/password/"),
    ("工作台　待办", "clerk", "/"),
    ("工作台　已办", "clerk", "/?tab=done"),
    ("工作台　我登记", "clerk", "/?tab=started"),
    ("工作台　主任", "director", "/"),
    ("登记簿　今年", "clerk", "/register/"),
    ("登记簿　全部年度", "clerk", "/register/?year="),
    ("登记簿　逾期的", "clerk", "/register/?year=&light=late"),
    ("登记簿　搜标题", "clerk", "/register/?year=&text=号事项"),
    ("登记簿　领导", "leader", "/register/?year="),
    ("事项页　在手上", "clerk", "/matters/{in_hand}/"),
    ("事项页　已归档", "clerk", "/matters/{archived}/"),
    ("事项页　流转记录", "clerk", "/matters/{in_hand}/?tab=trace"),
)
Cost = tuple[float, float]


def main() -> None:
    """量一遍，打印成表；各种大小各在一个新进程、一个用完就扔的文件夹里。"""
    parser = argparse.ArgumentParser(description="量各页的 CPU")
    parser.add_argument("--million", action="store_true", help="再量一百万件")
    parser.add_argument("--count", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.count:
        print(json.dumps(_measure_all(asked.count)))
        return
    counts = (SMALL, LARGE) if asked.million else (SMALL,)
    _print(counts, [apart("bench.pages", count) for count in counts])


def apart(module: str, count: int) -> list[Cost]:
    """在新进程、一个用完就扔的文件夹里灌好 `count` 件、逐页量好。"""
    with tempfile.TemporaryDirectory(prefix="sanban-bench-") as folder:
        settings = {"SANBAN_DATA": folder, "DJANGO_SETTINGS_MODULE": "sanban.settings"}
        environment = {**os.environ, **settings, "SANBAN_DATABASE": ""}
        run = (sys.executable, "-m", module, "--count", str(count))
        here = Path(__file__).parent.parent
        done = subprocess.run(run, env=environment, cwd=here, check=True, stdout=subprocess.PIPE)
    return [(least, middle) for least, middle in json.loads(done.stdout)]


def _measure_all(count: int) -> list[Cost]:
    """灌 `count` 件，逐页量。"""
    import_module("django").setup()
    filled = import_module("bench.office").fill(
        count, now=import_module("django.utils.timezone").now()
    )
    kept = {role: cookie(role) for role in {role for _, role, _ in PAGES}}
    known = {"in_hand": filled.in_hand, "archived": filled.archived}
    return [measure(url.format_map(known), kept[role]) for _, role, url in PAGES]


def cookie(username: str) -> str:
    """登录，取回饼干。"""
    client = import_module("django.test").Client()
    accounts = import_module("sanban.people.models").Account.objects
    backend = "sanban.people.backends.AccountBackend"
    client.force_login(accounts.get(username=username), backend=backend)
    return "; ".join(f"{name}={one.value}" for name, one in client.cookies.items())


def measure(url: str, cookie: str) -> Cost:
    """先热身几次，再量；毫秒，最少和中位。"""
    for _ in range(WARM):
        _get(url, cookie)
    costs = [cost(url, cookie) for _ in range(TIMES)]
    return min(costs), statistics.median(costs)


def cost(url: str, cookie: str) -> float:
    """要一页用了多少毫秒 CPU。"""
    before = time.process_time()
    _get(url, cookie)
    return (time.process_time() - before) * 1000


def _get(url: str, cookie: str) -> None:
    """直接问网页程序要一页；不是 200 就报错。"""
    application = import_module("sanban.wsgi").application
    said: list[str] = []
    answer = application(_environment(url, cookie), lambda status, *_: said.append(status))
    b"".join(answer)
    answer.close()
    if not said[0].startswith("200"):
        raise RuntimeError(f"{url} 答的是 {said[0]}")


def _environment(url: str, cookie: str) -> dict[str, Any]:
    path, _, query = url.partition("?")
    return {
        "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": path,
        "QUERY_STRING": query.encode().decode("latin-1"),
        "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost", "HTTP_COOKIE": cookie,
        "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr, "wsgi.multithread": False, "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }  # fmt: skip


def _print(counts: tuple[int, ...], costs: list[list[Cost]]) -> None:
    print(f"每页 {TIMES} 次，CPU 毫秒")
    heads = [f"{count // 10_000} 万件 {what}" for count in counts for what in ("最少", "中位")]
    line("页", [*heads, "倍数"] if len(counts) > 1 else heads)
    for (name, _, _), *found in zip(PAGES, *costs, strict=True):
        line(name, list(told(found)))


def told(found: list[Cost]) -> Iterator[str]:
    """一行的各格：每种大小的最少、中位，末了是倍数。"""
    for least, middle in found:
        yield f"{least:.1f}"
        yield f"{middle:.1f}"
    if len(found) > 1:
        yield f"{found[-1][0] / found[0][0]:.2f}"


def line(name: str, cells: list[str]) -> None:
    """打印一行，各格右对齐。"""
    print(_wide(name, 22) + "".join(" " * (16 - _width(one)) + one for one in cells))


def _wide(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    """一个汉字占两格。"""
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


if __name__ == "__main__":
    main()
