"""给一个人授予、收回角色。"""

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from sanban.core.errors import Refused
from sanban.matters.models import LIVE, Todo
from sanban.people import services
from sanban.people.models import ADMINS, Org, Person, RoleCode, RoleHolding
from sanban.web.request import Request, done, respond, with_role

PAGE = "people/role_edit.html"


class GrantForm(forms.Form):
    """授予哪个角色、在哪个单位任。"""

    role = forms.ChoiceField(label="角色", choices=RoleCode.choices)
    org = forms.ModelChoiceField(
        Org.objects.in_use(),
        label="任职单位",
        empty_label=None,
        help_text="联络员、文书等在哪个单位任；一般就是所在单位",
    )


@require_http_methods(["GET", "POST"])
@with_role(RoleCode.SEC_ADMIN)
def page(request: Request, pk: int) -> HttpResponse:
    """看和授予。"""
    person = get_object_or_404(Person.objects.in_use().select_related("org"), pk=pk)
    data = request.POST if request.method == "POST" else None
    form = GrantForm(data, initial={"org": person.org_id})
    if form.is_valid() and _is_free(form, person):
        role, org = form.cleaned_data["role"], form.cleaned_data["org"]
        try:
            holding = services.grant(person, role, org=org, by=request.me)
        except Refused as fault:
            form.add_error(None, fault.message)
        else:
            return done(request, _back(pk), f"已授予 {person.name} {holding}（{org}）")
    holdings = RoleHolding.objects.filter(person=person).select_related("org").order_by("id")
    context = {"person": person, "form": form, "holdings": holdings}
    return respond(request, PAGE, context, status=422 if form.errors else 200)


def _is_free(form: GrantForm, person: Person) -> bool:
    """三员不办业务：手上还有差事的，先交接。"""
    held = Todo.objects.filter(person=person, state__in=LIVE).count()
    if held and form.cleaned_data["role"] in ADMINS:
        form.add_error(None, f"{person.name}手上还有 {held} 件没办完，请先交接再授予。")
        return False
    return True


@require_POST
@with_role(RoleCode.SEC_ADMIN)
def revoke(request: Request, pk: int) -> HttpResponse:
    """收回一个角色。"""
    holding = get_object_or_404(RoleHolding.objects.select_related("person", "org"), pk=pk)
    services.revoke(holding, by=request.me)
    said = f"已收回 {holding.person.name} 的{holding}"
    return done(request, _back(holding.person_id), said)


def _back(pk: int) -> str:
    return reverse("role-edit", args=[pk])
