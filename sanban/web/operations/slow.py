"""慢查询：哪一页、什么样子、几回、多慢；没有值。"""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from sanban.audit import services as audit
from sanban.core import slow
from sanban.core.models import SlowQuery
from sanban.people.models import RoleCode
from sanban.web.request import Request, done, respond, with_role

SHOWN, BRIEF = 100, 60


@require_GET
@with_role(RoleCode.SYS_ADMIN)
def show(request: Request) -> HttpResponse:
    """看慢查询，最慢的在前。"""
    rows = SlowQuery.objects.order_by("-longest_ms", "id")[:SHOWN]
    context: dict[str, object] = {
        "rows": [_line(row) for row in rows],
        "limit": SHOWN,
        "threshold": settings.SLOW_MS,
    }
    return respond(request, "operations/slow.html", context)


def _line(row: SlowQuery) -> dict[str, object]:
    mean = round(row.total_ms / row.times) if row.times else 0
    return {"row": row, "mean": mean, "brief": row.shape[:BRIEF]}


@require_POST
@with_role(RoleCode.SYS_ADMIN)
def clear(request: Request) -> HttpResponse:
    """清空，从现在起重新记。"""
    gone = slow.clear()
    audit.record("slow.clear", by=request.me, target="slow", detail=f"{gone} 种")
    return done(request, reverse("slow-queries"), f"已清空 {gone} 种，从现在起重新记")
