"""死信：办了五次没办成的工作，看在哪里不成，再办，或者写明理由放下；不显示内容。"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from sanban.audit import services as audit
from sanban.core import dead, leases
from sanban.core.errors import Refused
from sanban.core.models import SetAside
from sanban.people.models import RoleCode
from sanban.web import keyset
from sanban.web.request import Request, done, respond, with_role
from sanban.web.widgets import QuickSelect

MOST = 500
LAID = 20


@dataclass(frozen=True, slots=True)
class Dead:
    """一件：叫什么、哪一种差错、在哪里、试过几次、何时放弃。"""

    pk: UUID
    label: str
    why: str
    where: list[str]
    tries: int
    workers: str
    asked_at: datetime
    given_up_at: datetime


class Filters(forms.Form):
    """筛选：哪一种工作。"""

    kind = forms.ChoiceField(label="工作", required=False, widget=QuickSelect)

    def __init__(self, data: QueryDict, kinds: list[str]) -> None:
        super().__init__(data, auto_id=False)
        choices = [("", "全部工作"), *((one, one.rpartition(".")[2]) for one in kinds)]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]

    @property
    def chosen(self) -> str:
        """选中的一种；没选、选得不对都是空串。"""
        self.is_valid()
        return str(self.cleaned_data.get("kind", ""))


@require_GET
@with_role(RoleCode.SYS_ADMIN)
def show(request: Request) -> HttpResponse:
    """看没办成的。"""
    form = Filters(request.GET, dead.kinds())
    rows = dead.failed(form.chosen)
    pager = keyset.page(rows, ("-finished_at", "id"), request.GET)
    context: dict[str, object] = {
        "row": [form["kind"]],
        "kind": form.chosen,
        "clear": reverse("dead-jobs") if form.chosen else "",
        "pager": replace(pager, rows=[_line(one) for one in pager.rows]),
        "laid": list(SetAside.objects.order_by("-set_at", "id")[:LAID]),
    }
    return respond(request, "operations/dead_jobs.html", context)


def _line(row: Any) -> Dead:
    frames = row.traceback.splitlines()
    return Dead(
        pk=row.pk,
        label=dead.label_of(row),
        why=dead.reason_of(row),
        where=frames[:-1],
        tries=len(row.worker_ids),
        workers="、".join(dict.fromkeys(one.partition("@")[2] for one in row.worker_ids)),
        asked_at=row.enqueued_at,
        given_up_at=row.finished_at,
    )


@require_POST
@with_role(RoleCode.SYS_ADMIN)
def again(request: Request) -> HttpResponse:
    """一种的、或者全部的，都再办。"""
    kind = request.POST.get("kind", "")
    with transaction.atomic():
        pks = [str(pk) for pk in dead.failed(kind).values_list("pk", flat=True)[:MOST]]
        count = leases.again(pks, now=request.now)
        if not count:
            raise Refused(dead.STALE, code="stale")
        target = f"jobs:{kind or '全部'}"
        audit.record("job.again", by=request.me, target=target[:100], detail=f"{count} 件")
    return done(request, reverse("dead-jobs"), f"已放回去再办 {count} 件，过一会儿刷新看结果")


@require_POST
@with_role(RoleCode.SYS_ADMIN)
def set_aside(request: Request, pk: UUID) -> HttpResponse:
    """放下一件。"""
    reason = request.POST.get("reason", "")
    with transaction.atomic():
        made = dead.set_aside(pk, reason=reason, by_name=request.me.name, now=request.now)
        said = f"{made.label}：{made.reason}"
        audit.record("job.set-aside", by=request.me, target=f"job:{pk}", detail=said)
    return done(request, reverse("dead-jobs"), f"已放下“{made.label}”，不再办")
