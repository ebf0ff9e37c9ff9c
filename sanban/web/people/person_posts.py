"""一个人的任免、分管、离岗和返岗。"""

from typing import TypeVar

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from sanban.core.errors import Refused
from sanban.matters import services as matters
from sanban.people import services
from sanban.people.models import Org, Person, Post, RoleCode
from sanban.people.services import PostDetails
from sanban.web.people.picking import Picker, date_field, org_field, text_field
from sanban.web.people.rights import KEEPERS
from sanban.web.request import Request, done, number, with_role

FormT = TypeVar("FormT", bound=forms.Form)


class PostForm(forms.Form):
    """一段任职。"""

    name = text_field("职务", 60)
    org = org_field("任职单位")
    since = date_field("自")
    until = date_field("至", required=False, hint="现任的空着")
    is_main = forms.BooleanField(
        label="主职", required=False, help_text="新任主职的，原主职到前一天为止"
    )


class EndForm(forms.Form):
    """免职的日子。"""

    until = date_field("至")


class ChargeForm(forms.Form):
    """分管的单位。"""

    orgs = forms.ModelMultipleChoiceField(
        Org.objects.in_use(),
        label="分管单位",
        required=False,
        widget=Picker("pick-orgs", Org),
        error_messages={"invalid_choice": "请重选在用的单位。"},
    )


@require_POST
@with_role(*KEEPERS)
def add(request: Request, pk: int) -> HttpResponse:
    """任一个职。"""
    person = get_object_or_404(Person, pk=pk)
    form = _checked(PostForm(request.POST))
    details = PostDetails(**form.cleaned_data)
    post = services.add_post(person, details, by=request.me, now=request.now)
    return done(request, _back(pk), f"{person.name} 自 {post.since:%Y-%m-%d} 任{post.name}")


@require_POST
@with_role(*KEEPERS)
def end(request: Request, pk: int) -> HttpResponse:
    """免一个职。"""
    post = get_object_or_404(Post.objects.select_related("person"), pk=pk)
    until = _checked(EndForm(request.POST)).cleaned_data["until"]
    services.end_post(post, until=until, by=request.me, now=request.now)
    return done(request, _back(post.person_id), f"{post.name} 任到 {until:%Y-%m-%d}")


@require_POST
@with_role(*KEEPERS)
def charges(request: Request, pk: int) -> HttpResponse:
    """定分管单位。"""
    person = get_object_or_404(Person, pk=pk)
    form = _checked(ChargeForm(request.POST))
    count = services.set_charges(person, list(form.cleaned_data["orgs"]), by=request.me)
    return done(request, _back(pk), f"{person.name} 分管 {count} 个单位")


@require_POST
@with_role(RoleCode.SYS_ADMIN)
def retire(request: Request, pk: int) -> HttpResponse:
    """离岗：手上有待办的，先交给接手人。"""
    person = get_object_or_404(Person.objects.in_use(), pk=pk)
    if person.pk == request.me.pk:
        raise Refused("不能停用自己，请另一位来办。", code="yourself")
    chosen = number(request.POST.get("successor"))
    to = Person.objects.in_use().filter(pk=chosen).first() if chosen is not None else None
    matters.retire(person, to=to, by=request.me, now=request.now)
    said = f"{person.name} 已离岗" + (f"，待办交 {to.name}" if to else "")
    return done(request, reverse("people"), said)


@require_POST
@with_role(RoleCode.SYS_ADMIN)
def come_back(request: Request, pk: int) -> HttpResponse:
    """返岗。"""
    person = get_object_or_404(Person.objects.filter(is_active=False), pk=pk)
    services.reactivate(person, by=request.me)
    return done(request, _back(pk), f"{person.name} 已返岗")


def _back(pk: int) -> str:
    return reverse("person-edit", args=[pk])


def _checked(form: FormT) -> FormT:
    if not form.is_valid():
        said = "".join(str(one) for faults in form.errors.values() for one in faults)
        raise Refused(said, code="bad-form")
    return form
