"""选人、选单位的候选：按首字母、名称找，照排序给前二十个。"""

from django.db.models import Prefetch
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from sanban.people.models import (
    ADMINS,
    OFFICE_RANK,
    Charge,
    Org,
    Person,
    RoleHolding,
    closest,
)
from sanban.web.people.rights import PICKERS
from sanban.web.request import Request, number, with_role

MOST = 20
FEW = 4
CHARGES = Prefetch(
    "charges", Charge.objects.select_related("org").order_by("org__rank_order", "org_id")
)


@require_GET
@with_role(*PICKERS)
def people(request: Request) -> HttpResponse:
    """在岗的业务人员，没有三员；`role` 只要任这个角色的，领导按批示排序、注明分管。"""
    role, org = request.GET.get("role", ""), number(request.GET.get("org"))
    rows = Person.objects.with_role(role) if role else Person.objects.in_use()
    rows = rows.exclude(pk__in=RoleHolding.objects.filter(role__in=ADMINS).values("person"))
    if org is not None:
        rows = rows.filter(org=org)
    if role == "leader":
        rows = rows.ranked(OFFICE_RANK).prefetch_related(CHARGES)
    word = request.GET.get("q", "")
    rows = closest(rows.like(word).select_related("org"), word)
    is_leader = role == "leader"
    found = [
        {"id": one.pk, "label": one.name, "sub": _sub(one, with_charges=is_leader)}
        for one in rows[:MOST]
    ]
    return JsonResponse(found, safe=False)


def _sub(person: Person, *, with_charges: bool) -> str:
    plain = f"{person.org}　{person.post_name}".strip()
    held = [str(one.org) for one in person.charges.all()] if with_charges else []
    rest = "等" if len(held) > FEW else ""
    return f"{plain}　分管{'、'.join(held[:FEW])}{rest}" if held else plain


@require_GET
@with_role(*PICKERS)
def orgs(request: Request) -> HttpResponse:
    """在用单位；带着 `handling` 的，只要有在岗联络员、交得出去的。"""
    word = request.GET.get("q", "")
    rows = closest(Org.objects.in_use().like(word), word)
    if request.GET.get("handling"):
        rows = rows.handling()
    found = [{"id": one.pk, "label": str(one), "sub": one.name} for one in rows[:MOST]]
    return JsonResponse(found, safe=False)
