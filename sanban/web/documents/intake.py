"""来件：把文件放进门，系统先读，再由文书核对登记。"""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from sanban.core.errors import Refused
from sanban.documents import services
from sanban.documents.models import Intake, IntakeState
from sanban.web.documents.forms import known_count
from sanban.web.request import Request, done, respond, with_role

PAGE = "documents/intake.html"
ACCEPT = ".docx,.doc,.wps,.pdf,.ofd,.txt,.png,.jpg,.jpeg,.tif,.tiff,.bmp"
NEXT = (
    ("立即停止传播。", "不要再用这台电脑、微信、邮件发送或打印这份文件。"),
    ("报告保密员。", "电脑里的原件，按保密员的要求处理。"),
    ("改走涉密渠道。", "交机要室按涉密文件签收、登记、传阅。"),
    ("如属误标，", "请来文单位书面更正、重新来文后再登记；本系统不设“仍然登记”。"),
)


@with_role("clerk")
def show(request: Request) -> HttpResponse:
    """来件页：放文件的地方，和还没登记的来件。"""
    rows = list(Intake.objects.pending(request.me)[:100])
    context = {
        "rows": [_row(one) for one in rows],
        "accept": ACCEPT,
        "is_reading": any(one.state == IntakeState.READING for one in rows),
    }
    return respond(request, PAGE, context, part="pending")


def _row(one: Intake) -> dict[str, Any]:
    proposed = services.proposed_of(one)
    found: dict[str, Any] = {
        name: proposed[name]["value"] for name in ("title", "sender_number") if name in proposed
    }
    is_scanned = any(each.get("crop") for each in proposed.values())
    return {"intake": one, "count": known_count(proposed), "is_scanned": is_scanned, **found}


@require_POST
@with_role("clerk")
def upload(request: Request) -> HttpResponse:
    """收一个文件，读一遍；回一句话。"""
    file = request.FILES.get("file")
    if file is None:
        return _answer("没有收到文件，请重新选择。", ok=False, status=422)
    try:
        one = services.receive(file.chunks(), name=file.name or "", by=request.me, now=request.now)
    except Refused as refusal:
        more = _refused(refusal, request) if refusal.code == "classified" else {}
        return _answer(refusal.message, ok=False, status=409, **more)
    if one.state == IntakeState.FAULTY:
        return _answer(one.fault, ok=False, status=422)
    url = f"{reverse('register-new')}?intake={one.pk}"
    if one.state == IntakeState.READING:
        return _answer("正在识读，读好了列在下面", next=reverse("intake"), label="看来件")
    return _answer(_told(one), next=url, label="核对登记", go=url)


def _refused(refusal: Refused, request: Request) -> dict[str, Any]:
    """拒收密件的话：哪里有标志，按什么规定，留下什么，接着怎么办。"""
    title, rule = refusal.message.split("。", 1)
    when = f"{timezone.localtime(request.now):%-m月%-d日 %H:%M}"
    kept = f"仅记下“{when}，{request.me.name}，拒收 1 件”。"
    return {"refused": {"title": f"{title}。", "rule": rule, "kept": kept, "next": NEXT}}


def _told(one: Intake) -> str:
    count = known_count(services.proposed_of(one))
    if one.needs_ocr:
        return "这是扫描件，本机没有装识读的程序，请照着页面图填写"
    return f"认出 {count} 项，请核对登记"


def _answer(said: str, *, ok: bool = True, status: int = 200, **more: Any) -> JsonResponse:
    return JsonResponse({"ok": ok, "message": said, **more}, status=status)


@require_POST
@with_role("clerk")
def drop(request: Request, pk: int) -> HttpResponse:
    """放弃一份来件。"""
    one = get_object_or_404(Intake, pk=pk, by=request.me)
    services.drop(one, by=request.me, now=request.now)
    return done(request, reverse("intake"), "来件已放弃")
