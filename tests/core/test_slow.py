"""慢查询：只记样子，值一个也不留；表有上限，写库不占请求的事务。"""

import pytest
from django.db import connection

from sanban.core import slow
from sanban.core.models import Option, SlowQuery

SECRET = "关于某某同志的处理意见"


@pytest.fixture(autouse=True)
def _empty(settings):
    slow._buffer.clear()
    settings.SLOW_MS = 0
    yield
    slow._buffer.clear()


def watched(act, place="register"):
    timer = slow.Timer()
    with connection.execute_wrapper(timer):
        act()
    timer.keep(place)
    return timer


def raw(sql):
    def go():
        with connection.cursor() as cursor:
            cursor.execute(sql)

    return go


@pytest.mark.parametrize(
    "sql",
    [
        f"SELECT '{SECRET}'",
        "SELECT 'O''Brien 19800101'",
        "SELECT 13800138000, 1.5, -7",
        f"SELECT 1 /* {SECRET} */",
        f"SELECT 1 -- {SECRET}\n",
        f"SELECT $$ {SECRET} $$",
        f"SELECT $a$ {SECRET} '1980' $a$",
    ],
)
def test_no_value_is_left_in_a_shape(sql):
    shape = slow.shape_of(sql)
    for value in (SECRET, "Brien", "1980", "13800138000", "1.5", "7"):
        assert value not in shape


def test_lists_of_any_length_have_one_shape():
    found = {
        slow.shape_of(f"SELECT a FROM t1 WHERE id IN ({', '.join(['%s'] * n)})") for n in (2, 9)
    }
    assert found == {"SELECT a FROM t1 WHERE id IN (?…)"}


def test_a_slow_query_is_kept_by_page_and_shape_without_values(db):
    for n in range(3):
        watched(lambda n=n: list(Option.objects.filter(name=f"{SECRET}{n}", id=12345 + n)))
    assert slow.flush() == 1
    row = SlowQuery.objects.get()
    assert (row.place, row.times) == ("register", 3)
    assert "core_option" in row.shape
    assert SECRET not in row.shape
    assert "12345" not in row.shape


def test_figures_add_up_over_flushes(db):
    for _ in range(2):
        watched(Option.objects.count)
        slow.flush()
    row = SlowQuery.objects.get()
    assert row.times == 2
    assert row.total_ms >= row.longest_ms


def test_a_quick_query_is_counted_but_not_kept(db, settings):
    settings.SLOW_MS = 60_000
    timer = watched(Option.objects.count)
    assert timer.count == 1
    assert slow.flush() == 0


def test_the_table_and_the_buffer_are_bounded(db, monkeypatch):
    monkeypatch.setattr(slow, "KEPT", 5)
    monkeypatch.setattr(slow, "BUFFERED", 8)
    for n in range(20):
        watched(raw(f"SELECT 1 AS {'abcdefghijklmnopqrst'[n]}"))
    assert slow.flush() == 8
    assert SlowQuery.objects.count() == 5


def test_nothing_is_written_inside_the_watched_transaction(db):
    watched(Option.objects.count)
    assert not SlowQuery.objects.exists()
    slow.flush()
    assert SlowQuery.objects.count() == 1
