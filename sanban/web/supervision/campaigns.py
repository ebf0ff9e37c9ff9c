"""专班回头看：一览、立专班、逐件核实、办结情况说明。"""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.db.models import Count, Q
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sanban.core.errors import Refused
from sanban.supervision.models import Campaign, CampaignEntry, Verdict
from sanban.supervision.services import campaigns
from sanban.supervision.services.campaigns import CampaignForm
from sanban.web import keyset
from sanban.web.matters.files import inline
from sanban.web.people.picking import person_field
from sanban.web.request import Request, done, matter_url, note_read, respond, with_role
from sanban.web.supervision.ledger import MAKERS

LIST, NEW, PAGE = (f"supervision/campaign{name}.html" for name in ("s", "_new", ""))
MOST = 100
SIZE = 50
JUDGED = [(code, label) for code, label in Verdict.choices if code]


class NewForm(forms.Form):
    """立专班填的各栏。"""

    name = forms.CharField(
        label="名称", max_length=100, error_messages={"required": "请写专班的名称。"}
    )
    head = person_field("组长", hint="督查实行组长负责制")
    purpose = forms.CharField(
        label="目的和范围",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4, "placeholder": "看哪几年、哪一类事项，怎样核实"}),
    )
    since = forms.DateField(
        label="立于哪天", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    due_on = forms.DateField(
        label="完成时限", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


@require_GET
@with_role(*MAKERS)
def listed(request: Request) -> HttpResponse:
    """看本单位的专班。"""
    rows = Campaign.objects.filter(org=request.me.org).select_related("head")
    judged = Count("entries", filter=~Q(entries__verdict=""))
    found = rows.annotate(total=Count("entries"), judged=judged).order_by("-id")[:MOST]
    return respond(request, LIST, {"campaigns": found})


@require_http_methods(["GET", "POST"])
@with_role(*MAKERS)
def new(request: Request) -> HttpResponse:
    """立一个专班。"""
    form = NewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = campaigns.open_campaign(
                CampaignForm(**form.cleaned_data), by=request.me, now=request.now
            )
            return done(request, reverse("campaign", args=[made.pk]), f"已立专班：{made.name}")
        except Refused as fault:
            form.add_error(None, fault.message)
    status = 422 if request.method == "POST" else 200
    return respond(request, NEW, {"form": form}, status=status)


def _campaign(request: Request, pk: int) -> Campaign:
    rows = Campaign.objects.select_related("org", "head")
    return get_object_or_404(rows, pk=pk, org=request.me.org)


@require_GET
@with_role(*MAKERS)
def show(request: Request, pk: int) -> HttpResponse:
    """看一个专班：几个数、各件的结论，没核实的在前。"""
    campaign = _campaign(request, pk)
    figures = campaigns.figures_of(campaign)
    rows = campaign.entries.select_related("item__matter", "item__lead_org", "verified_by")
    only = request.GET.get("verdict", "")
    if "verdict" in request.GET and only in Verdict.values:
        rows = rows.filter(verdict=only)
    pager = keyset.page(
        rows, ("position", "id"), request.GET, size=SIZE, total=lambda: str(figures.total)
    )
    context = {
        "campaign": campaign,
        "figures": figures,
        "pager": pager,
        "rows": [_row(one) for one in pager.rows],
        "faces": _faces(figures, request.GET.get("verdict")),
        "verdicts": JUDGED,
        "is_open": campaign.closed_at is None,
        "words": figures.words(),
    }
    return respond(request, PAGE, context)


def _faces(figures: campaigns.Figures, here: str | None) -> list[tuple[str, str, int, bool]]:
    """几种结论各几件，点了只看这种。"""
    counted = (
        (Verdict.WAITING, figures.waiting),
        (Verdict.LANDED, figures.landed),
        (Verdict.PARTLY, figures.partly),
        (Verdict.NOT_LANDED, figures.not_landed),
    )
    every = [("?", "全部", figures.total, here is None)]
    return every + [
        (f"?verdict={code}", str(code.label), count, here == str(code)) for code, count in counted
    ]


def _row(one: CampaignEntry) -> dict[str, Any]:
    item = one.item
    return {
        "entry": one,
        "number": item.number_text,
        "title": item.matter.title,
        "url": matter_url(item.pk),
        "lead": str(item.lead_org or item.assist_names),
        "by": one.verified_by.name if one.verified_by else "",
    }


def _entry(request: Request, pk: int) -> CampaignEntry:
    rows = CampaignEntry.objects.select_related("campaign", "item__matter", "item__lead_org")
    found = rows.select_related("verified_by").filter(pk=pk, campaign__org=request.me.org).first()
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@with_role(*MAKERS)
def verify(request: Request, pk: int) -> HttpResponse:
    """核实一件：看填结论的一行，存结论。"""
    entry = _entry(request, pk)
    context = {"verdicts": JUDGED, "is_open": entry.campaign.closed_at is None}
    if request.method == "GET":
        part = "row" if "back" in request.GET else "form"
        return respond(request, PAGE, {**context, "one": _row(entry)}, part=part)
    campaigns.judge(
        entry,
        verdict=request.POST.get("verdict", ""),
        evidence=request.POST.get("evidence", ""),
        by=request.me,
        now=request.now,
    )
    if not request.htmx:
        return redirect("campaign", pk=entry.campaign_id)
    return _judged(request, _entry(request, pk), context)


def _judged(request: Request, entry: CampaignEntry, context: dict[str, Any]) -> HttpResponse:
    """存下的一行和跟着变的几个数；全核实完了，整页重来，好写情况说明。"""
    campaign = _campaign(request, entry.campaign_id)
    figures = campaigns.figures_of(campaign)
    if not figures.waiting:
        return done(request, reverse("campaign", args=[campaign.pk]), "全部核实完了，请写情况说明")
    asked = QueryDict(urlsplit(request.headers.get("HX-Current-URL", "")).query)
    faces = _faces(figures, asked.get("verdict"))
    context |= {"campaign": campaign, "figures": figures, "faces": faces}
    return respond(request, PAGE, {**context, "one": _row(entry), "fresh": True}, part="row")


@require_POST
@with_role(*MAKERS)
def close(request: Request, pk: int) -> HttpResponse:
    """专班完成，写好情况说明。"""
    campaign, said = _campaign(request, pk), request.POST.get("statement", "")
    campaigns.close_campaign(campaign, statement=said, by=request.me, now=request.now)
    return done(request, reverse("campaign", args=[pk]), "专班已完成，可以打印办结情况说明")


@require_GET
@with_role(*MAKERS)
def statement(request: Request, pk: int) -> HttpResponse:
    """办结情况说明的 PDF。"""
    campaign = _campaign(request, pk)
    note_read(request, f"campaign:{pk}", "打印办结情况说明")
    made = campaigns.statement_pdf(campaign, by=request.me, now=request.now)
    return inline(made, "application/pdf", f"{campaign.name}办结情况说明.pdf")
