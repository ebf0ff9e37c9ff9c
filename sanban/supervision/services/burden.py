"""减负：一周向各单位要几次反馈、交办几件，发之前先看到；同样的事先问要不要并（domain.md §4.1）。

只数件数，不排名次。
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from django.db.models import Count
from django.utils import timezone

from sanban.people.models import Org
from sanban.supervision.models import Cycle, Handler, ReportDue, SupervisedItem

ALIKE = 0.5
"""两个题目有一半的两字词相同，就请人看看是不是同一件。"""
MOST = 5
ASSIGNED = "新交办"


class Demand(Protocol):
    """要提的一件事：立项的表就是。"""

    @property
    def title(self) -> str:
        """题目。"""

    @property
    def basis(self) -> str:
        """依据。"""

    @property
    def lead_org(self) -> Org | None:
        """牵头单位。"""


@dataclass(frozen=True, slots=True)
class Asked:
    """一周向一个单位要了多少。

    :param reports: 要报几次反馈；`assigned` 新交办几件。
    :param kinds: 各是什么、几次，如（“每周反馈”，3）、（“新交办”，2）。
    """

    reports: int = 0
    assigned: int = 0
    kinds: tuple[tuple[str, int], ...] = ()

    @property
    def total(self) -> int:
        """一共几次。"""
        return self.reports + self.assigned


def week_of(day: date) -> tuple[date, date]:
    """这天所在的一周，从周一到周日。"""
    monday = day - timedelta(day.weekday())
    return monday, monday + timedelta(6)


def asked_of(orgs: Iterable[Org], day: date) -> dict[int, Asked]:
    """这天所在的一周向这些单位各要了多少；没有的也有一行，三次查询以内。

    :param orgs: 哪些单位。
    :return: 单位的编号 → 几次。
    """
    ids = [org.pk for org in orgs]
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for org, cycle, total in _reports(ids, *week_of(day)):
        found[org][f"{Cycle(cycle).label}反馈" if cycle else "办结时反馈"] += total
    assigned = dict(_assigned(ids, *week_of(day)))
    return {pk: _asked(found[pk], assigned.get(pk, 0)) for pk in ids}


def _asked(reports: Counter[str], assigned: int) -> Asked:
    kinds = [*sorted(reports.items()), *([(ASSIGNED, assigned)] if assigned else [])]
    return Asked(sum(reports.values()), assigned, tuple(kinds))


def _reports(ids: Sequence[int], since: date, until: date) -> list[tuple[int, str, int]]:
    rows = ReportDue.objects.asked_between(since, until).filter(org__in=ids, item__is_open=True)
    counted = rows.values_list("org", "item__cycle").annotate(total=Count("id"))
    return list(counted.order_by("org", "item__cycle"))


def _assigned(ids: Sequence[int], since: date, until: date) -> list[tuple[int, int]]:
    zone = timezone.get_default_timezone()
    start = datetime.combine(since, time.min, zone)
    end = datetime.combine(until + timedelta(1), time.min, zone)
    rows = Handler.objects.filter(
        org__in=ids, assigned_at__gte=start, assigned_at__lt=end, released_at=None
    )
    counted = rows.values_list("org").annotate(total=Count("id"))
    return list(counted.order_by("org"))


def burden_words(org: Org, asked: Asked) -> str:
    """发之前给督查室看的一句话：这一周已经要了几次；没有的为空。"""
    if not asked.total:
        return ""
    listed = "、".join(f"{label} {count} 次" for label, count in asked.kinds)
    return f"{org}这一周已经有 {asked.total} 项要办要报（{listed}），能并的请并。"


# 同样的事


def same_kind(demand: Demand, *, limit: int = MOST) -> list[SupervisedItem]:
    """牵头单位手上在办的、依据相同或者题目相近的，最像的在前；请人看要不要并，不替人并。"""
    if demand.lead_org is None or not demand.title.strip():
        return []
    rows = SupervisedItem.objects.filter(is_open=True, lead_org=demand.lead_org)
    listed = rows.values_list("pk", "matter__title", "basis")
    scored = [(_likeness(demand, title, basis), pk) for pk, title, basis in listed.iterator()]
    best = sorted((one for one in scored if one[0] >= ALIKE), reverse=True)[:limit]
    found = SupervisedItem.objects.select_related("matter", "lead_org")
    known = found.in_bulk([pk for _, pk in best])
    return [known[pk] for _, pk in best]


def _likeness(demand: Demand, title: str, basis: str) -> float:
    """像几成：依据一字不差的算全像，不然看题目里相同的两字词占几成。"""
    if demand.basis.strip() and demand.basis.strip() == basis.strip():
        return 1.0
    mine, other = _pairs(demand.title), _pairs(title)
    return len(mine & other) / len(mine | other) if mine and other else 0.0


def _pairs(text: str) -> set[str]:
    plain = "".join(char for char in text if char.isalnum())
    return {plain[n : n + 2] for n in range(len(plain) - 1)}
