"""门卫：安全响应头、来访地址、闲置时间、锁定和过期表单的回答。"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
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


def headers(handler: Handler) -> Handler:
    """每个响应都带安全头；页面不进缓存。"""

    def answer(request: HttpRequest) -> HttpResponse:
        response = handler(request)
        response.setdefault("Content-Security-Policy", POLICY)
        response.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        response.setdefault("Cache-Control", "no-store")
        return response

    return answer


def where_from(handler: Handler) -> Handler:
    """记下来访地址；有动静就续上闲置时间，隔两分钟写一次。"""

    def answer(request: HttpRequest) -> HttpResponse:
        with audit.coming_from(request.META.get("REMOTE_ADDR", "")):
            _touch(request)
            return handler(request)

    return answer


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
