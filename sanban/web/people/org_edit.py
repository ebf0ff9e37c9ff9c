"""登记、变更一个单位，管它的科室。"""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from sanban.core.errors import Refused
from sanban.people import services
from sanban.people.models import OfficeSection, Org, OrgKind
from sanban.people.services import OrgDetails
from sanban.web.people.picking import org_field, rank_field, text_field
from sanban.web.people.rights import KEEPERS
from sanban.web.request import Request, done, respond, with_role

PAGE = "people/org_edit.html"
LAST = 9999


class OrgForm(forms.Form):
    """一个单位的各项。"""

    name = text_field("全称", 100, hint="公章上的名称")
    short_name = text_field("简称", 40, required=False, hint="平时怎么叫，列表里显示它")
    kind = forms.ChoiceField(label="类别", choices=OrgKind.choices)
    parent = org_field("隶属", required=False, hint="上级单位")
    guidance_parent = org_field("业务指导", required=False, hint="业务上归哪个单位指导")
    telephone = text_field("电话", 40, required=False)
    rank_order = rank_field()


@require_http_methods(["GET", "POST"])
@with_role(*KEEPERS)
def new(request: Request) -> HttpResponse:
    """登记一个单位。"""
    form = OrgForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            org = services.add_org(_details(form), by=request.me)
        except Refused as fault:
            form.add_error(None, fault.message)
        else:
            return done(request, reverse("orgs"), f"已登记 {org.name}")
    return respond(request, PAGE, {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@with_role(*KEEPERS)
def page(request: Request, pk: int) -> HttpResponse:
    """看和变更一个单位。"""
    org = get_object_or_404(Org, pk=pk)
    form = OrgForm(request.POST if request.method == "POST" else None, initial=_initial(org))
    if form.is_valid():
        try:
            services.change_org(org, _details(form), by=request.me)
        except Refused as fault:
            form.add_error(None, fault.message)
        else:
            return done(request, reverse("orgs"), f"已保存 {org}")
    sections = OfficeSection.objects.filter(org=org).order_by("rank_order", "id")
    context = {"form": form, "org": org, "sections": sections}
    return respond(request, PAGE, context, status=422 if form.errors else 200)


def _initial(org: Org) -> dict[str, Any]:
    shown = {code: getattr(org, code) for code in ("name", "short_name", "kind", "telephone")}
    rank = None if org.rank_order == LAST else org.rank_order
    above = {"parent": org.parent_id, "guidance_parent": org.guidance_parent_id}
    return {**shown, **above, "rank_order": rank}


def _details(form: OrgForm) -> OrgDetails:
    typed = dict(form.cleaned_data)
    rank = typed.pop("rank_order")
    return OrgDetails(**typed, rank_order=LAST if rank is None else rank)


@require_POST
@with_role(*KEEPERS)
def set_in_use(request: Request, pk: int) -> HttpResponse:
    """停用或恢复一个单位。"""
    org = get_object_or_404(Org, pk=pk)
    services.set_org_in_use(org, is_active=request.POST.get("active") == "1", by=request.me)
    word = "恢复使用" if org.is_active else "停用"
    return done(request, reverse("orgs"), f"{org} 已{word}")


@require_POST
@with_role(*KEEPERS)
def add_section(request: Request, pk: int) -> HttpResponse:
    """设一个科室。"""
    org = get_object_or_404(Org, pk=pk)
    made = services.add_section(org, name=request.POST.get("name", ""), by=request.me)
    return done(request, reverse("org-edit", args=[pk]), f"已设 {made}")


@require_POST
@with_role(*KEEPERS)
def remove_section(request: Request, pk: int) -> HttpResponse:
    """撤一个科室。"""
    section = get_object_or_404(OfficeSection, pk=pk)
    services.remove_section(section, by=request.me)
    return done(request, reverse("org-edit", args=[section.org_id]), f"已撤 {section}")
