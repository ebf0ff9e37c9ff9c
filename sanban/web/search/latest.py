"""没写字、只选了条件的：合条件的事项，新的在前；一回至多往前看五万件，看不完的接着往前找。"""

from django.db.models import Max

from sanban.matters.models import MANY, Matter, Visibility, seen_count, subjects_of
from sanban.search.finding import Cursor, Found, Hit
from sanban.web.request import Request
from sanban.web.search.asking import Asked, narrowed

MANY_ROWS, WINDOW = 20, 50_000


def latest(request: Request, asked: Asked) -> Found:
    """合条件、看得见的一页，不数一共几件。"""
    rows, subjects = narrowed(asked), subjects_of(request.me)
    if rows is None or not subjects:
        return Found()
    after = Cursor.read(request.GET.get("after", ""))
    before = after.place if after else _newest() + 1
    floor = 0
    if seen_count(subjects) <= MANY:
        shown = Visibility.objects.filter(subject__in=subjects)
        rows = rows.filter(pk__in=shown.values("matter"))
    else:
        floor = max(0, before - WINDOW)
        rows = rows.shown_to(subjects).filter(pk__gte=floor)
    found = list(
        rows.filter(pk__lt=before).order_by("-pk").values_list("pk", flat=True)[: MANY_ROWS + 1]
    )
    return Found(
        tuple(Hit(pk, 0, "", "", ()) for pk in found[:MANY_ROWS]), next=_next(found, floor)
    )


def _newest() -> int:
    return Matter.objects.aggregate(last=Max("pk"))["last"] or 0


def _next(found: list[int], floor: int) -> Cursor | None:
    """这一页满了，从末一件往前；没满而前面还有没看的，从看到的地方往前。"""
    if len(found) > MANY_ROWS:
        return Cursor(1, found[MANY_ROWS - 1])
    return Cursor(1, floor) if floor else None
