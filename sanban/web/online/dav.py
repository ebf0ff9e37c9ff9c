"""给办公软件的一扇小门：只说 WebDAV，只有一份稿子，凭地址里的凭证进。

办公软件不带登录的凭据，所以不看会话，也不查表单的口令；凭证在 `documents.services.online` 那里
验。没收下的，回一个软件看得懂的状态码，缘由另发消息。凭证不进日志：出了差错也只记是什么差错。
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from sanban.core.errors import Refused
from sanban.documents.models import EditLock, EditToken
from sanban.documents.services import online
from sanban.web.online import words
from sanban.web.online.words import BadBody, Entry, Held

logger = logging.getLogger(__name__)

CHUNK = 1024 * 1024
XML = "application/xml; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"
CLASSES = "1, 2"
NOT_FOUND, FORBIDDEN, LOCKED = 404, 403, 423
# 代号 → 办公软件看得懂的状态码；没列的是 409
CODES = {
    "no-token": NOT_FOUND, "token-expired": FORBIDDEN, "token-revoked": FORBIDDEN,
    "token-moved": FORBIDDEN, "token-person": FORBIDDEN, "not-editor": FORBIDDEN,
    "not-running": FORBIDDEN, "locked": LOCKED, "no-lock": 412, "late": 412, "too-large": 413,
    "macro": 415, "wrong-suffix": 415, "classified": FORBIDDEN, "cut": 400,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Knock:
    """一次请求：凭证、原来的请求、地址、此刻。"""

    token: EditToken
    request: HttpRequest
    address: str
    now: datetime

    def header(self, name: str) -> str:
        """请求头；没有的为空。"""
        return self.request.headers.get(name, "")


Answer = Callable[[Knock], HttpResponse]


@csrf_exempt
def file(request: HttpRequest, secret: str, name: str) -> HttpResponse:
    """那一份稿子。"""
    return _quiet(request, secret, METHODS, name)


@csrf_exempt
def folder(request: HttpRequest, secret: str) -> HttpResponse:
    """稿子所在的“文件夹”：有的软件要先看一眼；里面只有那一份。"""
    return _quiet(request, secret, FOLDER_METHODS, "")


def _quiet(
    request: HttpRequest, secret: str, methods: dict[str, Answer], name: str
) -> HttpResponse:
    """办，并且不让地址进日志。"""
    try:
        answer = _answer(request, secret, methods, name)
    except Refused as fault:
        answer = _refused(fault)
    except BadBody:
        answer = HttpResponse("请求写得不对。", status=400, content_type=PLAIN)
    except Exception as fault:
        logger.error("在线编辑出了差错：%s", type(fault).__name__)
        answer = HttpResponse("系统出了差错，没有办成。", status=500, content_type=PLAIN)
    answer["DAV"] = CLASSES
    answer["MS-Author-Via"] = "DAV"
    answer._has_been_logged = True  # type: ignore[attr-defined]
    return answer


def _refused(fault: Refused) -> HttpResponse:
    status = CODES.get(fault.code, 409)
    return HttpResponse(fault.message, status=status, content_type=PLAIN)


def _answer(
    request: HttpRequest, secret: str, methods: dict[str, Answer], name: str
) -> HttpResponse:
    now = timezone.now()
    method = request.method or ""
    # 存稿时凭证过了期也先认下来，好把没存进去的稿另行留着
    token = online.known(secret) if method == "PUT" else online.enter(secret, now=now)
    if name and name != online.FILE_NAME.format(token.matter_id):
        return HttpResponse("这里没有这个文件。", status=NOT_FOUND, content_type=PLAIN)
    if method not in methods:
        answer = HttpResponse("这里不能这样办。", status=405, content_type=PLAIN)
        answer["Allow"] = ", ".join(methods)
        return answer
    return methods[method](Knock(token, request, request.path, now))


def address_of(secret: str, matter: int) -> str:
    """一份稿子的地址。"""
    return reverse("dav", args=(secret, online.FILE_NAME.format(matter)))


def _options(knock: Knock) -> HttpResponse:
    answer = HttpResponse()
    answer["Allow"] = ", ".join(METHODS)
    return answer


def _get(knock: Knock) -> HttpResponse:
    found = online.fetch(knock.token, now=knock.now)
    return _document(found)


def _head(knock: Knock) -> HttpResponse:
    return _document(online.served(knock.token))


def _document(found: online.Served) -> HttpResponse:
    answer = HttpResponse(found.data, content_type=words.MEDIA)
    answer["ETag"] = found.etag
    answer["Last-Modified"] = words.http_date(found.made_at)
    answer["Content-Length"] = str(len(found.data))
    return answer


def _properties(knock: Knock) -> HttpResponse:
    wanted = words.asked_for(_small(knock.request))
    text = words.listing([_entry(knock, knock.address)], wanted)
    return HttpResponse(text, status=207, content_type=XML)


def _folder_properties(knock: Knock) -> HttpResponse:
    wanted = words.asked_for(_small(knock.request))
    found = [Entry(knock.address, "在线编辑", knock.token.made_at, is_folder=True)]
    if knock.header("Depth") != "0":
        name = online.FILE_NAME.format(knock.token.matter_id)
        found.append(_entry(knock, knock.address + name))
    return HttpResponse(words.listing(found, wanted), status=207, content_type=XML)


def _entry(knock: Knock, address: str) -> Entry:
    found = online.served(knock.token)
    held = EditLock.objects.held(knock.token.matter, knock.now)
    return Entry(
        address,
        address.rpartition("/")[2],
        found.made_at,
        length=len(found.data),
        etag=found.etag,
        held=_held(held, address, knock.now) if held else None,
    )


def _held(lock: EditLock, address: str, now: datetime) -> Held:
    seconds = max(0, round((lock.expires_at - now).total_seconds()))
    return Held(lock.token, lock.person.name, seconds, address)


def _lock(knock: Knock) -> HttpResponse:
    body = _small(knock.request)
    lasts = words.lasting(knock.header("Timeout"))
    token = words.lock_token(knock.header("If"))
    if not body.strip():
        made = online.refresh(knock.token, token, lasts=lasts, now=knock.now)
    elif words.wants_lock(body):
        made = online.lock(knock.token, lasts=lasts, now=knock.now)
    else:
        return HttpResponse("只有独占的锁。", status=409, content_type=PLAIN)
    text = words.lock_answer(_held(made, knock.address, knock.now))
    answer = HttpResponse(text, content_type=XML)
    answer["Lock-Token"] = f"<{made.token}>"
    return answer


def _unlock(knock: Knock) -> HttpResponse:
    online.unlock(knock.token, words.lock_token(knock.header("Lock-Token")), now=knock.now)
    return HttpResponse(status=204)


def _patch(knock: Knock) -> HttpResponse:
    text = words.refused_properties(knock.address, _small(knock.request))
    return HttpResponse(text, status=207, content_type=XML)


def _put(knock: Knock) -> HttpResponse:
    if knock.header("Content-Range") or knock.header("Content-Encoding"):
        return HttpResponse("请整份存回来。", status=400, content_type=PLAIN)
    data = _whole(knock.request)
    token = words.lock_token(knock.header("If"))
    version = online.save(knock.token, data, lock_token=token, now=knock.now)
    answer = HttpResponse(status=204)
    answer["ETag"] = online.etag_of(version)
    return answer


def _small(request: HttpRequest) -> bytes:
    body = b"".join(_pieces(request, words.LIMIT))
    if len(body) > words.LIMIT:
        raise BadBody
    return body


def _whole(request: HttpRequest) -> bytes:
    """存来的全部字节；半路断了的不要。

    :raises Refused: 太大、半路断了。
    """
    data = b"".join(_pieces(request, settings.UPLOAD_LIMIT))
    if len(data) > settings.UPLOAD_LIMIT:
        limit = settings.UPLOAD_LIMIT // CHUNK
        raise Refused(f"文件超过 {limit} MB 的上限，没有存。", code="too-large")
    length = request.META.get("CONTENT_LENGTH") or ""
    if length.isdecimal() and len(data) != int(length):
        raise Refused("文件没有传完整，没有存，请再存一次。", code="cut")
    return data


def _pieces(request: HttpRequest, most: int) -> Iterator[bytes]:
    """一段段读，读到超过 `most` 为止；没有写明长度、分块送来的也读得到。"""
    stream: Any = request
    if "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower():
        stream = request.META["wsgi.input"]
    count = 0
    try:
        while count <= most and (piece := stream.read(CHUNK)):
            count += len(piece)
            yield piece
    except (UnreadablePostError, OSError) as fault:
        raise Refused("文件没有传完整，没有存，请再存一次。", code="cut") from fault


# fmt: off
METHODS: dict[str, Answer] = {
    "OPTIONS":   _options,
    "PROPFIND":  _properties,
    "GET":       _get,
    "HEAD":      _head,
    "LOCK":      _lock,
    "UNLOCK":    _unlock,
    "PUT":       _put,
    "PROPPATCH": _patch,
}
FOLDER_METHODS: dict[str, Answer] = {
    "OPTIONS":   _options,
    "PROPFIND":  _folder_properties,
}
# fmt: on
