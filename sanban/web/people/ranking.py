"""领导排序：批示、传阅都照这张表的先后。"""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sanban.core.errors import Refused
from sanban.people import services
from sanban.people.models import Person, RoleCode
from sanban.people.services import OFFICE_RANK
from sanban.web.people.rights import KEEPERS
from sanban.web.request import Request, done, respond, with_role


@require_http_methods(["GET", "POST"])
@with_role(*KEEPERS)
def page(request: Request) -> HttpResponse:
    """看和改领导排序：每人填一个次序，小的在前。"""
    leaders = Person.objects.with_role(RoleCode.LEADER).ranked(OFFICE_RANK)
    people = list(leaders.select_related("org"))
    if request.method == "POST":
        ordered = sorted(people, key=lambda one: _place(request, one))
        count = services.set_ranking(OFFICE_RANK, ordered, by=request.me)
        return done(request, reverse("person-ranking"), f"已排好 {count} 位领导的次序")
    return respond(request, "people/ranking.html", {"people": people})


def _place(request: Request, person: Person) -> int:
    text = request.POST.get(f"place-{person.pk}", "").strip()
    if not text.isdecimal():
        raise Refused(f"{person.name}的次序没有填，请填 1、2、3 这样的数。", code="no-place")
    return int(text)
