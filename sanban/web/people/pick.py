"""选人、选单位的候选：按首字母、名称找，照排序给前二十个。"""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from sanban.people.models import Org, Person
from sanban.web.people.rights import PICKERS
from sanban.web.request import Request, with_role

MOST = 20


@require_GET
@with_role(*PICKERS)
def people(request: Request) -> HttpResponse:
    """在岗人员；`role` 只要任这个角色的，领导按批示排序。"""
    role, org = request.GET.get("role", ""), request.GET.get("org", "")
    rows = Person.objects.with_role(role) if role else Person.objects.in_use()
    if org.isdecimal():
        rows = rows.filter(org=int(org))
    if role == "leader":
        rows = rows.ranked("office")
    rows = rows.like(request.GET.get("q", "")).select_related("org")
    found = [
        {"id": one.pk, "label": one.name, "sub": f"{one.org}　{one.post_name}".strip()}
        for one in rows[:MOST]
    ]
    return JsonResponse(found, safe=False)


@require_GET
@with_role(*PICKERS)
def orgs(request: Request) -> HttpResponse:
    """在用单位。"""
    rows = Org.objects.in_use().like(request.GET.get("q", ""))
    found = [{"id": one.pk, "label": str(one), "sub": one.name} for one in rows[:MOST]]
    return JsonResponse(found, safe=False)
