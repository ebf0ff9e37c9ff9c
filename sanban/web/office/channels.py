"""提醒通道：往企业微信、钉钉、飞书、邮件、短信网关送提醒；缺省一条不开，由系统管理员管。"""

from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from sanban.core.errors import Refused
from sanban.inbox import services
from sanban.inbox.models import Channel, ContactAddress, Delivery, DeliveryState
from sanban.people.models import RoleCode
from sanban.web import keyset
from sanban.web.people.picking import person_field, text_field
from sanban.web.request import Request, done, respond, with_role

PAGE, ONE = "office/channels.html", "office/channel.html"
CONTACTS = 200
FIELDS = {"bad-address": "address", "bad-scheme": "address", "bad-contact": "address"}
KEPT = "已经存下，不再显示；空着就不改"
SAMPLES = (
    ("企业微信群机器人", "wecombot://机器人的key"),
    ("钉钉机器人", "dingtalk://加签密钥@访问令牌/"),
    ("飞书机器人", "feishu://访问令牌"),
    ("邮件，各人各送", "mailtos://用户:口令@邮件服务器?to={address}"),
    ("短信网关，各人各送", "jsons://网关地址/路径?-mobile={telephone}"),
)
admin = with_role(RoleCode.SYS_ADMIN)


class ChannelForm(forms.Form):
    """一条通道的各项。"""

    name = text_field("名称", 40, hint="如“县里短信网关”")
    address = text_field("地址", 500, hint="里面有口令，存下以后不再显示")
    is_inside = forms.BooleanField(
        label="在内网", required=False, help_text="勾上的，逐人送的带标题；没勾的只说有几条"
    )

    def __init__(self, *given: Any, is_known: bool = False, **named: Any) -> None:
        super().__init__(*given, **named)
        box = self.fields["address"].widget
        box.attrs.update(autocomplete="off", spellcheck="false")
        if is_known:
            self.fields["address"].required = False
            box.attrs["placeholder"] = KEPT


class ContactForm(forms.Form):
    """一个人的地址。"""

    person = person_field("人员")
    address = text_field("地址", 120, hint="邮箱，或他在这条通道上的账号")


@dataclass(frozen=True, slots=True)
class Line:
    """一条通道，写成人看的。"""

    channel: Channel
    kind: str
    reach: str
    waiting: int
    failed: int


def _lines() -> list[Line]:
    groups = Delivery.objects.order_by().values_list("channel", "state").annotate(total=Count("pk"))
    counts = {(pk, state): total for pk, state, total in groups}
    return [
        Line(
            row,
            _kind(row),
            _reach(row),
            counts.get((row.pk, DeliveryState.WAITING), 0),
            counts.get((row.pk, DeliveryState.FAILED), 0),
        )
        for row in Channel.objects.order_by("pk")
    ]


def _kind(channel: Channel) -> str:
    return services.SCHEMES.get(services.scheme_of(channel.address), "不认得")


def _reach(channel: Channel) -> str:
    return "逐人送" if services.is_personal(channel) else "送到群里"


@sensitive_post_parameters("address")
@require_http_methods(["GET", "POST"])
@admin
def show(request: Request) -> HttpResponse:
    """看各条通道；添一条，先关着。"""
    form = ChannelForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = services.add_channel(**form.cleaned_data, by=request.me, now=request.now)
        except Refused as fault:
            form.add_error(FIELDS.get(fault.code, "name"), fault.message)
        else:
            said = f"已添“{made}”，还关着；先试送一条，通了再开"
            return done(request, reverse("channel", args=(made.pk,)), said)
    context = {"form": form, "lines": _lines(), "samples": SAMPLES}
    return respond(request, PAGE, context, status=422 if form.errors else 200)


@sensitive_post_parameters("address")
@require_http_methods(["GET", "POST"])
@admin
def one(request: Request, pk: int) -> HttpResponse:
    """看一条通道和它送过的；改它。"""
    channel = get_object_or_404(Channel, pk=pk)
    initial = {"name": channel.name, "is_inside": channel.is_inside}
    data = request.POST if request.method == "POST" else None
    form = ChannelForm(data, initial=initial, is_known=True)
    if form.is_valid():
        try:
            services.change_channel(channel, **form.cleaned_data, by=request.me)
        except Refused as fault:
            form.add_error(FIELDS.get(fault.code, "name"), fault.message)
        else:
            return _back(request, pk, "已改好")
    return _page(request, channel, form, ContactForm())


def _page(
    request: Request, channel: Channel, form: ChannelForm, contact: ContactForm
) -> HttpResponse:
    rows = Delivery.objects.filter(channel=channel).select_related("person__org")
    contacts = ContactAddress.objects.filter(channel=channel).select_related("person__org")
    context = {
        "channel": channel,
        "kind": _kind(channel),
        "reach": _reach(channel),
        "form": form,
        "contact": contact,
        "takes_contacts": services.HOLES[0] in channel.address,
        "contacts": list(contacts.order_by("person__rank_order", "pk")[:CONTACTS]),
        "pager": replace(keyset.page(rows, ("-id",), request.GET), unit="条"),
    }
    is_wrong = form.errors or contact.errors
    return respond(request, ONE, context, status=422 if is_wrong else 200)


def _back(request: Request, pk: int, said: str) -> HttpResponse:
    return done(request, reverse("channel", args=(pk,)), said)


@require_POST
@admin
def switch(request: Request, pk: int) -> HttpResponse:
    """开或关。"""
    is_on = request.POST.get("on") == "1"
    channel = get_object_or_404(Channel, pk=pk)
    services.set_channel_on(channel, is_on=is_on, by=request.me)
    return _back(request, pk, "已开，新的提醒一分钟里送出" if is_on else "已关，不再往外送")


@require_POST
@admin
def test(request: Request, pk: int) -> HttpResponse:
    """试送一条给自己。"""
    services.test_channel(get_object_or_404(Channel, pk=pk), by=request.me, now=request.now)
    return _back(request, pk, "试送的一条已交给后台，一分钟后刷新看下面的结果")


@require_POST
@admin
def retry(request: Request, pk: int) -> HttpResponse:
    """没送成的再送。"""
    channel = get_object_or_404(Channel, pk=pk)
    count = services.retry(channel, by=request.me, now=request.now)
    return _back(request, pk, f"{count} 条没送成的重新送")


@require_POST
@admin
def remove(request: Request, pk: int) -> HttpResponse:
    """删一条。"""
    channel = get_object_or_404(Channel, pk=pk)
    services.remove_channel(channel, by=request.me)
    return done(request, reverse("channels"), f"已删“{channel.name}”")


@require_POST
@admin
def set_contact(request: Request, pk: int) -> HttpResponse:
    """记一个人的地址。"""
    channel = get_object_or_404(Channel, pk=pk)
    typed = ContactForm(request.POST)
    if typed.is_valid():
        try:
            services.set_contact(channel, **typed.cleaned_data, by=request.me)
        except Refused as fault:
            typed.add_error("address", fault.message)
        else:
            return _back(request, pk, f"已记下{typed.cleaned_data['person'].name}的地址")
    initial = {"name": channel.name, "is_inside": channel.is_inside}
    return _page(request, channel, ChannelForm(initial=initial, is_known=True), typed)


@require_POST
@admin
def remove_contact(request: Request, pk: int, contact: int) -> HttpResponse:
    """删一个人的地址。"""
    rows = ContactAddress.objects.select_related("channel")
    services.remove_contact(get_object_or_404(rows, pk=contact, channel=pk), by=request.me)
    return _back(request, pk, "已删去")
