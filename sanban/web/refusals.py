"""把“不予办理”变成页面上的一句话。"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sanban.core.errors import Refused


class middleware:
    """Refused → 409；局部刷新的，写进 #message。"""

    def __init__(self, handler: Callable[[HttpRequest], HttpResponse]) -> None:
        self.handler = handler

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """照常处理。"""
        return self.handler(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """只管 Refused，别的照旧。"""
        if not isinstance(fault, Refused):
            return None
        return refuse(request, fault)


def refuse(request: HttpRequest, fault: Refused) -> HttpResponse:
    """不予办理的回答：局部刷新只给一句话，整页给一页。"""
    context = {"text": fault.message, "message": fault.message, "code": fault.code}
    if not request.headers.get("HX-Request"):
        return render(request, "refused.html", context, status=409)
    response = render(request, "components/message.html", context, status=409)
    response["HX-Retarget"] = "#message"
    response["HX-Reswap"] = "innerHTML"
    response["X-Refused"] = fault.code
    return response
