"""进门的几道门：登录、角色、取事项、回答。"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import lru_cache, wraps
from typing import Any, cast
from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.core.prepared import Prepared
from sanban.matters.models import Matter, subjects_of
from sanban.people.models import Account, Person

View = Callable[..., HttpResponseBase]
LONGEST_NUMBER = 18
METHODS = ("GET", "HEAD", "POST")
VIEW_SECONDS = 600

OF_OUTGOING = ("outgoing__number__prefix", "outgoing__prefix")
"""事项是发文的，登记簿的一行、文号和代字一并取来。"""
OF_ITEM = ("supervised_item__org", "supervised_item__lead_org", "supervised_item__leader")
"""事项是督办的，台账的一行一并取来。"""
_SEEN = Prepared(
    lambda pk, subjects: (
        Matter.objects.select_related("route", "drafter", "org", "incoming", *OF_OUTGOING, *OF_ITEM)
        .filter(pk=pk)
        .shown_to(subjects)
    )
)


class Request(HttpRequest):
    """登录后的请求：知道我是谁、账号、是不是局部刷新、现在几点。"""

    me: Person
    account: Account
    htmx: bool
    now: datetime
    roles: frozenset[str]
    rail: str


def signed_in(view: View) -> View:
    """要登录；密码到期或是初始密码的，先去改。"""
    return _door(view, roles=(), free=False)


def signing_in(view: View) -> View:
    """要登录，但密码到期也让进：改密码页用。"""
    return _door(view, roles=(), free=True)


def with_role(*roles: str) -> Callable[[View], View]:
    """要登录，还要有其中一个角色；没有的当作没有这一页。"""

    def door(view: View) -> View:
        return _door(view, roles=roles, free=False)

    return door


def _door(view: View, *, roles: tuple[str, ...], free: bool) -> View:
    @wraps(view)
    def enter(plain: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if plain.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        if any(isinstance(one, int) and one >= 10**LONGEST_NUMBER for one in kwargs.values()):
            raise Http404
        if not plain.user.is_authenticated:
            return _to_sign_in(plain)
        check_characters(plain)
        request = _dressed(plain)
        if not free and must_change(request.account, request.now):
            return redirect("change-password")
        if roles and not request.roles.intersection(roles):
            raise Http404
        return view(request, *args, **kwargs)

    return enter


def check_characters(request: HttpRequest) -> None:
    """网址和表单里不许有零字符：有的库存不下。

    :raises Refused: 有。
    """
    for given in (request.GET, request.POST):
        if any("\0" in text for name in given for text in (name, *given.getlist(name))):
            raise Refused("填写的内容里有看不见的坏字符，请删去后重新填写。", code="bad-text")


def _dressed(plain: HttpRequest) -> Request:
    request = cast(Request, plain)
    request.account = cast(Account, plain.user)
    request.me = request.account.person
    request.htmx = bool(plain.headers.get("HX-Request"))
    request.now = timezone.now()
    request.roles = frozenset(held.role for held in request.me.holdings.all())
    return request


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=401)
        back = urlencode({"next": _inside(request.headers.get("HX-Current-URL", "/"))})
        response["HX-Redirect"] = f"{reverse('sign-in')}?{back}"
        return response
    back = request.get_full_path() if request.method == "GET" else "/"
    return redirect_to_login(back)


def _inside(address: str) -> str:
    """一个网址在本站里的那一段，连同查询。"""
    try:
        here = urlsplit(address)
    except ValueError:
        return "/"
    return here._replace(scheme="", netloc="", fragment="").geturl() or "/"


def must_change(account: Account, now: datetime) -> bool:
    """初始密码，或者用满九十天。"""
    if account.must_change_password or account.password_changed_at is None:
        return True
    return now - account.password_changed_at > timedelta(days=settings.PASSWORD_DAYS)


def get_matter(request: Request, pk: int) -> Matter:
    """取一件看得见的事项；看不见的和没有的一样。"""
    found = _SEEN.first(pk, subjects_of(request.me))
    if found is None:
        raise Http404
    return found


def number(text: str | None) -> int | None:
    """网址和表单里的一个编号；不是数、长得离谱的当没有。"""
    return int(text) if text and text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def numbers(texts: Iterable[str]) -> list[int]:
    """几个编号，按次序，重的只留一个。"""
    found = (number(text) for text in texts)
    return list(dict.fromkeys(one for one in found if one is not None))


@lru_cache(maxsize=1)
def _matter_pattern() -> tuple[str, str]:
    before, _, after = reverse("matter", kwargs={"pk": 0}).partition("0")
    return before, after


def matter_url(pk: int) -> str:
    """事项页的网址；台账一页几十行，不必行行去查网站地图。"""
    before, after = _matter_pattern()
    return f"{before}{pk}{after}"


def whole(request: HttpRequest, path: str) -> str:
    """带上主机的地址；前面有加密的代理的，写成 https。"""
    address = request.build_absolute_uri(path)
    is_secure = settings.SESSION_COOKIE_SECURE and address.startswith("http://")
    return address.replace("http", "https", 1) if is_secure else address


def note_read(request: Request, target: str, detail: str = "") -> None:
    """读了什么，也要留痕。"""
    audit.record("read", by=request.me, target=target, detail=detail)


def note_view(request: Request, target: str, detail: str) -> None:
    """翻看页面图：同一人看同一份，十分钟内只记一条。"""
    if cache.add(quote(f"view:{request.me.pk}:{target}:{detail}"), 1, VIEW_SECONDS):
        note_read(request, target, detail)


def respond(
    request: Request, page: str, context: dict[str, object], *, part: str = "", status: int = 200
) -> HttpResponse:
    """给整页；局部刷新时，只给其中 `part` 那一块。"""
    template = f"{page}#{part}" if part and request.htmx else page
    return render(request, template, context, status=status)


def done(request: Request, url: str, text: str) -> HttpResponse:
    """办成了：带一句话去下一页；局部刷新的，请浏览器自己跳过去。"""
    messages.success(request, text, extra_tags="done")
    if request.htmx:
        response = HttpResponse(status=204)
        response["HX-Redirect"] = url
        return response
    return redirect(url)
