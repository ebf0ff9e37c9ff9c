"""库里的行：读出来、写回去一行不差；两种库读出来一样；读的时候停在一刻。"""

import json
import threading
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from sanban.core.errors import Refused
from sanban.core.models import ClockRow, Holiday, Option
from sanban.operations import rows
from sanban.people.models import Account, Org, Person

whole = pytest.mark.django_db(transaction=True)
MOMENT = datetime(2026, 9, 16, 1, 2, 3, 456, tzinfo=UTC)


def table(name):
    return next(one for one in rows.tables() if one.name == name)


def everything():
    return {one.name: rows.tally(connection, one).digest for one in rows.tables()}


@pytest.fixture
def full(cast, accounts):
    Option.objects.create(name="office_name", value="演示县人民政府办公室\t“一\\n”\n二\r\u2028")
    ClockRow.objects.create(name="a", label="甲", next_run=MOMENT, last_run=None)
    DBTaskResult.objects.create(
        task_path="sanban.audit.jobs.seal", queue_name="default", backend_name="default",
        run_after=MOMENT, args_kwargs={"b": [1, 2.5, None], "a": {"字": "值"}}, priority=0,
    )  # fmt: skip


def test_every_column_of_the_product_has_a_known_kind():
    names = {one.name for one in rows.tables()}
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if meta.app_label not in rows.LEFT_OUT_ROOMS and meta.db_table not in rows.LEFT_OUT:
            assert meta.db_table in names


def test_tables_come_after_those_they_refer_to_and_the_office_comes_last():
    order = [one.name for one in rows.tables()]
    assert order.index("people_org") < order.index("people_person") < order.index("matters_matter")
    assert order.index("matters_matter") < order.index("documents_incoming")
    assert order[-1] == rows.LAST
    assert "django_session" not in order


@whole
def test_rows_written_back_are_the_same_to_the_last_bit(full):
    before = everything()
    with rows.snapshot() as frozen:
        kept = {one.name: list(rows.read(frozen, one)) for one in rows.tables()}
    rows.clear("default", kept)
    assert not Person.objects.exists()
    for one in rows.tables():
        with transaction.atomic():
            lines = b"".join(map(rows.line_of, kept[one.name]))
            assert rows.write(connection, one, rows.parse(lines)) == len(kept[one.name])
    assert everything() == before
    assert ClockRow.objects.get().next_run == MOMENT
    assert DBTaskResult.objects.get().args_kwargs["a"] == {"字": "值"}


@whole
def test_numbers_go_on_from_the_greatest_after_writing(full):
    """SQLite 用过的号不再用，所以可能隔着；撞不上就是。"""
    Holiday.objects.all().delete()
    with transaction.atomic():
        rows.write(connection, table("core_holiday"), [[41, "2026-10-01", "国庆", False]])
    rows.reset_numbers()
    assert Holiday.objects.create(day="2026-10-02", name="国庆").pk > 41


@whole
def test_a_snapshot_stays_at_its_moment_and_holds_nobody_up(cast):
    with rows.snapshot() as frozen:
        before = rows.count(frozen, table("people_org"))
        writing = threading.Thread(target=_add_one)
        writing.start()
        writing.join(timeout=10)
        assert not writing.is_alive()
        assert rows.count(frozen, table("people_org")) == before
    assert rows.count(connection, table("people_org")) == before + 1


def _add_one():
    Org.objects.create(name="演示县教育局", short_name="县教育局", kind="dept")
    connection.close()


@whole
def test_reading_can_go_on_after_a_key(cast):
    people = table("people_person")
    found = list(rows.read(connection, people))
    rest = list(rows.read(connection, people, after=found[4][people.key_place]))
    assert rest == found[5:]


@whole
def test_both_databases_tell_a_row_in_the_same_words(full):
    told = next(iter(rows.read(connection, table("core_clock_row"))))
    assert told[1:6] == ["a", "甲", "", "2026-09-16 01:02:03.000456", None]
    jobs = table("django_tasks_database_dbtaskresult")
    row = dict(zip([c.name for c in jobs.columns], next(rows.read(connection, jobs)), strict=True))
    assert json.loads(row["args_kwargs"])["b"] == [1, 2.5, None]
    assert row["args_kwargs"].startswith('{"a":{"字":"值"}')
    assert len(row["id"]) == 32
    account = next(rows.read(connection, table("people_account")))
    assert Account.objects.filter(pk=account[0]).exists()
    assert [one for one in account if isinstance(one, bool)]


def test_lines_that_are_no_rows_are_refused():
    with pytest.raises(Refused, match="文件坏了"):
        rows.parse(b'["a"]\n["b"')
