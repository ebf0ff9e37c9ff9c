"""在线编辑：看看有没有人在改，点一下给出地址；锁的人不在，写明理由解锁。"""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from sanban.documents.models import EditLock, Outgoing
from sanban.documents.services import drafting, online
from sanban.web.online.dav import address_of
from sanban.web.request import Request, done, get_matter, respond, signed_in, whole

PAGE = "online/opening.html"


@require_http_methods(["GET", "POST"])
@signed_in
def show(request: Request, pk: int) -> HttpResponse:
    """看状态；按了“打开”，给出这一次的地址，只给这一回。"""
    outgoing = _outgoing(request, pk)
    request.rail = "outgoing-book"
    address = ""
    if request.method == "POST":
        secret = online.open_token(outgoing, by=request.me, now=request.now)
        address = whole(request, address_of(secret, pk))
    return respond(request, PAGE, _context(request, outgoing, address), part="opened")


def _context(request: Request, outgoing: Outgoing, address: str) -> dict[str, Any]:
    matter = outgoing.matter
    held = EditLock.objects.held(matter, request.now)
    return {
        "matter": matter,
        "version": drafting.newest(matter),
        "why_not": drafting.why_not(matter, request.me),
        "held": held,
        "is_mine": held is not None and held.person_id == request.me.pk,
        "is_away": held is not None and online.is_away(held.person, request.now),
        "may_unlock": held is not None and online.may_unlock(matter, held, request.me),
        "address": address,
    }


@require_POST
@signed_in
def unlock(request: Request, pk: int) -> HttpResponse:
    """替人解锁。"""
    outgoing = _outgoing(request, pk)
    reason = request.POST.get("reason", "")
    made = online.unlock_for(outgoing, reason=reason, by=request.me, now=request.now)
    said = f"已解开{made.person.name}的编辑锁；他存过的都在，没存的另行留着"
    return done(request, reverse("online-open", args=(pk,)), said)


def _outgoing(request: Request, pk: int) -> Outgoing:
    matter = get_matter(request, pk)
    found = Outgoing.objects.select_related("matter", "prefix").filter(matter=matter).first()
    if found is None:
        raise Http404
    found.matter = matter
    return found
