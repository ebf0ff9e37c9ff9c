"""备份留哪几份：每天、每周、每月各留几份；最后一份好的、最后一份试过好用的，怎样都不删。"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils import timezone

from sanban.core import services as core
from sanban.core.errors import Refused
from sanban.operations.models import Backup, BackupState

OPTION = "backups_kept"


@dataclass(frozen=True, slots=True)
class Rule:
    """留几天、几周、几个月的。"""

    days: int = 7
    weeks: int = 4
    months: int = 12

    def __str__(self) -> str:
        return f"{self.days},{self.weeks},{self.months}"


def rule() -> Rule:
    """办公室定的规则；没定的照 7 天、4 周、12 个月。"""
    said = core.options(OPTION).get(OPTION, "")
    parts = [int(one) for one in said.split(",") if one.isdecimal()]
    return Rule(*parts) if len(parts) == 3 else Rule()


def set_rule(days: int, *, weeks: int, months: int) -> Rule:
    """定规则。

    :raises Refused: 不在 1–366 天、0–60 周、0–120 个月之内。
    """
    if not (1 <= days <= 366 and 0 <= weeks <= 60 and 0 <= months <= 120):
        said = "留 1 至 366 天、0 至 60 周、0 至 120 个月，请改了再存。"
        raise Refused(said, code="bad-rule")
    fresh = Rule(days, weeks, months)
    core.set_option(OPTION, str(fresh))
    return fresh


def chosen(found: Iterable[Backup], rule: Rule) -> set[int]:
    """照规则该留的各份的编号；`found` 都是做好了的，新的在前。"""
    rows = [(one.pk, _day(one)) for one in found]
    kept: set[int] = set()
    for count, period in _periods(rule):
        newest: dict[Hashable, int] = {}
        for pk, day in rows:
            newest.setdefault(period(day), pk)
        kept.update(list(newest.values())[:count])
    return kept


def _day(one: Backup) -> date:
    return timezone.localtime(one.point_at or one.asked_at).date()


def _periods(rule: Rule) -> list[tuple[int, Callable[[date], Hashable]]]:
    return [
        (rule.days, lambda day: day),
        (rule.weeks, lambda day: day.isocalendar()[:2]),
        (rule.months, lambda day: (day.year, day.month)),
    ]


def prune() -> int:
    """照规则删去多余的，返回删了几份；只删按规则保留的，手工另存的不管。"""
    good = list(Backup.objects.good())
    ruled = [one for one in good if one.is_ruled]
    proved = [one.pk for one in good if one.is_proved]
    kept = chosen(ruled, rule()) | {one.pk for one in good[:1]} | set(proved[:1])
    gone = [one for one in ruled if one.pk not in kept]
    for one in gone:
        Path(one.folder, one.name).unlink(missing_ok=True)
        Backup.objects.filter(pk=one.pk).update(state=BackupState.REMOVED)
    return len(gone)
