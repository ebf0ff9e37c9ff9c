"""委托代办：出差、学习、请假时，待办由别人代办；主任可以替本单位的人定。"""

from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from sanban.core.errors import Refused
from sanban.matters import services as matters
from sanban.people import services
from sanban.people.models import BUSINESS, Delegation, Person, RoleCode
from sanban.people.services import Term
from sanban.web.people.picking import date_field, person_field, text_field
from sanban.web.request import Request, done, respond, with_role

PAGE = "people/delegations.html"
SHOWN = 100


class DelegationForm(forms.Form):
    """委托谁、哪几天、为什么。"""

    person = person_field("委托人", required=False, hint="空着就是您自己")
    deputy = person_field("代办人")
    since = date_field("自")
    until = date_field("至", hint="含这一天")
    reason = text_field("事由", 100, required=False)


@require_http_methods(["GET", "POST"])
@with_role(*BUSINESS)
def page(request: Request) -> HttpResponse:
    """看和定委托。"""
    today = timezone.localdate(request.now)
    data = request.POST if request.method == "POST" else None
    form = DelegationForm(data, initial={"since": today})
    if form.is_valid():
        try:
            made = _set(request, form.cleaned_data)
        except Refused as fault:
            form.add_error(None, fault.message)
        else:
            said = f"已委托 {made.deputy.name} 代办，到 {made.until:%Y-%m-%d} 为止"
            return done(request, reverse("delegations"), said)
    context = {
        "form": form,
        "rows": _rows(request.me, request.roles),
        "is_director": RoleCode.DIRECTOR in request.roles,
        "today": today,
    }
    return respond(request, PAGE, context, status=422 if form.errors else 200)


def _set(request: Request, typed: dict[str, Any]) -> Delegation:
    person = typed["person"] or request.me
    term = Term(typed["since"], typed["until"], typed["reason"])
    made = services.add_delegation(
        person, deputy=typed["deputy"], term=term, by=request.me, now=request.now
    )
    if term.since <= timezone.localdate(request.now):
        matters.delegate(made, by=request.me, now=request.now)
    return made


def _rows(me: Person, roles: frozenset[str]) -> list[Delegation]:
    shown = Q(person=me) | Q(deputy=me)
    if RoleCode.DIRECTOR in roles:
        shown |= Q(person__org__in=services.orgs_served(me))
    rows = Delegation.objects.filter(shown).select_related("person__org", "deputy__org")
    return list(rows.order_by("-since", "-id")[:SHOWN])


@require_POST
@with_role(*BUSINESS)
def cancel(request: Request, pk: int) -> HttpResponse:
    """取消一段委托。"""
    delegation = get_object_or_404(Delegation.objects.select_related("person"), pk=pk)
    services.cancel_delegation(delegation, by=request.me, now=request.now)
    return done(request, reverse("delegations"), "委托已取消")
