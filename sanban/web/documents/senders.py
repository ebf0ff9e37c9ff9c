"""来文单位的候选：单位名录里的，和以前来过文的。"""

from collections.abc import Iterator

from django.core.cache import cache
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from sanban.documents.models import Incoming
from sanban.people.models import Org
from sanban.web.request import Request, with_role

MOST = 12
RECENT = 1000
KEPT_SECONDS = 30


@require_GET
@with_role("clerk", "director")
def senders(request: Request) -> HttpResponse:
    """按名称里的字、首字母找；名录在前，来过文的在后，同名只列一次。"""
    word = request.GET.get("q", "").strip()[:60]
    found: dict[str, str] = {}
    for name, told in _known(word) if word else ():
        found.setdefault(name, told)
    rows = [{"id": name, "label": name, "sub": told} for name, told in found.items()]
    return JsonResponse(rows[:MOST], safe=False)


def _known(word: str) -> Iterator[tuple[str, str]]:
    for org in Org.objects.in_use().like(word)[:MOST]:
        yield org.name, "单位名录"
    recent = Incoming.objects.in_register_order().values_list("sender_name", flat=True)
    for name in recent[:RECENT]:
        if word in name:
            yield name, "来过文"


def is_listed(name: str) -> bool:
    """是不是单位名录里的全称；名录存半分钟。"""
    kept: frozenset[str] | None = cache.get("org-names")
    if kept is None:
        kept = frozenset(Org.objects.in_use().values_list("name", flat=True))
        cache.set("org-names", kept, KEPT_SECONDS)
    return name in kept
