"""签收：承办单位收到交办，一个工作日内签收。"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from sanban.core.errors import Refused
from sanban.matters import services as matters
from sanban.matters.models import FAR
from sanban.matters.services import Entry
from sanban.people.models import Org, Person
from sanban.supervision.models import Handler, SupervisedItem
from sanban.supervision.services.actors import check_unit
from sanban.supervision.services.dates import Almanac, almanac
from sanban.supervision.services.syncing import check_handling, locked_item, sync


@transaction.atomic
def acknowledge(item: SupervisedItem, *, org: Org, by: Person, now: datetime) -> Handler:
    """承办单位签收；签过的不再记。

    :raises Refused: 不在办理；不是承办单位；不是这个单位办事的人。
    """
    fresh = locked_item(item)
    check_handling(fresh)
    handler = handler_of(fresh, org)
    check_unit(fresh, org, by)
    if handler.acknowledged_at is not None:
        return handler
    how = almanac(now)
    note = "" if now <= acknowledge_due(handler, how) else "已过签收时限"
    entry = Entry("acknowledge", "签收", note=note, org=org, is_work=False)
    matters.write(fresh.matter, entry, by=by, now=now)
    handler.acknowledged_at, handler.acknowledged_by = now, by
    handler.save(update_fields=["acknowledged_at", "acknowledged_by"])
    sync(fresh, now=now, how=how)
    return handler


def handler_of(item: SupervisedItem, org: Org) -> Handler:
    """这个单位现在承办这件事项的一行。

    :raises Refused: 不是承办单位。
    """
    found = Handler.objects.current(item).filter(org=org).first()
    if found is None:
        raise Refused(f"{org}不承办这件事项，请刷新页面看最新的承办单位。", code="not-handler")
    return found


def acknowledge_due(handler: Handler, how: Almanac) -> datetime:
    """这个单位最晚何时签收；没有交办时间的为最远。"""
    return _within(handler, how, how.rules.acknowledge_days)


def objection_due(handler: Handler, how: Almanac) -> datetime:
    """这个单位最晚何时提异议；没有交办时间的为最远。"""
    return _within(handler, how, how.rules.objection_days)


def _within(handler: Handler, how: Almanac, days: int) -> datetime:
    if handler.assigned_at is None:
        return FAR
    return how.calendar.due(handler.assigned_at, days, timezone.get_default_timezone())
