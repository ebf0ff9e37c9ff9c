"""接口整个：各路由装在一起，差错怎样答；头一次有人用接口才打开（见 `urls`）。"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.views.decorators.http import require_GET
from ninja import NinjaAPI

from sanban.web.api.bearer import Bearer
from sanban.web.api.faults import teach
from sanban.web.api.items import router as items
from sanban.web.api.matters import router as matters
from sanban.web.api.urls import PREFIX

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


VIEWS: dict[str, Callable[..., HttpResponseBase]] = {
    "api-openapi": openapi,
    **{str(one.name): one.callback for one in api.urls[0]},  # type: ignore[misc, union-attr]
}
"""页名对函数。"""
