"""存下的台账视图：一个名字，一串网址里的筛选；各人存各人的。"""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from sanban.core.prepared import Prepared
from sanban.people.models import BUSINESS
from sanban.supervision.models import SavedView
from sanban.supervision.services import views
from sanban.web.request import Request, done, with_role

_SAVED: Prepared[Any] = Prepared(
    lambda person: (
        SavedView.objects.filter(person=person).order_by("id").values_list("pk", "name", "query")
    )
)


def saved_views(person: int) -> list[tuple[int, str, str]]:
    """此人存下的视图：编号、名称、筛选。"""
    return list(_SAVED.rows(person))


@require_POST
@with_role(*BUSINESS)
def save(request: Request) -> HttpResponse:
    """存下现在的筛选；同名的换成新的。"""
    name, query = request.POST.get("name", ""), request.POST.get("query", "")
    made = views.save_view(request.me, name=name, query=query)
    return done(request, f"{reverse('supervision')}?{made.query}", f"已存为视图“{made.name}”")


@require_POST
@with_role(*BUSINESS)
def drop(request: Request, pk: int) -> HttpResponse:
    """删去自己存的一个视图。"""
    name = views.drop_view(request.me, pk=pk)
    return done(request, reverse("supervision"), f"已删去视图“{name}”")
