"""搜索框的候选：头一条是照写的搜，后面是首字母、名称像的单位和人，和近来办过的事项。"""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from sanban.core.prepared import Prepared
from sanban.matters.models import Matter, Todo, subjects_of
from sanban.people.models import ADMINS, BUSINESS, Org, Person, RoleHolding, closest
from sanban.web.request import Request, matter_url, with_role
from sanban.web.search.asking import MOST_WORDS

Row = dict[str, str]
EACH, RECENT = 4, 200
_MINE = Prepared(
    lambda person, subjects: (
        Matter.objects.filter(
            pk__in=Todo.objects.filter(person=person).order_by("-id").values("matter")[:RECENT]
        )
        .shown_to(subjects)
        .order_by("-id")
        .values_list("pk", "title")
    )
)
"""此人近来经手、还看得见的事项：人的编号，身份。"""


@require_GET
@with_role(*BUSINESS)
def show(request: Request) -> HttpResponse:
    """给候选；一个字也没写的没有。"""
    words = " ".join(request.GET.get("q", "")[:MOST_WORDS].split())
    return JsonResponse(list(_offered(request, words)) if words else [], safe=False)


def _offered(request: Request, words: str) -> Iterator[Row]:
    yield {"label": f"搜“{words}”", "sub": "标题、文号、意见、文件", "go": _to(q=words)}
    yield from named(words)
    for pk, title in _recent(request, words):
        yield {"label": title, "sub": "近来经手", "go": matter_url(pk)}


def named(words: str) -> Iterator[Row]:
    """末一个词像的单位和人：选了它，前面的词照搜，只看这个单位、这个人的。"""
    rest, _, last = words.rpartition(" ")
    for org in closest(Org.objects.in_use().like(last), last)[:EACH]:
        told = "单位" if str(org) == org.name else f"单位　{org.name}"
        go = _to(q=rest, unit=str(org), org=str(org.pk))
        yield {"label": str(org), "sub": told, "go": go}
    for one in _people(last):
        go = _to(q=rest, who=one.name, person=str(one.pk))
        yield {"label": one.name, "sub": f"{one.org}　{one.post_name}".strip(), "go": go}


def _people(word: str) -> Iterator[Person]:
    """在岗的业务人员，没有三员。"""
    rows = Person.objects.in_use().like(word).select_related("org")
    rows = rows.exclude(pk__in=RoleHolding.objects.filter(role__in=ADMINS).values("person"))
    yield from closest(rows, word)[:EACH]


def _recent(request: Request, words: str) -> list[tuple[int, str]]:
    """经手的事项里标题有这几个字的，新的在前。"""
    subjects = subjects_of(request.me)
    rows = _MINE.rows(request.me.pk, subjects) if len(words) > 1 and subjects else []
    return [(pk, title) for pk, title in rows if words.casefold() in title.casefold()][:EACH]


def _to(**given: str) -> str:
    kept = {name: value for name, value in given.items() if value}
    return f"{reverse('search')}?{urlencode(kept)}"
