"""账号一览：谁有账号、停没停、锁没锁；只有系统管理员用。"""

from axes.models import AccessAttempt
from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from sanban.people import services
from sanban.people.models import Account, Person, RoleCode
from sanban.web.people.people import listed
from sanban.web.request import Request, done, respond, with_role

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
    rows = Person.objects.filter(is_active=True).like(asked.get("q", ""))
    context = {
        "row": [form["q"], form["state"]],
        "clear": request.path if any(asked.values()) else "",
        "pager": listed(_chosen(rows, asked.get("state", ""), locked), request.GET),
        "locked": locked,
    }
    return respond(request, "people/accounts.html", context)


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
