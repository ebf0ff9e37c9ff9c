"""接口和日历订阅的地址；接口要的库重，有人用接口才打开，见 docs/decisions/0019。"""

from collections.abc import Callable
from importlib import import_module

from django.http import HttpRequest, HttpResponseBase
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from sanban.web.api import feed

PREFIX = "api/v1/"
WHOLE = "sanban.web.api.whole"
# fmt: off
ROUTES = (
    # 地址                          页名
    ("openapi.json",                "api-openapi"),
    ("me",                          "api-me"),
    ("todos",                       "api-todos"),
    ("matters",                     "api-matters"),
    ("matters/<int:pk>",            "api-matter"),
    ("items",                       "api-items"),
    ("items/<int:pk>",              "api-item"),
    ("items/<int:pk>/milestones",   "api-item-milestones"),
    ("milestones",                  "api-milestones"),
    ("",                            "api-root"),
)
# fmt: on


def late(name: str) -> Callable[..., HttpResponseBase]:
    """叫这个名字的接口；头一次用到，才打开接口整个。"""

    @csrf_exempt
    def view(request: HttpRequest, **given: int) -> HttpResponseBase:
        found: HttpResponseBase = import_module(WHOLE).VIEWS[name](request, **given)
        return found

    return view


urlpatterns = [
    path("calendar/<str:secret>.ics", feed.show, name="calendar-feed"),
    *(path(f"{PREFIX}{route}", late(name), name=name) for route, name in ROUTES),
]
