"""看着每次请求：编个号，数查询，慢的查询记下样子，日志里记一行。"""

import logging
import secrets
from collections.abc import Callable
from time import perf_counter

from django.db import connection
from django.http import HttpRequest, HttpResponse

from sanban.core.logs import request_id
from sanban.core.slow import Timer

logger = logging.getLogger("sanban.requests")
UNKNOWN = "（没有这一页）"


def middleware(handler: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """装在最外面；回答里带上编号，出了差错好对日志。"""

    def answer(request: HttpRequest) -> HttpResponse:
        timer, began = Timer(), perf_counter()
        token = request_id.set(secrets.token_hex(8))
        request.watched = timer  # type: ignore[attr-defined]
        try:
            with connection.execute_wrapper(timer):
                response = handler(request)
            if timer.found:
                timer.keep(page_of(request))
            if logger.isEnabledFor(logging.INFO):
                _log(request, response, (timer, perf_counter() - began))
            response.headers["X-Request-Id"] = request_id.get()
            return response
        finally:
            request_id.reset(token)

    return answer


def page_of(request: HttpRequest) -> str:
    """页名；不用路径，路径里会有编号和字。"""
    match = request.resolver_match
    return (match.view_name or "无名") if match else UNKNOWN


def _log(request: HttpRequest, response: HttpResponse, measured: tuple[Timer, float]) -> None:
    timer, seconds = measured
    facts = {
        "page": page_of(request),
        "method": request.method,
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
        "queries": timer.count,
        "db_ms": round(timer.seconds * 1000, 1),
    }
    logger.info("请求", extra={"facts": facts})
