"""到日子的几件小事：该报的提醒、该裁定的提醒、回头看叫醒、远期的应报接着排。"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.utils import timezone

from sanban.inbox import services as inbox
from sanban.matters.models import FAR
from sanban.people.models import Org, Person, RoleCode
from sanban.supervision.models import (
    NEVER,
    Cycle,
    Feedback,
    FeedbackState,
    FollowUpCheck,
    Handler,
    ItemState,
    Outcome,
    ReportDue,
    SideRequest,
    SupervisedItem,
)
from sanban.supervision.services.actors import OFFICE, unit_leaders
from sanban.supervision.services.closing import wake_follow_up
from sanban.supervision.services.dates import Almanac, almanac, day_of, report_days, said

SOON, AHEAD = timedelta(days=5), timedelta(days=100)
"""五天以后、一百天以内一次应报也没有的，快排完了，接着排；一季至少一次，所以看一百天。"""
LINK = "/tasks/"


# 应报


def open_reports(now: datetime) -> int:
    """远期的应报接着排，返回添了几次；已经排着的不动。"""
    how = almanac(now)
    listed = ReportDue.objects.filter(
        item=OuterRef("item"),
        org=OuterRef("org"),
        due_on__range=(how.today + SOON, how.today + AHEAD),
    )
    rows = Handler.objects.filter(
        item__state=ItemState.HANDLING, item__is_open=True, item__due_at__gt=now + AHEAD,
        released_at=None, applied_at=None, assigned_at__isnull=False,
    ).exclude(item__cycle=Cycle.NONE).exclude(Exists(listed))  # fmt: skip
    wanted = [
        ReportDue(item_id=row.item_id, org_id=row.org_id, due_on=day)
        for row in rows.select_related("item")
        for day in _days(row, how)
    ]
    before = ReportDue.objects.aggregate(last=Max("pk"))["last"] or 0
    ReportDue.objects.bulk_create(wanted, 500, ignore_conflicts=True)
    return ReportDue.objects.filter(pk__gt=before).count()


def _days(row: Handler, how: Almanac) -> list[date]:
    """与交办时排的一样，只是今天往后看得更远了。"""
    until = day_of(row.item.due_at) if row.item.due_at < FAR else NEVER
    since = day_of(row.assigned_at or how.now)
    return report_days(row.item.cycle, since=since, until=until, how=how)


@dataclass(frozen=True, slots=True)
class _Owed:
    """一个单位该提醒的：几件、哪一天。"""

    org: int
    due_on: date
    count: int


def remind_reports(now: datetime) -> int:
    """该报的：前一个工作日提醒一次，过了没报的再提醒一次；一个单位一条，说清几件。"""
    how = almanac(now)
    if not how.calendar.is_workday(how.today):
        return 0
    last = how.calendar.add(how.today, 1)
    soon = _owed(Q(due_on__range=(how.today, last)))
    late = _latest(_owed(Q(due_on__range=(how.today - AHEAD, how.today - timedelta(1)))))
    orgs = Org.objects.in_bulk({one.org for one in (*soon, *late)})
    told = [_tell_owed(one, orgs[one.org], how) for one in (*soon, *late)]
    return sum(told)


def _owed(when: Q) -> list[_Owed]:
    rows = ReportDue.objects.filter(when, met_at=None, excused_at=None, item__is_open=True)
    rows = rows.exclude(item__state=ItemState.SUSPENDED)
    counted = rows.values_list("org", "due_on").annotate(total=Count("id")).order_by("org")
    return [_Owed(*row) for row in counted]


def _latest(rows: Iterable[_Owed]) -> list[_Owed]:
    """欠了几期的，一个单位合成一条，日子写最近的一期。"""
    found: dict[int, _Owed] = {}
    for one in rows:
        had = found.get(one.org, _Owed(one.org, one.due_on, 0))
        found[one.org] = _Owed(one.org, max(had.due_on, one.due_on), had.count + one.count)
    return list(found.values())


def _tell_owed(one: _Owed, org: Org, how: Almanac) -> int:
    is_late = one.due_on < how.today
    title = f"{one.count} 件督办事项的反馈到了{said(one.due_on)}还没有报，请抓紧报。"
    soon = f"{one.count} 件督办事项{said(one.due_on)}前要报反馈。"
    return inbox.send(
        Person.objects.with_role(RoleCode.LIAISON, org=org),
        kind="report",
        title=title if is_late else soon,
        cause=f"reports-{'late' if is_late else 'soon'}:{org.pk}:{one.due_on}",
        now=how.now,
        link=LINK,
    )


# 裁定、审核


def remind_rulings(now: datetime) -> int:
    """过了日子没有裁定的申请告诉督查室，没有同意的申请、没有审核的反馈告诉单位领导；各一次。"""
    how = almanac(now)
    limit = how.rules.ruling_days
    asked = SideRequest.objects.filter(
        outcome=Outcome.PENDING, item__state=ItemState.HANDLING
    ).order_by("id")
    told = 0
    for row in asked.select_related("item__org", "item__matter", "org"):
        if _is_over(row.consented_at or row.made_at, limit, how):
            told += _tell_ruling(row, now)
    waiting = Feedback.objects.filter(state=FeedbackState.PENDING, item__is_open=True)
    for feedback in waiting.select_related("item__matter", "org").order_by("id"):
        if _is_over(feedback.made_at, limit, how):
            told += _tell_review(feedback, now)
    return told


def _is_over(since: datetime, days: int, how: Almanac) -> bool:
    return how.calendar.due(since, days, timezone.get_default_timezone()) < how.now


def _tell_ruling(row: SideRequest, now: datetime) -> int:
    """单位领导还没同意的催他，同意了的催督查室。"""
    office = {
        one.pk: one for role in OFFICE for one in Person.objects.with_role(role, org=row.item.org)
    }
    consented = row.consented_at is not None or row.org is None
    leaders = [] if consented or row.org is None else unit_leaders(row.org)
    waits = "裁定" if consented else "经本单位领导同意"
    who = str(row.org or "")
    return inbox.send(
        office.values() if consented else leaders,
        kind="ruling",
        title=f"{who}申请{row.get_kind_display()}还没有{waits}：{row.item.matter.title}",
        cause=f"unruled:{row.pk}:{consented}",
        now=now,
        link=f"/matters/{row.item_id}/",
    )


def _tell_review(row: Feedback, now: datetime) -> int:
    return inbox.send(
        unit_leaders(row.org),
        kind="approve",
        title=f"反馈还没有审核，审了才算报出：{row.item.matter.title}",
        cause=f"unreviewed:{row.pk}",
        now=now,
        link=f"/matters/{row.item_id}/",
    )


# 回头看


def wake_follow_ups(now: datetime) -> int:
    """到了日子的回头看叫醒，并告诉督查员，返回叫醒几件；醒着的不动。"""
    due = FollowUpCheck.objects.filter(done_on=None, due_on__lte=day_of(now))
    rows = SupervisedItem.objects.filter(
        pk__in=due.values("item"), state=ItemState.CLOSED
    ).select_related("matter", "org")
    return sum(_wake(item, now) for item in rows.order_by("pk"))


def _wake(item: SupervisedItem, now: datetime) -> bool:
    if not wake_follow_up(item, now=now):
        return False
    inbox.send(
        Person.objects.with_role(RoleCode.SUPERVISOR, org=item.org),
        kind="follow_up",
        title=f"今天该回头看：{item.matter.title}（{item.number_text}）",
        cause=f"follow-up:{item.pk}:{item.follow_up_on}",
        now=now,
        link=f"/matters/{item.pk}/",
    )
    return True
