"""网页测试用的一份通报：上一季的数，各种样子各一份。"""

from datetime import timedelta

import pytest
from django.utils import timezone

from sanban.documents.models import Outgoing
from sanban.statistics import services
from sanban.statistics.models import Circular
from sanban.statistics.services import Plan
from tests.statistics.conftest import quarter  # noqa: F401
from tests.statistics.seed import LATER, SINCE, UNTIL

WORDS = {"main_recipients": "县政府各部门", "practices": "县财政局每周对账。"}


@pytest.fixture
def circular(cast, quarter):  # noqa: F811
    """算好数、还没起草的一份。"""
    plan = Plan(kind="circular", since=SINCE, until=UNTIL, **WORDS)
    return services.start(plan, by=cast.supervisor, now=LATER)


@pytest.fixture
def published(cast, circular):
    """昨天印发了的一份；走完发文各步的在 tests/statistics 里走过。"""
    services.draft(circular, by=cast.supervisor, now=LATER)
    sent = timezone.now() - timedelta(hours=1)
    Outgoing.objects.filter(circular=circular).update(signed_at=sent, dispatched_at=sent)
    return Circular.objects.whole().get(pk=circular.pk)


@pytest.fixture
def an_appeal(cast, published):
    """水务局申诉了一个数。"""
    return services.appeal(
        published,
        org=cast.water,
        figure=published.figures.get(key=f"on_time:unit:{cast.water.pk}"),
        reason="北关片区已经申请办结",
        by=cast.water_principal,
        now=timezone.now(),
    )


@pytest.fixture
def analysis(cast, quarter):  # noqa: F811
    """三季度的一份研判，还没有写。"""
    return services.open_analysis(SINCE, by=cast.supervisor, now=LATER)
