"""真的浏览器里：字里夹着脚本，各页逐个打开，一段也没有跑，内容安全策略一处也没有犯。"""

import pytest
from django.urls import reverse

from tests.security import test_poisoned as poisoned

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = ("desk", "register", "outgoing-book", "people", "orgs", "messages", "batch", "search")


@pytest.fixture
def watched(page, enter, cast):
    """文书登录以后；弹的窗、犯的规、出的错都记下。"""
    seen = []
    page.on("dialog", lambda one: (seen.append(one.message), one.dismiss()))
    page.on("pageerror", lambda one: seen.append(str(one)))
    page.on("console", lambda one: seen.append(one.text) if "Security" in one.text else None)
    return enter(cast.clerk, page=page), seen


def test_no_word_runs_as_a_script(watched, live_server, cast, now, matter, monkeypatch):
    page, seen = watched
    monkeypatch.setattr(poisoned, "NASTY", "\"'><img src=x onerror=alert(1)><b id=x>")
    poisoned.poison()
    matter.refresh_from_db()
    assert "onerror" in matter.title
    urls = [reverse(name) for name in PAGES]
    urls += [reverse("matter", args=[matter.pk]) + f"?tab={tab}" for tab in ("", "files", "trace")]
    urls += [f"{reverse('register')}?text=<img src=x onerror=alert(2)>"]
    for url in urls:
        page.goto(live_server.url + url)
        assert page.query_selector("#x, img[src='x']") is None, url
    assert seen == []
