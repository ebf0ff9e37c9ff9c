"""账号一览：谁有账号、停没停、锁没锁；只有系统管理员用。"""

from collections.abc import Iterator
from typing import Any

from axes.models import AccessAttempt
from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from sanban.people import services
from sanban.people.models import Account, Person, RoleCode
from sanban.web import sheets
from sanban.web.people.people import listed
from sanban.web.request import Request, done, respond, with_role

HEADINGS = (("姓名", 12), ("单位", 30), ("用户名", 20), ("状态", 12), ("上次登录", 18))
STATES = (("", "全部"), ("none", "没有账号"), ("off", "已停用"), ("locked", "已锁定"))


class AccountFilter(forms.Form):
    """筛选账号。"""

    q = forms.CharField(
        label="姓名",
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "姓名或首字母"}),
    )
    state = forms.ChoiceField(label="状态", required=False, choices=STATES)


@require_GET
@with_role(RoleCode.SYS_ADMIN)
def page(request: Request) -> HttpResponse:
    """看账号一览。"""
    form = AccountFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    locked = _locked(request)
    context = {
        "row": [form["q"], form["state"]],
        "clear": request.path if any(asked.values()) else "",
        "pager": listed(_asked(asked, locked), request.GET),
        "locked": locked,
        "query": request.GET.urlencode(),
    }
    return respond(request, "people/accounts.html", context)


@require_GET
@with_role(RoleCode.SYS_ADMIN)
def export(request: Request) -> HttpResponse:
    """导出筛过的账号；没有密码，也没有姓名以外的个人信息。"""
    form = AccountFilter(request.GET)
    locked = _locked(request)
    found = _asked(form.cleaned_data if form.is_valid() else {}, locked)
    people = found.select_related("org", "account").order_by("rank_order", "id")
    rows = (tuple(_cells(one, locked)) for one in people[: sheets.MOST + 1])
    return sheets.export(request, "账号", HEADINGS, rows)


def _cells(person: Person, locked: set[str]) -> Iterator[str]:
    account: Account | None = getattr(person, "account", None)
    yield from (person.name, str(person.org))
    yield account.username if account else ""
    yield _state(account, locked)
    seen = account.last_login if account else None
    yield f"{timezone.localtime(seen):%Y-%m-%d %H:%M}" if seen else ""


def _state(account: Account | None, locked: set[str]) -> str:
    if account is None:
        return "没有账号"
    states = (
        (not account.is_active, "已停用"),
        (account.username in locked, "已锁定"),
        (account.must_change_password, "待改密码"),
    )
    return next((label for is_so, label in states if is_so), "可登录")


def _asked(asked: dict[str, Any], locked: set[str]) -> QuerySet[Person]:
    rows = Person.objects.filter(is_active=True).like(asked.get("q", ""))
    return _chosen(rows, asked.get("state", ""), locked)


def _locked(request: Request) -> set[str]:
    since = request.now - services.LOCKED_FOR
    rows = AccessAttempt.objects.filter(
        failures_since_start__gte=settings.AXES_FAILURE_LIMIT, attempt_time__gte=since
    )
    return {name for name in rows.values_list("username", flat=True)[:1000] if name}


def _chosen(rows: QuerySet[Person], state: str, locked: set[str]) -> QuerySet[Person]:
    if state == "none":
        return rows.filter(account=None)
    if state == "off":
        return rows.filter(account__is_active=False)
    return rows.filter(account__username__in=locked) if state == "locked" else rows


@require_POST
@with_role(RoleCode.SYS_ADMIN)
def set_enabled(request: Request, pk: int) -> HttpResponse:
    """停用、启用一个账号。"""
    account = get_object_or_404(Account.objects.select_related("person"), pk=pk)
    is_active = request.POST.get("active") == "1"
    services.set_enabled(account, is_active=is_active, by=request.me)
    word = "启用" if is_active else "停用"
    return done(request, reverse("accounts"), f"{account.person.name} 的账号已{word}")


@require_POST
@with_role(RoleCode.SYS_ADMIN)
def unlock(request: Request, pk: int) -> HttpResponse:
    """解锁一个账号。"""
    account = get_object_or_404(Account.objects.select_related("person"), pk=pk)
    services.unlock(account, by=request.me)
    return done(request, reverse("accounts"), f"{account.person.name} 的账号已解锁")
