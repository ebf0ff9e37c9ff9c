"""门卫：安全响应头、来访地址、闲置时间、太大的请求、锁定和过期表单、出错的页面。"""

import sys
from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, UnreadablePostError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from sanban.audit import services as audit

Handler = Callable[[HttpRequest], HttpResponse]

POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
TOUCH_SECONDS = 120
STRANGER_LIMIT = 1024 * 1024
"""没有登录的，一次至多送来多少字节。"""
ONLINE = "/dav/"
"""办公软件存稿的地址：不带会话，凭地址里的凭证，大小到那里再看。"""
CHUNK = 1024 * 1024
SPARE = 5 * 1024 * 1024
"""文件以外的各项，至多再占多少字节。"""
# fmt: off
SENTENCES = {
    400: "请求的格式不对，没有办理。请回到上一页刷新后再办。",
    403: "这一步没有办成：您没有这项权限，或者页面放得太久。请刷新页面再办。",
    404: "没有这一页，或者这一件不归您看。可能已经转走，请回工作台看看。",
    405: "这个网址不能直接打开，请从页面上的按钮办理。",
    413: "送来的内容太大或太多，没有收下。请分几次送，文件一次不要太多。",
    500: "系统出了差错，这一步没有办成，已经记下。请稍后再办，仍不行请找系统管理员。",
    503: "数据库这会儿没有应答，这一步没有办成，写好的内容还在。请过一会儿再办。",
}
# fmt: on


def headers(handler: Handler) -> Handler:
    """每个响应都带安全头；页面不进缓存；空着的“不许”换成一页话。"""

    def answer(request: HttpRequest) -> HttpResponse:
        response = handler(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            response.content = _page(405)
        response.setdefault("Content-Security-Policy", POLICY)
        response.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        response.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        response.setdefault("Cache-Control", "no-store")
        return response

    return answer


def where_from(handler: Handler) -> Handler:
    """记下来访地址；太大的不收；有动静就续上闲置时间，隔两分钟写一次。"""

    def answer(request: HttpRequest) -> HttpResponse:
        if _is_huge(request):
            _drain(request)
            return _stopped(413)
        with audit.coming_from(request.META.get("REMOTE_ADDR", "")):
            _touch(request)
            return handler(request)

    return answer


def _is_huge(request: HttpRequest) -> bool:
    text = request.META.get("CONTENT_LENGTH") or "0"
    length = int(text) if text.isdecimal() and len(text) < 19 else 0
    known = "_auth_user_id" in request.session or request.path.startswith(ONLINE)
    return length > (settings.UPLOAD_LIMIT + SPARE if known else STRANGER_LIMIT)


def _drain(request: HttpRequest) -> None:
    """登录了的，把送来的读掉不存，浏览器才听得到这一句；读到上限的三倍为止。"""
    left = settings.UPLOAD_LIMIT * 3 if "_auth_user_id" in request.session else 0
    with suppress(UnreadablePostError):
        while left > 0 and (chunk := request.read(CHUNK)):
            left -= len(chunk)


def _touch(request: HttpRequest) -> None:
    if "_auth_user_id" not in request.session:
        return
    now = timezone.now().timestamp()
    if now - request.session.get("touched", 0) > TOUCH_SECONDS:
        request.session["touched"] = now


def locked_out(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """连续输错密码，锁定半小时。"""
    said = "连续输错密码 5 次，这个账号在这台机器上已锁定 30 分钟；请稍后再试，或请系统管理员解锁。"
    return render(request, "refused.html", {"message": said}, status=403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """表单过期：多半是登录已失效。"""
    said = "页面放得太久，已经失效，没有提交成功。请回到上一页刷新后再提交，写好的内容还在。"
    return render(request, "refused.html", {"message": said}, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """请求不成样子，或者送来的太多。"""
    too_much = RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent
    return _stopped(413 if isinstance(exception, too_much) else 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """不许。"""
    return _stopped(403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """没有这一页，或者看不见。"""
    return _stopped(404)


def broken(request: HttpRequest) -> HttpResponse:
    """出了差错；这一页不查库，库坏了也说得出话。数据库不应答的，是一时的事，答 503。"""
    is_away = isinstance(sys.exception(), OperationalError | InterfaceError)
    return _stopped(503 if is_away else 500)


def _stopped(status: int) -> HttpResponse:
    return HttpResponse(_page(status), status=status)


def _page(status: int) -> str:
    context = {"status": status, "message": SENTENCES[status], "version": settings.VERSION}
    return render_to_string("stopped.html", context)
