"""两个真的浏览器：Debian 的 Chromium，和底线 Chromium 86；用到的测试在两个上各跑一遍。"""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.conftest import PASSWORD

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM_86 = ROOT / ".cache/chromium86/chromium"
DEBIAN_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
OLD_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-zygote",
    "--disable-dev-shm-usage",
)
NAMES = ("chromium", "chromium86")
SCREEN = {"width": 1366, "height": 768}
WAIT = 10_000


def _find(name):
    """浏览器在哪里、用什么开关；没有就说清怎么有。"""
    if name == "chromium":
        found = shutil.which("chromium")
        return found, DEBIAN_FLAGS, "没有 Debian 的 Chromium，请执行 apt-get install chromium"
    found = str(CHROMIUM_86) if CHROMIUM_86.exists() else None
    return found, OLD_FLAGS, "没有 Chromium 86，请执行 python tools/chromium86.py"


def pytest_collection_modifyitems(items):
    """用到浏览器的自动记上 browser，好在桌前快查时略过。"""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def _playwright():
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session", params=NAMES)
def browser(request, _playwright):
    """一个开着的浏览器，整场测试共用。"""
    path, flags, advice = _find(request.param)
    if path is None:
        pytest.skip(advice)
    opened = _playwright.chromium.launch(executable_path=path, args=list(flags))
    yield opened
    opened.close()


@pytest.fixture
def new_page(browser):
    """开一页的函数：各是各的登录，可同时开几个人；脚本出错、违反内容安全策略，测试就不通过。"""
    contexts, faults = [], []

    def opened(**options):
        wanted = {"viewport": SCREEN, "locale": "zh-CN", "timezone_id": "Asia/Shanghai", **options}
        context = browser.new_context(**wanted)
        contexts.append(context)
        context.set_default_timeout(WAIT)
        page = context.new_page()
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda line: _listen(line, faults))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not faults, faults


@pytest.fixture
def page(new_page):
    """一页，1366×768。"""
    return new_page()


@pytest.fixture
def enter(new_page, live_server, accounts):
    """某人登录进来的一页：`page` 是接着用的一页，不给就照 `options` 新开一页。"""

    def entered(person, *, page=None, **options):
        page = page or new_page(**options)
        page.goto(live_server.url)
        page.fill("input[name=username]", accounts[person.pk].username)
        page.fill("input[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        # 领导页不显侧栏，在就算登录了。
        page.wait_for_selector(".rail", state="attached")
        return page

    return entered


@pytest.fixture
def enter_once(enter, live_server):
    """某人的一页，登录过的接着用；`url` 是服务的地址。"""
    opened = {}

    def page_of(person, **options):
        if person.pk not in opened:
            opened[person.pk] = enter(person, **options)
        return opened[person.pk]

    page_of.url = live_server.url
    return page_of


def _listen(line, faults):
    """4xx 是系统在拒绝，不是脚本出错；内容安全策略的报错才是。"""
    if line.type == "error" and "Content Security Policy" in line.text:
        faults.append(line.text)
