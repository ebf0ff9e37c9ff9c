"""统计测试用的督办事项：直接写表，一件一行，要什么样就写什么样。"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sanban.matters import kinds
from sanban.matters.models import Matter, MatterState, Visibility
from sanban.supervision.kinds.supervised_item import KIND
from sanban.supervision.models import ItemState, SupervisedItem

ZONE = ZoneInfo("Asia/Shanghai")
STATE_OF = {ItemState.CLOSED: MatterState.DONE, ItemState.STOPPED: MatterState.STOPPED}


def at(month, day, hour=10, *, year=2026):
    return datetime(year, month, day, hour, tzinfo=ZONE)


def closing(month, day, *, year=2026):
    return datetime(year, month, day, 17, 30, tzinfo=ZONE)


def item(cast, title="修复清水河防洪堤", **given):
    """一件督办事项；没有写的是最平常的：水务局、领导批示、七月交办、办理中。"""
    values = {
        "org": cast.office, "year": 2026, "source": "B", "mission": title, "lead_org": cast.water,
        "leader": cast.deputy, "state": ItemState.HANDLING, "initiated_at": at(7, 1),
        "assigned_at": at(7, 2), "due_at": closing(8, 31), **given,
    }  # fmt: skip
    state = values["state"]
    route = kinds.current_route(kinds.add(KIND).code)
    matter = Matter.objects.create(
        kind="supervised_item", route=route, title=title, stage="handle", stage_label="办理",
        drafter=cast.supervisor, org=cast.office, started_at=values["initiated_at"] or at(7, 1),
        state=STATE_OF.get(state, MatterState.RUNNING), due_at=values["due_at"],
    )  # fmt: skip
    for role in ("supervisor", "director"):
        Visibility.objects.create(matter=matter, subject=f"r{cast.office.pk}.{role}")
    values.setdefault("is_open", state in (ItemState.HANDLING, ItemState.VERIFYING))
    return SupervisedItem.objects.create(matter=matter, first_due_at=values["due_at"], **values)


def closed(cast, title="修复清水河防洪堤", *, applied, **given):
    """销了号的一件；销号在申请以后第二天。"""
    more = {"state": ItemState.CLOSED, "applied_at": applied, "progress": 100}
    return item(cast, title, **{"closed_at": applied + timedelta(1), **more, **given})


SINCE, UNTIL = date(2026, 7, 1), date(2026, 9, 30)
LATER = datetime(2026, 10, 8, 9, 0, tzinfo=ZONE)
