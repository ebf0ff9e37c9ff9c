"""备份：做了哪些、试没试过、哪里不放心；立即做一份，定留几份。

这里不能下载：备份里是全部公文，系统管理员管得了备份，看不到内容；恢复在服务器上用命令做。
"""

from typing import Any

from django import forms
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.operations import jobs
from sanban.operations.models import Backup, BackupState
from sanban.operations.services import backups
from sanban.people.models import RoleCode
from sanban.web.operations.overview import size
from sanban.web.request import Request, done, respond, with_role

SHOWN = 60
LIGHTS = {
    BackupState.DONE: "go",
    BackupState.FAILED: "late",
    BackupState.REMOVED: "off",
    BackupState.WAITING: "warn",
    BackupState.RUNNING: "warn",
}


class RuleForm(forms.Form):
    """留几天、几周、几个月的。"""

    days = forms.IntegerField(min_value=1, max_value=366)
    weeks = forms.IntegerField(min_value=0, max_value=60)
    months = forms.IntegerField(min_value=0, max_value=120)


@require_GET
@with_role(RoleCode.SYS_ADMIN)
def show(request: Request) -> HttpResponse:
    """看备份。"""
    found = list(Backup.objects.order_by("-id")[:SHOWN])
    context = {
        "warnings": backups.warnings(now=request.now),
        "hints": backups.hints(),
        "rows": [_row(one) for one in found],
        "under_way": next((one for one in found if _is_under_way(one)), None),
        "rule": backups.rule(),
        "folder": settings.BACKUPS,
    }
    return respond(request, "operations/backups.html", context)


def _is_under_way(one: Backup) -> bool:
    return one.state in (BackupState.WAITING, BackupState.RUNNING)


def _row(one: Backup) -> dict[str, Any]:
    proof = ""
    if one.proved_at:
        proof = "go" if one.is_proved else "late"
    is_made = one.state in (BackupState.DONE, BackupState.REMOVED)
    return {
        "one": one,
        "light": LIGHTS[BackupState(one.state)],
        "size": size(one.length) if is_made else "—",
        "proof": proof,
        "is_made": is_made,
    }


@require_GET
@with_role(RoleCode.SYS_ADMIN)
def live(request: Request) -> HttpResponse:
    """正在做的那份做到哪里；做完了，请浏览器重新打开这一页。"""
    row = Backup.objects.under_way().order_by("-id").first()
    response = respond(request, "operations/backups.html#progress", {"under_way": row})
    if row is None:
        response["HX-Refresh"] = "true"
    return response


@require_POST
@with_role(RoleCode.SYS_ADMIN)
def ask(request: Request) -> HttpResponse:
    """立即做一份。"""
    with transaction.atomic():
        row = backups.ask(by=request.me, now=request.now)
        jobs.make_backup.enqueue(row.pk, request.now.isoformat())
    return done(request, reverse("backups"), "后台开始做备份，办公不停，可以离开这一页")


@require_POST
@with_role(RoleCode.SYS_ADMIN)
def rule(request: Request) -> HttpResponse:
    """定留几份。"""
    form = RuleForm(request.POST)
    if not form.is_valid():
        said = "留 1 至 366 天、0 至 60 周、0 至 120 个月，请改了再存。"
        raise Refused(said, code="bad-rule")
    asked = form.cleaned_data
    with transaction.atomic():
        fresh = backups.set_rule(asked["days"], weeks=asked["weeks"], months=asked["months"])
        audit.record("backup.rule", by=request.me, detail=str(fresh))
    return done(request, reverse("backups"), "存好了，下一次做完备份照这个删旧的")
