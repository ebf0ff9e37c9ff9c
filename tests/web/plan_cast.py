"""计划页用的：一期周计划，和其中一条。"""

import pytest
from django.utils import timezone

from sanban.supervision.models import Span
from sanban.supervision.services import planning
from sanban.supervision.services.planning import EntryForm


@pytest.fixture
def week_plan(cast):
    now = timezone.now()
    return planning.open_plan(Span.WEEK, timezone.localdate(), by=cast.supervisor, now=now)


@pytest.fixture
def week_entry(week_plan, cast):
    form = EntryForm(title="督促供热管网改造", is_important=True, owner=cast.clerk)
    return planning.add_entry(week_plan, form, by=cast.supervisor, now=timezone.now())
