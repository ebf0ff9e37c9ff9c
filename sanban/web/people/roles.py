"""角色一览：人对角色的一张表，只有安全管理员看得见、改得了。"""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from sanban.people.models import Person, RoleCode
from sanban.web.people.people import PersonFilter, listed
from sanban.web.request import Request, respond, with_role


@require_GET
@with_role(RoleCode.SEC_ADMIN)
def page(request: Request) -> HttpResponse:
    """看角色一览。"""
    form = PersonFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = Person.objects.like(asked.get("q", "")).filter(is_active=asked.get("state") != "off")
    if asked.get("role"):
        rows = rows.filter(pk__in=Person.objects.with_role(asked["role"]).values("pk"))
    pager = listed(rows, request.GET)
    context = {
        "row": [form["q"], form["role"], form["state"]],
        "clear": request.path if any(asked.values()) else "",
        "pager": pager,
        "roles": RoleCode.choices,
        "lines": [(person, _marks(person)) for person in pager.rows],
    }
    return respond(request, "people/roles.html", context)


def _marks(person: Person) -> list[str]:
    """每个角色一格：在本单位任的打勾，在别的单位任的注明。"""
    held: dict[str, list[int]] = {}
    for one in person.holdings.all():
        held.setdefault(one.role, []).append(one.org_id)
    return [_mark(held.get(code, []), person.org_id) for code in RoleCode.values]


def _mark(orgs: list[int], own: int) -> str:
    if not orgs:
        return ""
    return "✓" if orgs == [own] else f"✓{len(orgs)}处"
