"""开账号、重置密码：一次性密码只在这一页显示一次。"""

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST

from sanban.core.errors import Refused
from sanban.people import services
from sanban.people.models import Account, Person, RoleCode
from sanban.web.people.picking import text_field
from sanban.web.request import Request, respond, with_role

PAGE = "people/account_new.html"


class AccountForm(forms.Form):
    """用户名。"""

    username = text_field("用户名", 40, hint="登录时填的，如姓名的拼音；开好后不改")


@require_http_methods(["GET", "POST"])
@with_role(RoleCode.SYS_ADMIN)
def page(request: Request, pk: int) -> HttpResponse:
    """给一个人开账号。"""
    person = get_object_or_404(Person.objects.in_use().select_related("org"), pk=pk)
    form = AccountForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        username = form.cleaned_data["username"]
        try:
            account, password = services.open_account(person, username=username, by=request.me)
        except Refused as fault:
            form.add_error("username", fault.message)
        else:
            return _told(request, account, password)
    context = {"person": person, "form": form}
    return respond(request, PAGE, context, status=422 if form.errors else 200)


@require_POST
@with_role(RoleCode.SYS_ADMIN)
def reset(request: Request, pk: int) -> HttpResponse:
    """重置密码。"""
    account = get_object_or_404(Account.objects.select_related("person__org"), pk=pk)
    return _told(request, account, services.reset_password(account, by=request.me))


def _told(request: Request, account: Account, password: str) -> HttpResponse:
    context = {"person": account.person, "account": account, "password": password}
    return respond(request, PAGE, context)
