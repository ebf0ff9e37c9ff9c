"""后台工作：钟上各行、后台进程的动静、没办成的。"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST
from django_tasks_db.models import DBTaskResult

from sanban.audit import services as audit
from sanban.core import dead, leases
from sanban.core.errors import Refused
from sanban.core.models import ClockRow, Heartbeat
from sanban.people.models import RoleCode
from sanban.web import keyset
from sanban.web.request import Request, done, respond, with_role

FRESH = timedelta(minutes=1)
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Failure:
    """一件没办成的：叫什么、何时、为什么。"""

    pk: UUID
    label: str
    when: Any
    why: str


@require_GET
@with_role(RoleCode.SYS_ADMIN)
def show(request: Request) -> HttpResponse:
    """看后台工作。"""
    beats = list(Heartbeat.objects.filter(name__startswith="worker@").order_by("-beat_at")[:SHOWN])
    failed = dead.failed().order_by("-finished_at", "id")[:SHOWN]
    context = {
        "clock": list(ClockRow.objects.order_by("next_run", "id")),
        "beats": beats,
        "is_alive": any(request.now - beat.beat_at < FRESH for beat in beats),
        "failures": [_failure(row) for row in failed],
        "waiting": keyset.capped(DBTaskResult.objects.ready()),
    }
    return respond(request, "office/jobs.html", context)


def _failure(row: Any) -> Failure:
    return Failure(row.pk, dead.label_of(row), row.finished_at, dead.reason_of(row))


@require_POST
@with_role(RoleCode.SYS_ADMIN)
def again(request: Request, pk: UUID) -> HttpResponse:
    """没办成的再试一次。"""
    with transaction.atomic():
        if not leases.again([str(pk)], now=request.now):
            raise Refused("这件工作已经重试过了，请刷新页面看结果。", code="stale")
        audit.record("job.again", by=request.me, target=f"job:{pk}")
    return done(request, reverse("jobs"), "已放回去再办一次，过一会儿刷新看结果")
