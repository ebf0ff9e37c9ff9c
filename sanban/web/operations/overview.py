"""运行情况：哪里不对头、各进程、后台工作、库和盘、备份和查验；没有业务内容。"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from sanban.core.models import Heartbeat, Trouble
from sanban.operations.services import figures, troubles
from sanban.operations.services.figures import Figures
from sanban.operations.services.readiness import FRESH
from sanban.people.models import RoleCode
from sanban.web.request import Request, respond, with_role
from sanban.web.templatetags.words import moment

KINDS = {"web": "网页", "worker": "后台"}
UNITS = ("字节", "KB", "MB", "GB", "TB")
RECENT = timedelta(days=7)


@require_GET
@with_role(RoleCode.SYS_ADMIN)
def show(request: Request) -> HttpResponse:
    """看运行情况。"""
    seen = figures.gather()
    past = Trouble.objects.filter(cleared_at__gte=request.now - RECENT).order_by("-cleared_at")
    context: dict[str, object] = {
        "found": [(one, reverse(one.page)) for one in troubles.find(seen)],
        "past": list(past[:10]),
        "processes": [_process(beat, seen.now) for beat in seen.beats],
        "facts": _facts(seen),
        "jobs": seen.jobs,
        "slow_ms": settings.SLOW_MS,
    }
    return respond(request, "operations/overview.html", context)


def _process(beat: Heartbeat, now: datetime) -> dict[str, Any]:
    kind, _, place = beat.name.partition("@")
    host, _, pid = place.rpartition(":")
    return {
        "kind": KINDS.get(kind, kind),
        "host": host,
        "pid": pid,
        "is_alive": now - beat.beat_at < FRESH,
        "beat": beat,
    }


def _facts(seen: Figures) -> list[tuple[str, str]]:
    space = seen.space
    engine = "PostgreSQL" if settings.DATABASE else "SQLite"
    return [
        ("数据库", f"{engine}，{size(space.database)}"),
        ("磁盘", f"剩 {size(space.free)}，共 {size(space.total)}"),
        ("存文件的地方", "对象存储" if settings.STORE == "s3" else "本机数据文件夹"),
        ("最近一份备份", _backup(seen)),
        ("最近一次查验", _check(seen)),
        ("钟点", f"最晚的一项晚 {seen.late_seconds:.0f} 秒" if seen.late_seconds else "不晚"),
    ]


def _backup(seen: Figures) -> str:
    one = seen.backup
    if one is None:
        return "还没有做过"
    tried = f"{moment(one.proved_at)} 试过" if one.proved_at else "没有试过"
    proof = f"{tried}，好用" if one.is_proved else tried
    return f"{moment(one.point_at)}，{size(one.length)}；恢复：{proof}"


def _check(seen: Figures) -> str:
    one = seen.check
    if one is None:
        return "还没有查验过"
    said = f"{one.fault_count} 处不对" if one.fault_count else "全部相符"
    return f"{moment(one.ended_at)}，文件 {one.files} 份、审计 {one.audit_rows} 行，{said}"


def size(count: float) -> str:
    """字节数写成人看的。"""
    rank = 0
    while count >= 1024 and rank < len(UNITS) - 1:
        count, rank = count / 1024, rank + 1
    return f"{count:.0f} {UNITS[rank]}" if rank < 3 else f"{count:.1f} {UNITS[rank]}"
