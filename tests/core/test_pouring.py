"""成批写：写下的与逐行存的一样，有了的可以略过。"""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from sanban.core.models import ClockRow
from sanban.core.pouring import pour

NAMES = ("name", "label", "rhythm", "next_run", "failures", "last_note")
WHEN = datetime(2026, 9, 16, 1, 2, 3, 456, tzinfo=UTC)


def test_poured_rows_are_what_was_given(db):
    pour(ClockRow, NAMES, [(f"第{n}", "甲", "", WHEN, n, "") for n in range(3)])
    found = ClockRow.objects.order_by("name").values_list("name", "next_run", "failures")
    assert list(found) == [(f"第{n}", WHEN, n) for n in range(3)]


def test_what_is_there_already_may_be_passed_over(db):
    row = ("甲", "甲", "", WHEN, 0, "")
    pour(ClockRow, NAMES, [row])
    pour(ClockRow, NAMES, [row, ("乙", *row[1:])], ignores=True)
    assert ClockRow.objects.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        pour(ClockRow, NAMES, [row])


def test_nothing_asks_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        pour(ClockRow, NAMES, [])
