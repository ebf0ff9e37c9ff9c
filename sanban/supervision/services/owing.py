"""应报：今天以后哪些单位哪天该报，照实排。"""

from datetime import date

from sanban.matters.models import FAR
from sanban.supervision.models import NEVER, Handler, ItemState, ReportDue, SupervisedItem
from sanban.supervision.services.dates import Almanac, day_of, report_days


def settle_reports(item: SupervisedItem, handlers: list[Handler], how: Almanac) -> None:
    """今天以后的应报照实排：中止、报结、了结、改派的免报，恢复的接着报。"""
    wanted = _wanted_reports(item, handlers, how)
    rows = list(ReportDue.objects.filter(item=item, due_on__gte=how.today))
    known = {(row.org_id, row.due_on) for row in rows}
    fresh = [ReportDue(item=item, org_id=org, due_on=day) for org, day in wanted - known]
    if fresh:
        ReportDue.objects.bulk_create(sorted(fresh, key=lambda row: (row.org_id, row.due_on)))
    unmet = [row for row in rows if row.met_at is None]
    on = [row.pk for row in unmet if (row.org_id, row.due_on) in wanted and row.excused_at]
    off = [row.pk for row in unmet if (row.org_id, row.due_on) not in wanted]
    off = [row.pk for row in unmet if row.pk in off and row.excused_at is None]
    if on:
        ReportDue.objects.filter(pk__in=on).update(excused_at=None)
    if off:
        ReportDue.objects.filter(pk__in=off).update(excused_at=how.now)


def _wanted_reports(
    item: SupervisedItem, handlers: list[Handler], how: Almanac
) -> set[tuple[int, date]]:
    if item.state != ItemState.HANDLING:
        return set()
    until = day_of(item.due_at) if item.due_at < FAR else NEVER
    return {
        (row.org_id, day)
        for row in handlers
        if row.applied_at is None and row.assigned_at is not None
        for day in report_days(item.cycle, since=day_of(row.assigned_at), until=until, how=how)
    }
