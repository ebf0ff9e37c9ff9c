"""订阅与接口：本人发凭证、看凭证、作废凭证；凭证只在发出时给看一次。"""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from sanban.core.errors import Refused
from sanban.people import services as people
from sanban.people.models import BUSINESS, AccessToken, TokenPurpose
from sanban.web.request import Request, done, respond, whole, with_role

PAGE = "account/tokens.html"
SHOWN = 20


class TokenForm(forms.Form):
    """发一张凭证要填的。"""

    purpose = forms.ChoiceField(label="用在", choices=TokenPurpose.choices)
    label = forms.CharField(
        label="名称",
        max_length=40,
        help_text="写明哪台机器、哪个系统，如“手机日历”，以后好认出来作废",
        error_messages={"required": "请写上用在哪里，如“手机日历”。"},
    )


@sensitive_variables("secret", "made")
@require_http_methods(["GET", "POST"])
@with_role(*BUSINESS)
def page(request: Request) -> HttpResponse:
    """看我的凭证；发一张，真身只在这一次的页面上。"""
    form = TokenForm(request.POST if request.method == "POST" else None)
    made: dict[str, str] = {}
    if form.is_valid():
        try:
            token, secret = people.make_token(request.me, **form.cleaned_data, now=request.now)
        except Refused as fault:
            form.add_error("label", fault.message)
        else:
            made = _made(request, token, secret)
            form = TokenForm()
    return respond(request, PAGE, _context(request, form, made), status=422 if form.errors else 200)


def _made(request: Request, token: AccessToken, secret: str) -> dict[str, str]:
    """刚发出的一张：名称、要复制走的一串、怎么用。"""
    if token.purpose == TokenPurpose.CALENDAR:
        address = whole(request, reverse("calendar-feed", args=(secret,)))
        how = "在手机或电脑的日历里选“添加订阅日历”，粘贴这个地址。知道地址的人都看得到，不要转发。"
        return {"name": str(token), "value": address, "how": how}
    how = "调用接口时放在请求头 Authorization 里，写成“Bearer 凭证”。不要写进网址、不要发给别人。"
    return {"name": str(token), "value": secret, "how": how}


def _context(request: Request, form: TokenForm, made: dict[str, str]) -> dict[str, Any]:
    rows = AccessToken.objects.filter(person=request.me).order_by("-id")
    return {
        "form": form,
        "made": made,
        "live": list(AccessToken.objects.live(request.me)),
        "gone": list(rows.exclude(revoked_at=None)[:SHOWN]),
    }


@require_POST
@with_role(*BUSINESS)
def revoke(request: Request, pk: int) -> HttpResponse:
    """作废我的一张。"""
    token = get_object_or_404(AccessToken, pk=pk, person=request.me)
    people.revoke_token(token, by=request.me, now=request.now)
    return done(request, reverse("tokens"), f"已作废：{token}，用它的日历、系统不再收到内容")
