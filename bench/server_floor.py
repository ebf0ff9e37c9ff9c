"""量服务器的垫底：光秃秃的 Django，没有中间件；一页什么也不做，一页只查一句库。

既是设置，又是网址表，好在同一次里、同样的进程和网页服务上比。
"""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from sanban.settings import *  # noqa: F403

MIDDLEWARE = []
ROOT_URLCONF = "bench.server_floor"
ASKED = "SELECT title FROM matters_matter WHERE id = 1"


def bare(request: HttpRequest) -> HttpResponse:
    """什么也不做。"""
    return HttpResponse("好")


def one_query(request: HttpRequest) -> HttpResponse:
    """查一句。"""
    with connection.cursor() as cursor:
        cursor.execute(ASKED)
        return HttpResponse(cursor.fetchone()[0])


urlpatterns = [path("bare/", bare), path("query/", one_query)]
