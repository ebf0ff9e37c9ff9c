"""单位一览：按隶属成树，照排序；可筛选、导出、导入、打印。"""

from dataclasses import dataclass

from django import forms
from django.db.models import Count, Q
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from sanban.people.models import Org, OrgKind
from sanban.web.people.rights import KEEPERS
from sanban.web.request import Request, respond, with_role

SHOWN = 1000


class OrgFilter(forms.Form):
    """筛选单位。"""

    q = forms.CharField(
        label="名称",
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "名称或首字母"}),
    )
    kind = forms.ChoiceField(
        label="类别", required=False, choices=[("", "全部类别"), *OrgKind.choices]
    )
    state = forms.ChoiceField(
        label="状态", required=False, choices=[("", "在用"), ("off", "已停用")]
    )


@dataclass(frozen=True, slots=True)
class Line:
    """一行：单位和它在树里的深浅。"""

    org: Org
    indent: str


@require_GET
@with_role(*KEEPERS)
def page(request: Request) -> HttpResponse:
    """看单位一览。"""
    form = OrgFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = _rows(asked)
    is_tree = not any(asked.values())
    context = {
        "row": [form["q"], form["kind"], form["state"]],
        "clear": "" if is_tree else request.path,
        "lines": in_tree(found) if is_tree else [Line(org, "") for org in found],
        "count": len(found),
    }
    return respond(request, "people/orgs.html", context)


def _rows(asked: dict[str, str]) -> list[Org]:
    rows = Org.objects.like(asked.get("q", "")).filter(is_active=asked.get("state") != "off")
    if asked.get("kind"):
        rows = rows.filter(kind=asked["kind"])
    people = Count("people", filter=Q(people__is_active=True))
    rows = rows.select_related("parent", "guidance_parent").annotate(people_count=people)
    return list(rows.order_by("rank_order", "id")[:SHOWN])


def in_tree(orgs: list[Org]) -> list[Line]:
    """按隶属排成树；上级不在其中的，作第一层。"""
    known = {org.pk for org in orgs}
    below: dict[int, list[Org]] = {}
    for org in orgs:
        above = org.parent_id if org.parent_id in known else None
        below.setdefault(above or 0, []).append(org)
    lines: list[Line] = []
    waiting = [(org, 0) for org in reversed(below.get(0, []))]
    while waiting:
        org, depth = waiting.pop()
        lines.append(Line(org, "　" * depth))
        waiting += [(one, depth + 1) for one in reversed(below.get(org.pk, []))]
    return lines
