"""消息：没读的在前；点开记为已读并去办理的地方。"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from sanban.inbox import services as inbox
from sanban.inbox.models import Message
from sanban.web.request import Request, done, respond, signed_in

SHOWN = 50


@require_GET
@signed_in
def page(request: Request) -> HttpResponse:
    """我的消息：没读的全在前，读过的只列最近的。"""
    unread = list(Message.objects.unread(request.me)[: SHOWN + 1])
    read = Message.objects.of(request.me).exclude(read_at=None)
    context = {"unread": unread[:SHOWN], "more": len(unread) > SHOWN, "read": read[:SHOWN]}
    return respond(request, "account/messages.html", context)


@require_POST
@signed_in
def open_one(request: Request, pk: int) -> HttpResponse:
    """记为已读，去消息所说的地方；没有去处的回消息页。"""
    message = get_object_or_404(Message.objects.of(request.me), pk=pk)
    inbox.mark_read(request.me, now=request.now, pk=pk)
    fits = url_has_allowed_host_and_scheme(message.link, allowed_hosts=None)
    return redirect(message.link if message.link and fits else reverse("messages"))


@require_POST
@signed_in
def read_all(request: Request) -> HttpResponse:
    """全部记为已读。"""
    count = inbox.mark_read(request.me, now=request.now)
    return done(request, reverse("messages"), f"{count} 条消息记为已读")
