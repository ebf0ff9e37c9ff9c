"""用印登记：何时、何人、盖什么章、盖在哪份文件上、几份、谁批准、形式要件审核怎样。"""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_GET

from sanban.documents.models import SealUse
from sanban.matters.models import Matter
from sanban.web import keyset, sheets
from sanban.web.outgoing.books import READERS, tabs, years
from sanban.web.request import Request, matter_url, respond, with_role
from sanban.web.widgets import QuickSelect, QuickText

PAGE = "outgoing/seals.html"
ORDER = ("-used_at", "-id")
SHOWN = ("id", "matter_id", "seal_name", "subject", "doc_number", "copies", "approved_by",
         "handled_by", "by__name", "used_at", "findings", "waived_by__name",
         "waive_reason")  # fmt: skip
# fmt: off
HEADINGS = (
    ("用印时间", 18), ("印章", 24), ("用印文件", 60), ("文号", 24), ("份数", 6), ("批准人", 10),
    ("经办人", 10), ("监印人", 10), ("形式要件审核", 40),
)
# fmt: on
CELLS = ("when", "seal", "subject", "number", "copies", "approved", "handled", "by", "checked")


class SealForm(forms.Form):
    """用印登记的筛选。"""

    year = forms.ChoiceField(label="年度", required=False, widget=QuickSelect)
    text = forms.CharField(
        label="文件、文号或印章", required=False, max_length=100, widget=QuickText
    )

    def __init__(self, data: QueryDict, *, year: int) -> None:
        super().__init__(data)
        self.fields["year"].choices = years(year)  # type: ignore[attr-defined]
        self.fields["text"].widget.attrs.update(placeholder="文件 / 文号 / 印章", size=16)


@require_GET
@with_role(*READERS)
def show(request: Request) -> HttpResponse:
    """看用印登记。"""
    form = _form(request)
    rows = _chosen(request, form)
    page = keyset.page(rows.values_list(*SHOWN, named=True), ORDER, request.GET, size=50)
    query = request.GET.copy()
    for name in keyset.CURSORS:
        query.pop(name, None)
    year = form.cleaned_data.get("year")
    asked = any(request.GET.get(name) for name in form.fields)
    return respond(request, PAGE, {
        "books": tabs(request, "outgoing-seals"),
        "row": [form["year"], form["text"]],
        "clear": request.path if asked else "",
        "pager": page,
        "rows": list(_lines(request, page.rows)),
        "query": query.urlencode(),
        "range": f"{year}年" if year else "全部年度",
    })  # fmt: skip


@require_GET
@with_role(*READERS)
def export(request: Request) -> HttpResponse:
    """导出用印登记。"""
    rows = _chosen(request, _form(request)).order_by(*ORDER)
    found = list(rows.values_list(*SHOWN, named=True)[: sheets.MOST + 1])
    made = (tuple(one[name] for name in CELLS) for one in _lines(request, found))
    return sheets.export(request, "用印登记", HEADINGS, made)


def _form(request: Request) -> SealForm:
    this_year = timezone.localtime(request.now).year
    data = request.GET.copy()
    data.setdefault("year", str(this_year))
    form = SealForm(data, year=this_year)
    form.is_valid()
    return form


def _chosen(request: Request, form: SealForm) -> QuerySet[SealUse]:
    rows = SealUse.objects.filter(org=request.me.org_id)
    year, text = form.cleaned_data.get("year"), form.cleaned_data.get("text")
    if year:
        zone = timezone.get_default_timezone()
        since, until = (datetime(int(year) + n, 1, 1, tzinfo=zone) for n in (0, 1))
        rows = rows.filter(used_at__gte=since, used_at__lt=until)
    if text:
        named = Q(subject__contains=text) | Q(doc_number__contains=text)
        rows = rows.filter(named | Q(seal_name__contains=text))
    return rows


def _lines(request: Request, found: list[Any]) -> Iterator[dict[str, Any]]:
    ids = [one.matter_id for one in found if one.matter_id]
    seen = set(
        Matter.objects.filter(pk__in=ids).visible_to(request.me).values_list("pk", flat=True)
    )
    for one in found:
        yield {
            "when": f"{timezone.localtime(one.used_at):%Y-%m-%d %H:%M}",
            "seal": one.seal_name,
            "subject": one.subject
            if one.matter_id in seen or not one.matter_id
            else "（不归您看）",
            "url": matter_url(one.matter_id) if one.matter_id in seen else "",
            "number": one.doc_number,
            "copies": one.copies,
            "approved": one.approved_by,
            "handled": one.handled_by,
            "by": one.by__name,
            "checked": _checked(one),
        }


def _checked(one: Any) -> str:
    """审核的一句话：干净，或者几处由谁放行、为什么。"""
    try:
        count = len(json.loads(one.findings))
    except (ValueError, TypeError):
        count = 0
    if not count:
        return "齐备"
    return f"{count} 处，{one.waived_by__name or ''}准予放行：{one.waive_reason}"
