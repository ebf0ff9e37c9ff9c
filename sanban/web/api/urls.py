"""接口和日历订阅的地址；接口的说明在 `openapi.json`，没有要连外网的说明页。"""

from django.http import HttpRequest, JsonResponse
from django.urls import include, path
from django.views.decorators.http import require_GET
from ninja import NinjaAPI

from sanban.web.api import feed
from sanban.web.api.door import Bearer
from sanban.web.api.faults import teach
from sanban.web.api.items import router as items
from sanban.web.api.matters import router as matters

PREFIX = "api/v1/"
ABOUT = "只读。凭证在“订阅与接口”页发；只取得到凭证的主人看得见的。怎样用见 docs/guide/api.md。"

api = NinjaAPI(
    title="三办",
    version="1",
    description=ABOUT,
    auth=Bearer(),
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
)
api.add_router("", matters)
api.add_router("", items)
teach(api)


@require_GET
def openapi(request: HttpRequest) -> JsonResponse:
    """接口的说明，OpenAPI 3。"""
    return JsonResponse(api.get_openapi_schema(path_prefix=f"/{PREFIX}"))


urlpatterns = [
    path("calendar/<str:secret>.ics", feed.show, name="calendar-feed"),
    path(f"{PREFIX}openapi.json", openapi, name="api-openapi"),
    path(PREFIX, include(api.urls[0])),
]
