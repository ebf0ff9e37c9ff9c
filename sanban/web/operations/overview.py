"""运行情况：一页看清系统好不好。"""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from sanban.core.models import Heartbeat
from sanban.people.models import RoleCode
from sanban.web.request import Request, respond, with_role


@require_GET
@with_role(RoleCode.SYS_ADMIN)
def show(request: Request) -> HttpResponse:
    """看运行情况。"""
    context: dict[str, object] = {"beats": list(Heartbeat.objects.order_by("-beat_at")[:50])}
    return respond(request, "operations/overview.html", context)
