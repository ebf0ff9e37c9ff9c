"""归档文件目录：按年度、期限、字词筛选，导出、打印。"""

from datetime import date

from django import forms
from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_GET

from sanban.archives import services
from sanban.archives.models import ArchiveItem, ArchiveItemQuerySet, Retention
from sanban.core.errors import Refused
from sanban.people.models import RoleCode
from sanban.web import keyset
from sanban.web.archives.waiting import waiting_of
from sanban.web.request import Request, respond, with_role
from sanban.web.shell import office

ROLES = (
    RoleCode.CLERK, RoleCode.DIRECTOR, RoleCode.LEADER, RoleCode.SECTION_HEAD, RoleCode.DRAFTER,
    RoleCode.ARCHIVIST,
)  # fmt: skip
KEYS = ("-year", "retention", "item_no", "id")
YEARS, MOST = 15, 20_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Filters(forms.Form):
    """筛选的几项。"""

    year = forms.TypedChoiceField(label="年度", required=False, coerce=int, empty_value=None)
    retention = forms.ChoiceField(
        label="保管期限", required=False, choices=[("", "全部期限"), *Retention.choices]
    )
    q = forms.CharField(label="题名、文号或档号", required=False, max_length=60)

    def __init__(self, data: QueryDict, today: date) -> None:
        super().__init__(data, auto_id=False)
        years = [(year, f"{year}年") for year in range(today.year, today.year - YEARS, -1)]
        self.fields["year"].choices = [("", "全部年度"), *years]  # type: ignore[attr-defined]
        self.fields["q"].widget.attrs.update(placeholder="题名 / 文号 / 档号 / 责任者", size=24)

    def apply(self, rows: ArchiveItemQuerySet) -> ArchiveItemQuerySet:
        """筛过的行；填得不对的那一项不算。"""
        self.is_valid()
        kept = self.cleaned_data
        same = {name: kept[name] for name in ("year", "retention") if kept.get(name)}
        chosen = rows.filter(**same)
        return chosen.like(kept["q"]) if kept.get("q") else chosen


@require_GET
@with_role(*ROLES)
def show(request: Request) -> HttpResponse:
    """看目录。"""
    filters = Filters(request.GET, timezone.localdate())
    rows = filters.apply(ArchiveItem.objects.visible_to(request.me))
    is_filtered = any(request.GET.get(name) for name in filters.fields)
    context = {
        "filters": [filters[name] for name in filters.fields],
        "is_filtered": is_filtered,
        "pager": keyset.page(rows, KEYS, request.GET),
        "query": request.GET.urlencode(),
        "waiting": keyset.capped(waiting_of(request)) if "clerk" in request.roles else "0",
    }
    return respond(request, "archives/archive.html", context)


@require_GET
@with_role(*ROLES)
def export(request: Request) -> HttpResponse:
    """筛出来的全部导出成归档文件目录。"""
    filters = Filters(request.GET, timezone.localdate())
    rows = filters.apply(ArchiveItem.objects.visible_to(request.me)).order_by(*KEYS)
    items = list(rows[: MOST + 1])
    if len(items) > MOST:
        raise Refused(f"超过 {MOST} 件，请先按年度、期限筛选再导出。", code="too-many")
    detail = f"{len(items)} 件　{request.GET.urlencode()}"
    services.note_export("export", by=request.me, detail=detail)
    body = services.catalogue(items, office=str(office()["office_name"]))
    response = HttpResponse(body, content_type=XLSX)
    name = f"catalogue-{timezone.localtime(request.now):%Y%m%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
