"""统计测试共用：一个季度的一点数据。"""

from datetime import date

import pytest

from sanban.statistics.span import Span
from sanban.supervision.models import FollowUpCheck, Pressing, ReportDue, SideRequest, Voice
from tests.statistics.seed import LATER, SINCE, UNTIL, at, closed, closing, item


@pytest.fixture
def span(cast):
    return Span(cast.office.pk, SINCE, UNTIL, LATER)


@pytest.fixture
def quarter(cast):
    """三季度五件：水务局按期一件、晚一件、没办一件，财政局按期两件（一件退回过）。"""
    made = {
        "good": closed(cast, "修复清水河防洪堤", applied=at(8, 20)),
        "late": closed(cast, "改造柳湾村供水管网", applied=at(9, 3), is_key=True),
        "open": item(cast, "整治北关片区积水点", due_at=closing(9, 11), reminder_count=2),
        "paid": closed(
            cast, "兑付粮食补贴", applied=at(7, 10), lead_org=cast.finance, source="D",
            leader=cast.mayor, due_at=closing(7, 31),
        ),
        "redone": closed(
            cast, "清理盘活闲置资金", applied=at(9, 21), lead_org=cast.finance, source="D",
            leader=cast.mayor, due_at=closing(9, 25), return_count=2,
        ),
    }  # fmt: skip
    reports_due(cast, made)
    asked_and_pressed(cast, made)
    return made


def reports_due(cast, made):
    """水务局应报三次，及时一次，晚一次，没报一次；财政局应报一次，及时；免报一次。"""
    rows = (
        ("open", cast.water, date(2026, 7, 25), at(7, 25, 23), None),
        ("open", cast.water, date(2026, 8, 25), at(8, 26, 0), None),
        ("open", cast.water, date(2026, 9, 25), None, None),
        ("paid", cast.finance, date(2026, 7, 9), at(7, 8), None),
        ("paid", cast.finance, date(2026, 7, 25), None, at(7, 12)),
    )
    for name, org, due_on, met_at, excused_at in rows:
        ReportDue.objects.create(
            item=made[name], org=org, due_on=due_on, met_at=met_at, excused_at=excused_at
        )


def asked_and_pressed(cast, made):
    """催办三次，准延期一次、不准一次，群众意见三条，回头看两次。"""
    for n, org in enumerate((cast.water, None, cast.finance)):
        Pressing.objects.create(
            item=made["open"], org=org, rung="message", year=2026, cause=f"c{n}", made_at=at(9, 14)
        )
    for outcome in ("granted", "refused"):
        SideRequest.objects.create(
            item=made["redone"], kind="extension", reason="资金未到", by=cast.finance_liaison,
            made_at=at(9, 1), outcome=outcome, ruled_at=at(9, 2),
        )  # fmt: skip
    for said in (True, True, False, None):
        Voice.objects.create(
            item=made["good"], channel="走访", words="堤修好了", received_on=date(2026, 9, 1),
            is_satisfied=said, by=cast.supervisor, made_at=at(9, 1),
        )  # fmt: skip
    for name, result in (("good", "held"), ("paid", "rebounded")):
        FollowUpCheck.objects.create(
            item=made[name], due_on=date(2026, 9, 30), done_on=date(2026, 9, 28), result=result
        )
