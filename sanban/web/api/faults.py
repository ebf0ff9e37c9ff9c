"""接口没有办成时的回答：一句中文和短代码。"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from sanban.core.errors import Refused
from sanban.web.api.door import TooMany

logger = logging.getLogger(__name__)

NO_TOKEN = "没有凭证，或者凭证不对、已经作废；请在请求头 Authorization 里写“Bearer 凭证”。"
NOT_FOUND = "没有这一件，或者这一件不归您看。"
BROKEN = "系统出了差错，没有办成，已经记下；请稍后再试，仍不行请找系统管理员。"


@dataclass(frozen=True, slots=True)
class Told:
    """怎么回答：状态、一句话、短代码、另加的头。"""

    status: int
    message: str
    code: str
    headers: dict[str, str] = field(default_factory=dict)


def _no_token(fault: Any) -> Told:
    return Told(401, NO_TOKEN, "no-token", {"WWW-Authenticate": "Bearer"})


def _not_found(fault: Any) -> Told:
    return Told(404, NOT_FOUND, "not-found")


def _too_many(fault: TooMany) -> Told:
    return Told(429, str(fault), "too-many", {"Retry-After": str(fault.seconds)})


def _refused(fault: Refused) -> Told:
    return Told(409, fault.message, fault.code)


def _bad(fault: ValidationError) -> Told:
    names = "、".join(dict.fromkeys(str(one["loc"][-1]) for one in fault.errors))
    return Told(422, f"这几项不对：{names}；请照 openapi.json 里的写法改。", "bad-query")


def _broken(fault: Exception) -> Told:
    logger.error("接口出了差错", exc_info=fault)
    return Told(500, BROKEN, "broken")


ANSWERS: dict[type[Exception], Callable[[Any], Told]] = {
    AuthenticationError: _no_token,
    Http404: _not_found,
    TooMany: _too_many,
    Refused: _refused,
    ValidationError: _bad,
    Exception: _broken,
}


def teach(api: NinjaAPI) -> None:
    """告诉接口各种差错怎么回答。"""
    for kind, told in ANSWERS.items():
        api.add_exception_handler(kind, partial(_answer, api, told))


def _answer(
    api: NinjaAPI, told: Callable[[Any], Told], request: HttpRequest, fault: Any
) -> HttpResponse:
    said = told(fault)
    body = {"message": said.message, "code": said.code}
    response = api.create_response(request, body, status=said.status)
    for name, value in said.headers.items():
        response[name] = value
    return response
