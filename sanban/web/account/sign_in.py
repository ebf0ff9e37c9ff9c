"""登录页：用户名、密码；登上了回原来要去的页。"""

from django import forms
from django.contrib.auth import authenticate, login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from sanban.people import services as people
from sanban.people.models import Account

PAGE = "account/sign_in.html"
WRONG = "用户名或者密码不对，请重新输入；连续输错 5 次，账号会锁定 30 分钟。"
IDLE = "请先登录，登录后接着办；没写完的内容还在。"


class SignInForm(forms.Form):
    """登录要填的。"""

    username = forms.CharField(
        label="用户名",
        max_length=40,
        error_messages={"required": "请填写用户名。"},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label="密码",
        max_length=128,
        strip=False,
        error_messages={"required": "请填写密码。"},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """登录；已经登录的直接进去。"""
    after = safe_next(request)
    if request.user.is_authenticated:
        return redirect(after)
    form = SignInForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        account = _enter(request, form.cleaned_data)
        if account is not None:
            return redirect(after)
        form.add_error(None, WRONG)
    status = 422 if form.errors else 200
    told = IDLE if request.GET.get("next", "/") != "/" else ""
    return render(request, PAGE, {"form": form, "next": after, "told": told}, status=status)


def _enter(request: HttpRequest, typed: dict[str, str]) -> Account | None:
    username = typed["username"]
    found = authenticate(request, username=username, password=typed["password"])
    account = found if isinstance(found, Account) and found.person.is_active else None
    people.note_sign_in(username, person=account.person if account else None)
    if account is not None:
        login(request, account)
    return account


def safe_next(request: HttpRequest) -> str:
    """登录后去哪：只认本站的地址，别的一律回工作台。"""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    fits = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if fits and wanted.startswith("/") else reverse("desk")
