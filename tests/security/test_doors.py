"""每一页、每个角色：没登录的、三员、没有角色的、乱写编号的、用错方法的，一页不漏。

谁开得开哪一页，记在 `entry.txt`，一页一行；添了页、改了权限，`SANBAN_WRITE_ENTRY=1` 跑一遍重写，
改动在提交里看得见。
"""

import os
from pathlib import Path

import pytest
from django.test import Client

from sanban.matters.models import Matter
from sanban.web.guard import POLICY
from tests.conftest import PEOPLE
from tests.security.pages import PAGES, body, kwargs_of, signed, undone

ENTRY = Path(__file__).with_name("entry.txt")
WRITING = os.environ.get("SANBAN_WRITE_ENTRY") == "1"
# 不用登录就看得见的
OPEN = {"sign-in", "sign-out", "api-openapi", "healthz", "readyz"}
# 凭地址、请求头里的凭证进的，不认登录：认不出凭证的，答 401、404、409
BY_TOKEN = {"calendar-feed", "dav", "dav-folder", "ink-pad", "metrics"}
OWN_POLICY = "default-src 'none'; sandbox"
"""一页稿子的 SVG 比别的页还严。"""
REFUSED = (401, 403, 404, 405)
ROLES = tuple(row[0] for row in PEOPLE)
ADMINS = ("sys_admin", "sec_admin", "audit_admin")
HUGE = (999_999, 2**63, 10**30)
HEADERS = {
    "Content-Security-Policy": (POLICY, OWN_POLICY),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": ("DENY", "SAMEORIGIN"),
}
# 可以在浏览器里留一阵的：给图片、页面图的，都只许本人的浏览器留
KEPT_A_WHILE = ("private", "no-store", "no-cache")


def entry():
    lines = ENTRY.read_text().splitlines() if ENTRY.is_file() else []
    return {name: who.split() for name, _, who in (line.partition(":") for line in lines)}


KNOWN = entry()


def bare(answer):
    """安全头少了哪一个。"""
    found = [
        name
        for name, wanted in HEADERS.items()
        if answer.headers.get(name, "") not in (wanted if isinstance(wanted, tuple) else (wanted,))
    ]
    kept = answer.headers.get("Cache-Control", "")
    return found + ([] if any(one in kept for one in KEPT_A_WHILE) else [f"Cache-Control {kept}"])


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_gets_no_further_than_the_door(db, method):
    client, wrong = Client(raise_request_exception=False), {}
    for name, page in PAGES.items():
        answer = getattr(client, method)(page.dummy())
        to_door = answer.status_code == 302 and answer.url.startswith("/sign-in/")
        shut = answer.status_code in ((*REFUSED, 409) if name in BY_TOKEN else REFUSED)
        if not (name in OPEN or to_door or shut) or bare(answer):
            wrong[name] = (answer.status_code, bare(answer))
    assert wrong == {}


@pytest.mark.parametrize("who", ["clerk", "supervisor", "finance_liaison", "sys_admin"])
def test_what_is_not_there_breaks_nothing(cast, accounts, who):
    """乱写编号：一律说没有，谁也不出错。"""
    client, wrong = signed(accounts, getattr(cast, who)), {}
    for name, page in PAGES.items():
        for number in HUGE if page.numbers else ():
            url = page.dummy(**dict.fromkeys(page.numbers, number))
            for method in ("get", "post"):
                with undone():
                    answer = getattr(client, method)(url)
                if answer.status_code not in (*REFUSED, 302, 409):
                    wrong[name, method, number] = answer.status_code
    assert wrong == {}


def test_only_the_methods_of_a_page_are_taken(cast, accounts):
    """PUT、DELETE 之类，一页也不收。"""
    client, wrong = signed(accounts, cast.clerk), {}
    for name, page in PAGES.items():
        for method in ("put", "delete", "patch"):
            with undone():
                status = getattr(client, method)(page.dummy()).status_code
            if status not in REFUSED:
                wrong[name, method] = status
    assert wrong == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_each_role_meets_only_its_own(cast, accounts, request, name):
    """各角色都来开一遍：不出错，安全头齐，三员看不见事项的标题，开得开的与记下的一样。"""
    url = PAGES[name].dummy(**kwargs_of(name, request))
    titles = [one.encode() for one in Matter.objects.values_list("title", flat=True) if one]
    enters, wrong = [], {}
    for who in ROLES:
        with undone():
            answer = signed(accounts, getattr(cast, who)).get(url)
            said = body(answer)
        if answer.status_code >= 500 or bare(answer):
            wrong[who] = (answer.status_code, bare(answer))
        if who in ADMINS and any(title in said for title in titles):
            wrong[who] = "看见了事项的标题"
        if answer.status_code in (200, 204):
            enters.append(who)
    assert wrong == {}
    if WRITING:
        KNOWN[name] = enters
    assert KNOWN.get(name) == enters, "权限变了：看清楚再 SANBAN_WRITE_ENTRY=1 重写 entry.txt"


def test_the_record_names_every_page():
    if WRITING:
        names = sorted(KNOWN.keys() & PAGES)
        lines = (f"{name}: {' '.join(KNOWN[name])}".rstrip() for name in names)
        ENTRY.write_text("\n".join(lines) + "\n")
    assert sorted(entry()) == sorted(PAGES)
