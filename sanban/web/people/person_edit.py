"""登记、变更一个人；任职、分管、离岗也在这一页。"""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sanban.core.errors import Refused
from sanban.matters.models import LIVE, Todo
from sanban.people import services
from sanban.people.models import OfficeSection, Person, Post, RoleCode
from sanban.people.services import PersonDetails
from sanban.web.people.person_posts import ChargeForm, PostForm
from sanban.web.people.picking import know, org_field, person_field, rank_field, text_field
from sanban.web.people.rights import KEEPERS
from sanban.web.request import Request, done, respond, with_role

PAGE = "people/person_edit.html"
LAST = 9999


class PersonForm(forms.Form):
    """一个人的各项；科室填名称，须是那个单位有的。"""

    name = text_field("姓名", 40)
    org = org_field("单位")
    office_section = text_field("科室", 60, required=False, hint="须是这个单位已设的科室")
    telephone = text_field("电话", 40, required=False)
    rank_order = rank_field()

    def clean(self) -> dict[str, Any]:
        """把科室名称换成这个单位的科室。"""
        typed = dict(self.cleaned_data)
        name, org = typed.get("office_section"), typed.get("org")
        found = OfficeSection.objects.filter(org=org, name=name).first() if name else None
        if name and org and found is None:
            self.add_error("office_section", f"{org}没有“{name}”，请先在单位页设科室。")
        return {**typed, "office_section": found}


class SuccessorForm(forms.Form):
    """接手人。"""

    successor = person_field("接手人", required=False)


@require_http_methods(["GET", "POST"])
@with_role(*KEEPERS)
def new(request: Request) -> HttpResponse:
    """登记一个人。"""
    form = PersonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            person = services.add_person(_details(form), by=request.me)
        except Refused as fault:
            form.add_error(None, fault.message)
        else:
            said = f"已登记 {person.name}，请接着填任职。"
            return done(request, reverse("person-edit", args=[person.pk]), said)
    return respond(request, PAGE, {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@with_role(*KEEPERS)
def page(request: Request, pk: int) -> HttpResponse:
    """看和变更一个人。"""
    rows = Person.objects.select_related("org", "office_section", "account")
    person = get_object_or_404(rows, pk=pk)
    form = PersonForm(request.POST if request.method == "POST" else None, initial=_initial(person))
    know(form, person.org)
    if form.is_valid():
        try:
            services.change_person(person, _details(form), by=request.me)
        except Refused as fault:
            form.add_error(None, fault.message)
        else:
            return done(request, reverse("person-edit", args=[pk]), f"已保存 {person.name}")
    context = {"form": form, **_about(request, person)}
    return respond(request, PAGE, context, status=422 if form.errors else 200)


def _initial(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "org": person.org_id,
        "office_section": person.office_section.name if person.office_section else "",
        "telephone": person.telephone,
        "rank_order": None if person.rank_order == LAST else person.rank_order,
    }


def _details(form: PersonForm) -> PersonDetails:
    typed = dict(form.cleaned_data)
    rank = typed.pop("rank_order")
    return PersonDetails(**typed, rank_order=LAST if rank is None else rank)


def _about(request: Request, person: Person) -> dict[str, Any]:
    today = timezone.localdate(request.now)
    post_form = PostForm(initial={"org": person.org_id, "since": today, "is_main": True})
    know(post_form, person.org)
    roles = [held for held in person.holdings.select_related("org")]
    charges = list(person.charges.values_list("org", flat=True))
    return {
        "person": person,
        "today": today,
        "account": getattr(person, "account", None),
        "posts": Post.objects.filter(person=person).select_related("org").order_by("-since", "-id"),
        "post_form": post_form,
        "roles": roles,
        "charge_form": ChargeForm(initial={"orgs": charges}) if _is_leader(roles) else None,
        "todo_count": Todo.objects.filter(person=person, state__in=LIVE).count(),
        "successor": SuccessorForm()["successor"],
        "opens_accounts": "sys_admin" in request.roles,
        "may_retire": "sys_admin" in request.roles,
    }


def _is_leader(roles: list[Any]) -> bool:
    return any(held.role == RoleCode.LEADER for held in roles)
