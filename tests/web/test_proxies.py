"""反向代理后面：来访地址只听信得过的代理说的。"""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from sanban.web import proxies


@pytest.fixture
def seen(settings):
    settings.PROXIES = ["127.0.0.1", "10.1.0.0/16"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    def look(address, *, hops="", scheme=""):
        told = {"HTTP_X_FORWARDED_FOR": hops, "HTTP_X_FORWARDED_PROTO": scheme}
        request = RequestFactory().get("/", REMOTE_ADDR=address, **told)
        proxies.middleware(lambda _: HttpResponse())(request)
        return request.META["REMOTE_ADDR"], request.is_secure()

    return look


def test_the_visitor_is_the_one_the_proxy_names(seen):
    assert seen("127.0.0.1", hops="10.9.8.7", scheme="https") == ("10.9.8.7", True)


def test_what_the_visitor_writes_himself_is_not_believed(seen):
    assert seen("10.9.8.7", hops="1.2.3.4", scheme="https") == ("10.9.8.7", False)
    assert seen("127.0.0.1", hops="1.2.3.4, 10.9.8.7") == ("10.9.8.7", False)


def test_proxies_in_a_row_are_passed_over(seen):
    assert seen("127.0.0.1", hops="10.9.8.7, 10.1.2.3")[0] == "10.9.8.7"


@pytest.mark.parametrize("hops", ["", "胡写", "10.1.2.3", "1.2.3.4;DROP"])
def test_without_a_readable_visitor_the_proxy_itself_is_noted(seen, hops):
    assert seen("127.0.0.1", hops=hops)[0] == "127.0.0.1"


def test_without_proxies_nothing_said_is_believed(seen, settings):
    settings.PROXIES = []
    assert seen("127.0.0.1", hops="1.2.3.4", scheme="https") == ("127.0.0.1", False)
