"""审计：只看不改；按人、动作、日期、对象查，导出，查验封存。"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from sanban.audit import services
from sanban.audit.models import AuditLog, AuditSeal
from sanban.core.errors import Refused
from sanban.people.models import Person, RoleCode
from sanban.web import keyset
from sanban.web.imports import download
from sanban.web.office.acts import acts, label_of
from sanban.web.office.targets import target_code, target_words
from sanban.web.request import Request, respond, with_role
from sanban.web.sheets import MOST, workbook

PAGE = "office/audit.html"
SYSTEM = "系统"
FIRST, LAST = date(2000, 1, 1), date(2999, 12, 31)
HEADINGS = (("时间", 20), ("人员", 12), ("动作", 16), ("对象", 16), ("说明", 60), ("地址", 16),
            ("结果", 8))  # fmt: skip
DAY = {"type": "date"}


@dataclass(frozen=True, slots=True)
class Line:
    """一行，写成人看的。"""

    log: AuditLog
    act: str
    target: str


class Filters(forms.Form):
    """筛选的几项。"""

    who = forms.CharField(label="人员", required=False, max_length=40)
    act = forms.ChoiceField(label="动作", required=False)
    since = forms.DateField(label="自", required=False, widget=forms.DateInput(attrs=DAY))
    until = forms.DateField(label="至", required=False, widget=forms.DateInput(attrs=DAY))
    target = forms.CharField(label="对象", required=False, max_length=60)

    def __init__(self, data: QueryDict, known: dict[str, str]) -> None:
        super().__init__(data, auto_id=False)
        choices = [("", "全部动作"), *sorted(known.items(), key=lambda one: one[1])]
        self.fields["act"].choices = choices  # type: ignore[attr-defined]
        self.fields["who"].widget.attrs.update(placeholder="人员姓名", size=12)
        self.fields["target"].widget.attrs.update(placeholder="对象，如 事项 12", size=16)

    def apply(self, rows: QuerySet[AuditLog]) -> QuerySet[AuditLog]:
        """筛过的行；填得不对的那一项不算。"""
        self.is_valid()
        kept = self.cleaned_data
        if kept.get("act"):
            rows = rows.filter(act=kept["act"])
        if kept.get("target"):
            rows = rows.filter(target=target_code(kept["target"]))
        if kept.get("who"):
            rows = rows.filter(actor_id__in=_actors(kept["who"].strip()))
        return _between(rows, kept.get("since"), kept.get("until"))


def _actors(name: str) -> list[str]:
    if name == SYSTEM:
        return [""]
    return [str(pk) for pk in Person.objects.filter(name=name).values_list("pk", flat=True)]


def _between(
    rows: QuerySet[AuditLog], since: date | None, until: date | None
) -> QuerySet[AuditLog]:
    """按日期：先用时间索引找到起止行号，再按行号取，别的条件照样用得上索引。"""
    if since:
        first = _first_after(_midnight(max(since, FIRST)))
        rows = rows.filter(id__gte=first) if first else rows.none()
    if until:
        after = _first_after(_midnight(min(max(until, FIRST), LAST) + timedelta(1)))
        rows = rows.filter(id__lt=after) if after else rows
    return rows


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_default_timezone())


def _first_after(moment: datetime) -> int | None:
    rows = AuditLog.objects.filter(happened_at__gte=moment).order_by("happened_at", "id")
    return rows.values_list("id", flat=True).first()


@require_GET
@with_role(RoleCode.AUDIT_ADMIN)
def show(request: Request) -> HttpResponse:
    """看审计。"""
    return respond(request, PAGE, _context(request))


def _context(request: Request) -> dict[str, Any]:
    known = acts()
    filters = Filters(request.GET, known)
    pager = keyset.page(filters.apply(AuditLog.objects.all()), ("-id",), request.GET, size=50)
    seal = AuditSeal.objects.order_by("-last_id").first()
    return {
        "filters": [filters[name] for name in ("who", "act", "target")],
        "more": [filters["since"], filters["until"]],
        "is_dated": bool(request.GET.get("since") or request.GET.get("until")),
        "is_filtered": any(request.GET.get(name) for name in filters.fields),
        "pager": pager,
        "lines": [
            Line(row, label_of(row.act, known), target_words(row.target)) for row in pager.rows
        ],
        "query": request.GET.urlencode(),
        "seal": seal,
        "unsealed": keyset.capped(AuditLog.objects.filter(id__gt=seal.last_id if seal else 0)),
    }


@require_POST
@with_role(RoleCode.AUDIT_ADMIN)
def verify(request: Request) -> HttpResponse:
    """逐块重算；查验这件事本身也留痕。"""
    report = services.verify()
    said = f"{report.blocks} 块 {report.rows} 行，断处 {len(report.breaks)}"
    services.record("audit.verify", by=request.me, detail=said, is_done=not report.breaks)
    return respond(request, PAGE, {**_context(request), "report": report}, part="seal")


@require_GET
@with_role(RoleCode.AUDIT_ADMIN)
def export(request: Request) -> HttpResponse:
    """筛出来的导出成 Excel；导出也留痕。"""
    known = acts()
    rows = Filters(request.GET, known).apply(AuditLog.objects.all()).order_by("-id")
    found = list(rows[: MOST + 1])
    if len(found) > MOST:
        raise Refused(f"超过 {MOST} 行，请按日期或人员筛选后再导出。", code="too-many")
    detail = f"{len(found)} 行　{request.GET.urlencode()}"
    services.record("audit.export", by=request.me, detail=detail)
    data = workbook("审计", HEADINGS, (list(_cells(row, known)) for row in found))
    return download(data, f"audit-{timezone.localtime(request.now):%Y%m%d%H%M}.xlsx")


def _cells(row: AuditLog, known: dict[str, str]) -> Iterator[str]:
    yield f"{timezone.localtime(row.happened_at):%Y-%m-%d %H:%M:%S}"
    yield from (row.actor_name, label_of(row.act, known), target_words(row.target))
    yield from (row.detail, row.address)
    yield "成功" if row.is_done else "未成"
