"""二十人同时登记：号不重、不缺；同一来件同时交两次，只登记一份。"""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from sanban.core.errors import Refused
from sanban.documents import services
from sanban.documents.models import Incoming
from tests.documents.conftest import form

pytestmark = pytest.mark.django_db(transaction=True)


def together(works):
    def run(work):
        try:
            return work()
        except Refused as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_twenty_at_once_take_twenty_numbers_without_a_gap(cast, now):
    def work(n):
        one = form(title=f"关于第{n}号事项的通知", sender_number=f"演办〔2026〕{n}号")
        due = "bad" if n % 5 == 0 else ""
        return lambda: (
            services.register(None, one, by=cast.clerk, now=now, repeat_reason=due).receipt_no
        )

    found = together([work(n) for n in range(1, 21)])
    assert sorted(found) == list(range(1, 21))


def test_failed_ones_among_them_leave_no_gap(cast, now):
    def work(n):
        one = form(title=f"关于第{n // 2}号事项的通知", sender_number=f"演办〔2026〕{n // 2}号")
        return lambda: services.register(None, one, by=cast.clerk, now=now).receipt_no

    found = together([work(n) for n in range(10)])
    assert found.count("duplicate") == 5
    numbers = Incoming.objects.values_list("receipt_no", flat=True).order_by("receipt_no")
    assert list(numbers) == [1, 2, 3, 4, 5]


def test_one_intake_submitted_twice_makes_one_document(cast, now, docx):
    intake = services.receive(docx, name="通知.docx", by=cast.clerk, now=now)

    def submit():
        again = {"by": cast.clerk, "now": now, "repeat_reason": "一定要登"}
        return services.register(intake, form(), **again).receipt_no

    assert sorted(map(str, together([submit] * 4))) == [
        "1", "already-registered", "already-registered", "already-registered",
    ]  # fmt: skip


def test_the_same_file_stored_by_many_is_kept_once(cast, now, docx):
    works = [lambda: services.receive(docx, name="通知.docx", by=cast.clerk, now=now).stored_id]
    assert len(set(together(works * 6))) == 1
