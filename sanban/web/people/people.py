"""人员一览：按单位、姓名、首字母、角色筛选，照排序。"""

from dataclasses import replace

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.views.decorators.http import require_GET

from sanban.people.models import Person, RoleCode
from sanban.web import keyset
from sanban.web.people.picking import org_field
from sanban.web.people.rights import KEEPERS
from sanban.web.request import Request, respond, with_role


class PersonFilter(forms.Form):
    """筛选人员。"""

    q = forms.CharField(
        label="姓名",
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "姓名或首字母"}),
    )
    org = org_field("单位", required=False)
    role = forms.ChoiceField(
        label="角色", required=False, choices=[("", "全部角色"), *RoleCode.choices]
    )
    state = forms.ChoiceField(
        label="状态", required=False, choices=[("", "在岗"), ("off", "已离岗")]
    )


@require_GET
@with_role(*KEEPERS)
def page(request: Request) -> HttpResponse:
    """看人员一览。"""
    form = PersonFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = Person.objects.like(asked.get("q", "")).filter(is_active=asked.get("state") != "off")
    if asked.get("org"):
        rows = rows.filter(org=asked["org"])
    if asked.get("role"):
        rows = rows.filter(pk__in=Person.objects.with_role(asked["role"]).values("pk"))
    context = {
        "row": [form["q"], form["org"], form["role"], form["state"]],
        "clear": request.path if any(asked.values()) else "",
        "pager": listed(rows, request.GET),
    }
    return respond(request, "people/people.html", context)


def listed(rows: QuerySet[Person], asked: QueryDict) -> keyset.Page:
    """取一页人员，连单位、科室、角色。"""
    wide = rows.select_related("org", "office_section", "account").prefetch_related("holdings")
    return replace(keyset.page(wide, ("rank_order", "id"), asked, size=50), unit="人")
