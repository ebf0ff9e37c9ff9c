"""运行情况各页的地址。"""

from django.urls import path

from sanban.web.operations import overview, slow

urlpatterns = [
    path("operations/", overview.show, name="operations"),
    path("operations/slow/", slow.show, name="slow-queries"),
    path("operations/slow/clear/", slow.clear, name="slow-clear"),
]
