"""附在督办事项上的两样：群众意见（不记姓名号码）、实地检查（照片可有可无）。"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from sanban.core.errors import Refused
from sanban.people.models import RoleCode
from sanban.supervision import services
from sanban.supervision.models import Handler, SiteCheck, SupervisedItem, offices_of
from sanban.supervision.models.item import OFFICE_ROLES
from sanban.supervision.services import SiteCheckForm, VoiceForm
from sanban.supervision.services.dates import day_of
from sanban.web import keyset, sheets
from sanban.web.matters.given import uploads
from sanban.web.people.picking import date_field, text_field
from sanban.web.request import Request, done, get_matter, matter_url, respond, with_role
from sanban.web.units.recording import ask_form, long_field, show_form
from sanban.web.widgets import QuickSelect, QuickText

CHECKS = "units/site_checks.html"
TITLE = "实地检查"
KEEPERS = (RoleCode.SUPERVISOR, RoleCode.DIRECTOR)
SATISFIED = {"": None, "yes": True, "no": False}
JOINED = ("item__matter", "org", "by")
HEADINGS = (("日期", 12), ("督办编号", 20), ("事项", 50), ("单位", 16), ("地点", 24),
            ("检查人员", 24), ("方式", 8), ("看到的情况", 60), ("建议", 40))  # fmt: skip


class VoiceFields(forms.Form):
    """一条群众意见要填的。"""

    channel = text_field("渠道", 40, hint="如：12345 热线、走访、座谈；不写谁说的")
    words = long_field("意见", "照原话写，不写姓名、身份证号、电话", required=True)
    received_on = date_field("日期")
    is_satisfied = forms.ChoiceField(
        label="满意吗",
        required=False,
        choices=[("", "没有表态"), ("yes", "满意"), ("no", "不满意")],
    )
    is_cleared = forms.BooleanField(
        label="号码", required=False, help_text="看过了，里面的数字不是个人信息"
    )


class SiteCheckFields(forms.Form):
    """一次实地检查要填的。"""

    checked_on = date_field("日期")
    place = text_field("地点", 200)
    people = text_field("检查人员", 200)
    org = forms.ChoiceField(label="检查哪个单位", required=False)
    is_unannounced = forms.BooleanField(label="方式", required=False, help_text="暗访，事先不通知")
    findings = long_field("看到的情况", "写事实：做成了什么、没做成什么、群众怎么说", required=True)
    advice = long_field("建议", "可以不写")


class CheckFilter(forms.Form):
    """实地检查的筛选。"""

    unannounced = forms.ChoiceField(
        widget=QuickSelect,
        label="方式",
        required=False,
        choices=[("", "全部方式"), ("1", "暗访"), ("0", "事先通知的")],
    )
    text = forms.CharField(
        widget=QuickText(attrs={"placeholder": "地点 / 事项", "size": 16}),
        label="关键词",
        required=False,
        max_length=100,
    )


def _item(request: Request, pk: int) -> SupervisedItem:
    matter = get_matter(request, pk)
    rows = SupervisedItem.objects.filter(org__in=offices_of(request.me))
    found = rows.filter(pk=matter.pk).first()
    if found is None:
        raise Http404
    found.matter = matter
    return found


def _back(item: SupervisedItem) -> str:
    return f"{matter_url(item.pk)}?tab=verify"


@require_http_methods(["GET", "POST"])
@with_role(*KEEPERS)
def voices(request: Request, pk: int) -> HttpResponse:
    """记一条群众意见。"""
    item = _item(request, pk)
    form = VoiceFields(ask_form(request), initial={"received_on": day_of(request.now)})
    if form.is_valid():
        satisfied = SATISFIED[form.cleaned_data.pop("is_satisfied")]
        asked = VoiceForm(**form.cleaned_data, is_satisfied=satisfied)
        try:
            services.add_voice(item, asked, by=request.me, now=request.now)
        except Refused as fault:
            form.add_error(None, fault.message)
        else:
            return done(request, reverse("item-voices", args=(pk,)), "已记下群众意见")
    said = list(item.voices.order_by("-id")[:50])
    more = {"about": item.matter.title, "said": said}
    return show_form(request, form, title="群众意见", back=_back(item), **more)


@require_http_methods(["GET", "POST"])
@with_role(*KEEPERS)
def site_check(request: Request, pk: int) -> HttpResponse:
    """记一次实地检查。"""
    item = _item(request, pk)
    orgs = {str(one.org_id): one.org for one in Handler.objects.current(item)}
    form = SiteCheckFields(ask_form(request), initial={"checked_on": day_of(request.now)})
    choices = [("", "整件"), *((code, str(org)) for code, org in orgs.items())]
    form.fields["org"].choices = choices  # type: ignore[attr-defined]
    if form.is_valid():
        org = orgs.get(form.cleaned_data.pop("org"))
        asked = SiteCheckForm(**form.cleaned_data, org=org)
        who: dict[str, Any] = {"by": request.me, "now": request.now}
        try:
            services.add_site_check(item, asked, uploads=uploads(request), **who)
        except Refused as fault:
            form.add_error(None, fault.message)
        else:
            return done(request, _back(item), "已记下实地检查")
    more = {"about": item.matter.title, "files": True}
    return show_form(request, form, title="记实地检查", back=_back(item), **more)


@require_GET
@with_role(*OFFICE_ROLES)
def site_checks(request: Request) -> HttpResponse:
    """看实地检查的登记。"""
    form = CheckFilter(request.GET)
    found = replace(keyset.page(_chosen(request, form), ("-id",), request.GET), unit="次")
    query = request.GET.copy()
    for name in keyset.CURSORS:
        query.pop(name, None)
    context: dict[str, Any] = {
        "row": [form[name] for name in form.fields],
        "clear": request.path if any(request.GET.get(name) for name in form.fields) else "",
        "pager": found,
        "rows": found.rows,
        "query": query.urlencode(),
    }
    return respond(request, CHECKS, context)


def _chosen(request: Request, form: CheckFilter) -> QuerySet[SiteCheck]:
    form.is_valid()
    rows = SiteCheck.objects.filter(item__org__in=offices_of(request.me)).select_related(*JOINED)
    chosen, text = form.cleaned_data.get("unannounced"), form.cleaned_data.get("text", "").strip()
    if chosen:
        rows = rows.filter(is_unannounced=chosen == "1")
    if text:
        rows = rows.filter(place__contains=text) | rows.filter(item__matter__title__contains=text)
    return rows


@require_GET
@with_role(*OFFICE_ROLES)
def export(request: Request) -> HttpResponse:
    """导出筛选出来的。"""
    found = _chosen(request, CheckFilter(request.GET)).order_by("-id")[: sheets.MOST + 1]
    return sheets.export(request, TITLE, HEADINGS, (tuple(_cells(one)) for one in found))


def _cells(one: SiteCheck) -> Iterator[str]:
    yield from (one.checked_on.isoformat(), one.item.number_text, one.item.matter.title)
    yield from (str(one.org or "整件"), one.place, one.people)
    yield from ("暗访" if one.is_unannounced else "", one.findings, one.advice)
