"""领导排序：每种场合一张表；批示、传阅照“批示、传阅”那一张的先后。"""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sanban.core.errors import Refused
from sanban.people import services
from sanban.people.models import OFFICE_RANK, RANKINGS, Person, RoleCode
from sanban.web.people.rights import KEEPERS
from sanban.web.request import Request, done, respond, with_role


@require_http_methods(["GET", "POST"])
@with_role(*KEEPERS)
def page(request: Request) -> HttpResponse:
    """看和改一种场合的排序：每人填一个次序，小的在前；空着的不在这张表里。"""
    chosen = request.GET.get("context", OFFICE_RANK)
    if chosen not in RANKINGS:
        raise Http404
    leaders = Person.objects.with_role(RoleCode.LEADER).ranked(chosen)
    people = list(leaders.select_related("org"))
    if request.method == "POST":
        count = services.set_ranking(chosen, _ordered(request, people, chosen), by=request.me)
        here = f"{reverse('person-ranking')}?context={chosen}"
        return done(request, here, f"“{RANKINGS[chosen]}”的次序已排好，共 {count} 位")
    is_new = all(getattr(one, "place", None) is None for one in people)
    context = {"people": people, "rankings": RANKINGS, "chosen": chosen, "is_new": is_new}
    return respond(request, "people/ranking.html", context)


def _ordered(request: Request, people: list[Person], chosen: str) -> list[Person]:
    placed = [(place, one) for one in people if (place := _place(request, one, chosen))]
    return [one for _, one in sorted(placed, key=lambda row: row[0])]


def _place(request: Request, person: Person, chosen: str) -> int:
    text = request.POST.get(f"place-{person.pk}", "").strip()
    if not text and chosen != OFFICE_RANK:
        return 0
    if not text.isdecimal() or len(text) > 4 or not int(text):
        raise Refused(f"{person.name}的次序没有填，请填 1、2、3 这样的数。", code="no-place")
    return int(text)
