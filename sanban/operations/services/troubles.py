"""系统自己看出来的不对头：一张表，一条一行；一天告诉系统管理员一回，好了就收起来。

系统管理员只看得到审计链断没断；断在哪里，由审计管理员去看。
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from sanban.core.models import Trouble
from sanban.inbox import services as inbox
from sanban.operations.services.figures import Figures
from sanban.operations.services.readiness import FRESH
from sanban.people.models import Person, RoleCode, RoleHolding

MEGABYTE = 1024 * 1024
LATE, QUEUED, DRIFT = 600.0, 900.0, 30.0
"""钟点晚十分钟、工作等一刻钟、机器的钟差半分钟，就说。"""
FALLS = 3
"""同一项钟点工作接连几回不成，就说。"""
UNCHECKED = timedelta(days=3)
CHAIN = "审计"
ELSEWHERE = ("backup-old", "backup-unproved")
"""这几条由备份自己告诉（`backups.warning`），这里只摆出来。"""
Check = Callable[[Figures], str]


@dataclass(frozen=True, slots=True)
class Found:
    """看出来的一条：代号、怎么了、怎么办、去哪一页（页名）。"""

    code: str
    text: str
    advice: str
    page: str


def _disk(seen: Figures) -> str:
    left = seen.space.free // MEGABYTE
    return f"磁盘只剩 {left} 兆" if left < settings.DISK_MB else ""


def _backup(seen: Figures) -> str:
    if seen.backup is None or seen.backup.point_at is None:
        return "还没有做过备份"
    hours = (seen.now - seen.backup.point_at).total_seconds() / 3600
    return f"已有 {hours:.0f} 小时没有备份" if hours > settings.BACKUP_HOURS else ""


def _proof(seen: Figures) -> str:
    one = seen.backup
    is_bad = one is not None and one.proved_at is not None and not one.is_proved
    return "最近一份备份试恢复没有成" if is_bad else ""


def _dead(seen: Figures) -> str:
    return f"有 {seen.jobs.failed} 件后台工作办了五次没有办成" if seen.jobs.failed else ""


def _queued(seen: Figures) -> str:
    minutes = seen.jobs.oldest_seconds / 60
    return f"后台工作积压，最早的等了 {minutes:.0f} 分钟" if minutes * 60 > QUEUED else ""


def _workers(seen: Figures) -> str:
    fresh = [one for one in seen.workers if seen.now - one.beat_at < FRESH]
    return "" if fresh else "后台进程没有动静，提醒、识读、转换都停着"


def _late(seen: Figures) -> str:
    return f"钟点晚了 {seen.late_seconds / 60:.0f} 分钟" if seen.late_seconds > LATE else ""


def _drift(seen: Figures) -> str:
    off = max((abs(one.drift_seconds) for one in seen.beats), default=0.0)
    return f"有一台机器的钟与数据库差 {off:.0f} 秒" if off > DRIFT else ""


def _falls(seen: Figures) -> str:
    names = [row.label for row in seen.clock if row.failures >= FALLS]
    return f"接连办不成的定时工作：{'、'.join(names)}"[:200] if names else ""


def _chain(seen: Figures) -> str:
    faults = seen.check.faults if seen.check else []
    return "审计记录的链断了" if any(str(one).startswith(CHAIN) for one in faults) else ""


def _files(seen: Figures) -> str:
    faults = seen.check.faults if seen.check else []
    count = sum(not str(one).startswith(CHAIN) for one in faults)
    return f"最近一次查验，文件和流水号有 {count} 处不对" if count else ""


def _unchecked(seen: Figures) -> str:
    if seen.check is None:
        return ""
    return "三天没有查验过文件和审计" if seen.now - seen.check.ended_at > UNCHECKED else ""


# fmt: off
RULES: tuple[tuple[str, Check, str], ...] = (
    # 代号               怎么看       去哪一页
    ("disk",             _disk,       "operations"),
    ("worker-silent",    _workers,    "jobs"),
    ("chain-broken",     _chain,      "operations"),
    ("files-faulty",     _files,      "operations"),
    ("backup-old",       _backup,     "backups"),
    ("backup-unproved",  _proof,      "backups"),
    ("jobs-dead",        _dead,       "jobs"),
    ("queue-slow",       _queued,     "jobs"),
    ("clock-late",       _late,       "jobs"),
    ("clock-failing",    _falls,      "jobs"),
    ("clock-drift",      _drift,      "operations"),
    ("unchecked",        _unchecked,  "jobs"),
)
# fmt: on
ADVICE = {
    "disk": "请腾出空间或加大磁盘；满了就不能登记、不能存文件。",
    "worker-silent": "请看运行 sanban serve 的服务；没有在运行的，重新启动。",
    "chain-broken": "请审计管理员到“审计”页查验，看断在哪里。",
    "files-faulty": "请运行 sanban verify 看是哪几处，从备份里找回。",
    "backup-old": "请到备份页做一份。刚装好的，明天凌晨会自己做；过了还没有，看看为什么。",
    "backup-unproved": "请到备份页看原因；这一份不能当备份用。",
    "jobs-dead": "请到“后台工作”页看原因，再办或者放下。",
    "queue-slow": "请看后台进程忙什么；常常如此的，多起一个后台进程。",
    "clock-late": "请看后台进程还在不在、忙不忙。",
    "clock-failing": "请到“后台工作”页看原因。",
    "clock-drift": "请给各台机器对时（chrony、ntpd）。",
    "unchecked": "请到“后台工作”页看查验为什么没有做。",
}
"""各条怎么办。"""


def find(seen: Figures) -> list[Found]:
    """此刻有哪几条，要紧的在前。"""
    rows = [(code, check(seen), page) for code, check, page in RULES]
    return [Found(code, text, ADVICE[code], page) for code, text, page in rows if text]


@transaction.atomic
def note(found: Sequence[Found], *, now: datetime) -> int:
    """记下有哪几条，好了的收起来；今天还没告诉过的告诉系统管理员，返回告诉了几条。"""
    mine = [one for one in found if one.code not in ELSEWHERE]
    codes = [one.code for one in mine]
    Trouble.objects.filter(cleared_at=None).exclude(code__in=codes).update(cleared_at=now)
    return sum(_tell(_kept(one, now), one, now) for one in mine)


def _kept(one: Found, now: datetime) -> Trouble:
    values = {"text": one.text, "advice": one.advice, "since": now}
    Trouble.objects.get_or_create(code=one.code, defaults=values)
    row = Trouble.objects.select_for_update().get(code=one.code)
    if row.cleared_at is not None:
        row.since, row.cleared_at = now, None
    row.text, row.advice = one.text, one.advice
    row.save()
    return row


def _tell(row: Trouble, one: Found, now: datetime) -> bool:
    today = timezone.localdate(now)
    if row.told_on == today:
        return False
    Trouble.objects.filter(pk=row.pk).update(told_on=today)
    inbox.send(
        administrators(),
        kind="trouble",
        title=f"{one.text}。{one.advice}",
        cause=f"trouble:{one.code}:{today}",
        now=now,
        link="/operations/",
    )
    return True


def administrators() -> list[Person]:
    """系统管理员，在岗的。"""
    held = RoleHolding.objects.filter(role=RoleCode.SYS_ADMIN, person__is_active=True)
    return [one.person for one in held.select_related("person")]
