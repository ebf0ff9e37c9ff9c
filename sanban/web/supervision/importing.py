"""导入督办清单：选文件、看核对结果、确认、看进度；离开了还能从“最近的导入”找回来。"""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sanban.core.errors import Refused
from sanban.files.services.guards import Upload
from sanban.people.models import Person
from sanban.supervision.models import Campaign, ImportRun, Source
from sanban.supervision.services import importing
from sanban.supervision.services.importing import LAYOUT, Choices
from sanban.web import imports
from sanban.web.people.picking import Picker
from sanban.web.request import Request, done, number, respond, with_role
from sanban.web.supervision.ledger import MAKERS

PAGE, RUN = "supervision/importing.html", "supervision/running.html"
ITEMS = "items"
RECENT, SHOWN = 5, 100
HEAVY = ("rows", "faults")


class ImportForm(forms.Form):
    """导入时随表选的几项。"""

    source = forms.ChoiceField(
        label="没写来源的算",
        required=False,
        choices=[("", "不许空着，空着的算不对"), *Source.choices],
    )
    approver = forms.ModelChoiceField(
        Person.objects.in_use(),
        label="送谁批立项",
        required=False,
        widget=Picker("pick-people", Person, most=1, query="?role=leader"),
        help_text="新立的一起送这位领导审批；不选的先停在拟办",
    )
    campaign = forms.ModelChoiceField(
        Campaign.objects.none(), label="归入专班", required=False, widget=forms.HiddenInput
    )

    def __init__(self, *given: Any, org: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        field = self.fields["campaign"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Campaign.objects.filter(org=org, closed_at=None)

    def choices(self) -> Choices:
        """选好的几项；选得不对的当没选。"""
        self.is_valid()
        found = {name: self.cleaned_data.get(name) for name in self.fields}
        approver, campaign = found["approver"], found["campaign"]
        return Choices(
            source=found["source"] or "",
            approver=approver.pk if approver else None,
            campaign=campaign.pk if campaign else None,
        )


@require_http_methods(["GET", "POST"])
@with_role(*MAKERS)
def upload(request: Request) -> HttpResponse:
    """选清单文件；核对完转去看结果，这一步什么也不立。"""
    request.rail = "supervision"
    if request.method != "POST":
        form = ImportForm(initial={"campaign": request.GET.get("campaign")}, org=request.me.org)
        return respond(request, PAGE, _page(request, form))
    form = ImportForm(request.POST, org=request.me.org)
    try:
        run = _planned(request, form)
    except Refused as fault:
        context = {**_page(request, form), "refused": fault.message}
        return respond(request, PAGE, context, status=422)
    return redirect("items-import-run", pk=run.pk)


def _planned(request: Request, form: ImportForm) -> ImportRun:
    file = request.FILES.get("file")
    data = imports.data_of(file)
    sent = Upload(file.name or "清单.xlsx" if file else "", data)
    return importing.plan_run(sent, form.choices(), by=request.me, now=request.now)


def _page(request: Request, form: ImportForm) -> dict[str, Any]:
    campaign = number(str(form["campaign"].value() or ""))
    rows = Campaign.objects.filter(pk=campaign, org=request.me.org) if campaign else None
    return {
        "form": form,
        "campaign": rows.first() if rows is not None else None,
        "recent": _runs(request).defer(*HEAVY).order_by("-id")[:RECENT],
    }


def _runs(request: Request) -> "QuerySet[ImportRun]":
    """本单位的导入。"""
    return ImportRun.objects.filter(org=request.me.org, purpose=ITEMS).select_related("by")


@require_GET
@with_role(*MAKERS)
def run(request: Request, pk: int) -> HttpResponse:
    """看一次导入：没确认的看核对结果，确认了的看进度，办完的看结果。"""
    request.rail = "supervision"
    if request.htmx:
        light = get_object_or_404(_runs(request).defer(*HEAVY), pk=pk)
        return respond(request, RUN, {"run": light}, part="progress")
    found = get_object_or_404(_runs(request), pk=pk)
    faults = importing.faults_of(found)
    rows = importing.rows_of(found)
    wrong = {one.number for one in faults}
    good = [row for row in rows if row.number not in wrong][: imports.PREVIEW]
    shown = [
        (one.number, LAYOUT.heading_of(one.code) if one.code else "整行", one.said)
        for one in faults[:SHOWN]
    ]
    context = {
        "run": found,
        "count": len(rows),
        "faults": shown,
        "more": len(faults) - len(shown),
        "preview": [[row[code] for code in CODES] for row in good],
        "headings": [LAYOUT.heading_of(code) for code in CODES],
        "is_mine": found.by_id == request.me.pk,
    }
    return respond(request, RUN, context)


CODES = ("number", "title", "source", "lead", "owner_name", "due_on", "closed_on")
"""预览列出的几栏。"""


@require_POST
@with_role(*MAKERS)
def start(request: Request, pk: int) -> HttpResponse:
    """确认导入；按两次只算一次。"""
    found = get_object_or_404(_runs(request).defer(*HEAVY), pk=pk)
    importing.confirm(found, by=request.me, now=request.now)
    return redirect("items-import-run", pk=pk)


@require_POST
@with_role(*MAKERS)
def drop(request: Request, pk: int) -> HttpResponse:
    """不导了。"""
    found = get_object_or_404(_runs(request).defer(*HEAVY), pk=pk)
    importing.drop(found, by=request.me)
    return done(request, reverse("items-import"), "没有导入，核对的结果已经清去")


@require_GET
@with_role(*MAKERS)
def faults(request: Request, pk: int) -> HttpResponse:
    """下载不对的各行，格子标红、写明问题。"""
    found = get_object_or_404(_runs(request), pk=pk)
    return imports.download(importing.faulty_xlsx(found), "督办清单-请改正.xlsx")


@require_GET
@with_role(*MAKERS)
def template(request: Request) -> HttpResponse:
    """下载空白模板。"""
    return imports.download(importing.template_xlsx(), "督办清单-导入模板.xlsx")
