"""督办事项的几行，直接写进库里，供接口、日历的测试用。"""

from datetime import date, timedelta

from sanban.matters.models import FAR, Matter, Route, Visibility
from sanban.supervision.models import NEVER, Handler, Milestone, SupervisedItem


def add_items(cast, now, count, *, start=1, **more):
    """秘书看得见的若干件：编号从 `start` 起，一天比一天晚到期，各有一个节点、一个主办单位。"""
    route, _ = Route.objects.get_or_create(
        kind="supervised_item", version=1, defaults={"digest": "0" * 64, "body": "{}"}
    )
    matters = Matter.objects.bulk_create(
        Matter(
            kind="supervised_item", route=route, title=f"关于第{n}项工作的督办", stage="handle",
            stage_label="办理", drafter=cast.clerk, org=cast.office, started_at=now,
        )
        for n in range(start, start + count)
    )  # fmt: skip
    subject = f"r{cast.office.pk}.drafter"
    Visibility.objects.bulk_create(Visibility(matter=one, subject=subject) for one in matters)
    values = {
        "org": cast.office, "series": "督字", "year": 2026, "source": "B", "state": "handling",
        "mission": "任务", "lead_org": cast.water, "leader": cast.mayor, "initiated_at": now,
        "amber_at": FAR, "red_at": FAR, "milestone_on": NEVER,
    }  # fmt: skip
    made = SupervisedItem.objects.bulk_create(
        SupervisedItem(
            **{**values, "due_at": now + timedelta(days=n), **more}, matter=one, number=n
        )
        for n, one in enumerate(matters, start)
    )
    Milestone.objects.bulk_create(
        Milestone(item=one, name=f"第{one.number}项的节点", due_on=_day(now, one.number))
        for one in made
    )
    Handler.objects.bulk_create(
        Handler(item=one, org=cast.water, part="lead", progress=30) for one in made
    )
    return made


def _day(now, number) -> date:
    return (now + timedelta(days=number)).date()
