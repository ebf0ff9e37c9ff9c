"""搬家：在用着的 SQLite 逐行搬到 PostgreSQL，断了接着搬，再搬只补改过的，收不下的说清是哪一行。"""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import date

import psycopg
import pytest
from django.db import connection, transaction

from sanban.audit import services as audit
from sanban.core import services as core
from sanban.core.errors import Refused
from sanban.core.models import Holiday, Option, Serial
from sanban.operations.services import moving
from sanban.operations.services.moving import columns
from sanban.people.models import Org
from tests.operations.clusters import ROOT, Cluster, asked

pytestmark = [
    pytest.mark.slow,
    pytest.mark.sqlite,
    pytest.mark.django_db(transaction=True),
]
MARK = "a" * 32
ODD = "反斜杠\\制表\t换行\n回车\r表情😀 引号'\"逗号, \\N 行分隔\u2028末"


@pytest.fixture(scope="module")
def cluster():
    made = Cluster()
    yield made
    made.end()


@pytest.fixture
def _no_search(monkeypatch):
    """搜索的索引另有测试；这里不另起进程去做。"""
    monkeypatch.setattr(moving, "_rebuild_search", lambda address: True)


@pytest.fixture(scope="module")
def template(cluster, django_db_setup, django_db_blocker):
    """建好了表、还没有搬过的库，省得每个测试都建一遍。"""
    address = cluster.database()
    with django_db_blocker.unblock():
        moving._make_tables(address)
    with psycopg.connect(address, autocommit=True) as link:
        link.execute(f"CREATE TABLE {moving.target.NOTES} (name text PRIMARY KEY, told text)")
        link.execute(f"INSERT INTO {moving.target.NOTES} VALUES ('mark', %s)", (MARK,))
    return address.rpartition("/")[2]


@pytest.fixture
def target(cluster, template, _no_search, monkeypatch):
    """一个建好了表的空库的地址，认得本办公室。"""
    monkeypatch.setattr(moving, "_make_tables", lambda address: None)
    core.set_option("office_mark", MARK)
    return cluster.database(template)


def insert(table, **values):
    names, marks = ", ".join(values), ", ".join(["%s"] * len(values))
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values.values()))


def org(name, **more):
    return Org.objects.create(name=name, kind="dept", **more)


def move(address, **more):
    return moving.move(address, say=lambda *_: None, **more)


def test_every_kind_of_column_can_be_moved():
    assert len(columns.tables()) > 80


def test_every_row_arrives_as_it_was(target, cast, accounts):
    Option.objects.create(name="odd", value=ODD)
    Holiday.objects.create(day=date(2026, 10, 1), name="国庆节", is_workday=False)
    for number in range(7):
        audit.record("sign_in", by=cast.clerk, detail=f"第 {number} 回")
    moved = move(target, batch=3)
    assert (moved.is_again, moved.rows) == (False, moved.written)
    assert asked(target, "SELECT value FROM core_option WHERE name = 'odd'") == [(ODD,)]
    found = asked(target, "SELECT day, is_workday FROM core_holiday")
    assert found == [(date(2026, 10, 1), False)]
    for table in columns.tables():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT COUNT(*) FROM "{table.name}"')
            assert asked(target, f'SELECT COUNT(*) FROM "{table.name}"') == cursor.fetchall()
    moments = asked(target, "SELECT id, password_changed_at FROM people_account ORDER BY id")
    assert moments == sorted((one.pk, one.password_changed_at) for one in accounts.values())


def test_the_rules_of_the_tables_are_all_back(target):
    before = asked(target, "SELECT COUNT(*) FROM pg_indexes WHERE schemaname = 'public'")
    rules = asked(target, "SELECT conname FROM pg_constraint ORDER BY conname")
    move(target)
    assert asked(target, "SELECT COUNT(*) FROM pg_indexes WHERE schemaname = 'public'") == before
    assert asked(target, "SELECT conname FROM pg_constraint ORDER BY conname") == rules


def test_numbers_of_rows_go_on_where_they_were(target):
    kept = org("甲局")
    org("乙局").delete()
    move(target)
    made = "INSERT INTO core_option (name, value) VALUES ('x', 'y') RETURNING id"
    assert asked(target, made)[0][0] > Option.objects.latest("pk").pk
    at = asked(target, "SELECT last_value FROM people_org_id_seq")
    assert at == [(kept.pk + 1,)]


def test_a_second_time_only_what_changed_is_written(target):
    made = [org(f"第 {number} 局") for number in range(40)]
    serial = Serial.objects.create(series="收文", year=2026, last=7)
    move(target, batch=5)
    made[3].delete()
    Org.objects.filter(pk=made[20].pk).update(name="改名局")
    Serial.objects.filter(pk=serial.pk).update(last=8)
    org("新来局")
    moved = move(target, batch=5)
    assert moved.is_again
    assert moved.written == 3
    names = {name for (name,) in asked(target, "SELECT name FROM people_org")}
    assert names == set(Org.objects.values_list("name", flat=True))
    assert asked(target, "SELECT last FROM core_serial") == [(8,)]
    assert move(target, batch=5).written == 0


def test_two_rows_may_change_places_between_two_moves(target):
    first, *_, last = [Option.objects.create(name=f"n{n}", value=str(n)) for n in range(9)]
    move(target, batch=2)
    Option.objects.filter(pk=last.pk).update(name="x")
    Option.objects.filter(pk=first.pk).update(name="n8")
    Option.objects.filter(pk=last.pk).update(name="n0")
    move(target, batch=2)
    found = dict(asked(target, "SELECT name, value FROM core_option WHERE name LIKE 'n_'"))
    assert (found["n8"], found["n0"]) == ("0", "8")


def test_what_is_written_while_moving_waits_for_the_next_time(target):
    org("先有的局")

    def writing(doing, done, total):
        if "people_org" in doing and not Org.objects.filter(name="后来的局").exists():
            org("后来的局")

    moving.move(target, say=writing, batch=1)
    assert asked(target, "SELECT name FROM people_org") == [("先有的局",)]
    move(target)
    assert len(asked(target, "SELECT name FROM people_org")) == 2


def test_a_database_of_others_is_left_alone(cluster, _no_search):
    address = cluster.database()
    asked(address, "CREATE TABLE theirs (id int)")
    with pytest.raises(Refused) as refusal:
        move(address)
    assert refusal.value.code == "foreign"
    assert asked(address, "SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'") == [(1,)]


def test_a_database_in_another_encoding_is_refused(cluster, _no_search):
    with psycopg.connect(cluster.address, autocommit=True) as link:
        link.execute("CREATE DATABASE plain TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'")
    with pytest.raises(Refused) as refusal:
        move(cluster.address.rpartition("/")[0] + "/plain")
    assert refusal.value.code == "not-utf8"


def test_a_user_who_may_not_make_tables_is_told_what_to_do(cluster, _no_search):
    address = cluster.database()
    asked(address, "CREATE ROLE guest LOGIN")
    with pytest.raises(Refused) as refusal:
        move(address.replace("sanban@", "guest@"))
    assert refusal.value.code == "not-owner"


def test_another_office_is_not_moved_over_this_one(target):
    core.set_option("office_mark", "b" * 32)
    with pytest.raises(Refused) as refusal:
        move(target)
    assert refusal.value.code == "foreign"


def test_what_was_done_over_there_is_never_overwritten(target):
    org("甲局")
    move(target)
    asked(target, "UPDATE people_org SET name = '那边改的局'")
    with pytest.raises(Refused) as refusal:
        move(target)
    assert refusal.value.code == "in-use"
    assert asked(target, "SELECT name FROM people_org") == [("那边改的局",)]


def test_an_address_that_does_not_answer_is_told(_no_search):
    with pytest.raises(Refused) as refusal:
        move("postgresql://127.0.0.1:1/sanban")
    assert refusal.value.code == "no-target"


WRONG = (
    ("core_option", "value", "'x' || char(0) || 'y'", "NUL"),
    ("core_option", "value", "printf('%.*c', 301, 'x')", "301 个字，最多 300 个"),
    ("core_option", "value", "x'ff00'", "不是文字"),
    ("core_option", "value", "CAST(x'e4bd' AS TEXT)", "乱码"),
    ("core_serial", "last", "'七'", "不是整数"),
    ("core_serial", "year", "40000", "放不下"),
    ("core_holiday", "day", "'10月1日'", "写法不对"),
    ("core_holiday", "is_workday", "7", "不是“是”或“否”"),
)


@pytest.mark.parametrize(("table", "column", "value", "said"), WRONG)
def test_a_value_it_cannot_hold_is_named_by_row(target, table, column, value, said):
    kept = Option.objects.create(name="k", value="v")
    Serial.objects.create(pk=kept.pk, series="收文", year=2026, last=7)
    Holiday.objects.create(pk=kept.pk, day=date(2026, 10, 1), name="国庆节")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = 1")
        cursor.execute(f"UPDATE {table} SET {column} = {value} WHERE id = {kept.pk}")
        cursor.execute("PRAGMA ignore_check_constraints = 0")
    with pytest.raises(moving.Trouble) as trouble:
        move(target)
    assert trouble.value.faults[0].startswith(f"{table} 的 {kept.pk}，{column} 栏")
    assert said in trouble.value.faults[0]


def test_a_row_that_points_nowhere_is_named(target):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys = 0")
        cursor.execute(
            "INSERT INTO people_office_section (org_id, name, rank_order) VALUES (99, '科', 1)"
        )
        cursor.execute("PRAGMA foreign_keys = 1")
        with pytest.raises(moving.Trouble) as trouble:
            move(target)
        cursor.execute("DELETE FROM people_office_section")
    assert "people_office_section" in trouble.value.faults[0]


def test_killed_half_way_it_goes_on(cluster, target, tmp_path):
    with transaction.atomic():
        audit.record_many("sign_in", (("", f"第 {n} 回") for n in range(60_000)), by=None)
    data = tmp_path / "data"
    data.mkdir()
    with sqlite3.connect(data / "sanban.sqlite3") as copy:
        connection.connection.backup(copy)
    copy.close()
    command = [sys.executable, "-m", "sanban.command", "migrate-to", "--batch", "100", target]
    env = {**os.environ, "SANBAN_DATA": str(data), "SANBAN_DATABASE": ""}
    first = subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True)
    limit = time.monotonic() + 60
    while asked(target, "SELECT COUNT(*) FROM audit_log")[0][0] < 1000:
        assert first.poll() is None, first.communicate()
        assert time.monotonic() < limit
        time.sleep(0.02)
    os.kill(first.pid, signal.SIGKILL)
    first.communicate()
    half = asked(target, "SELECT COUNT(*) FROM audit_log")[0][0]
    assert 1000 <= half < 60_000
    said = subprocess.run(command, cwd=ROOT, env=env, check=False, capture_output=True, text=True)
    assert "搬好了" in said.stdout, said
    assert asked(target, "SELECT COUNT(*) FROM audit_log") == [(60_000,)]
    assert asked(target, f"SELECT told FROM {moving.target.NOTES} WHERE name = 'done'") == [("1",)]
    assert not asked(target, f"SELECT 1 FROM {moving.target.NOTES} WHERE name LIKE 'owed:%'")


LOGIN = dict.fromkeys(("user_agent", "username", "http_accept", "path_info", "session_hash"), "")
JOB = dict.fromkeys(("task_path", "exception_class_path", "traceback"), "")
ARGUMENTS = '{"kwargs": {"b": "回\\n车\\\\"}, "args": [1.50, 2, null, true]}'


def test_what_was_moved_compares_as_the_same(target):
    """两边的时刻、结构、地址、编号写法不同，比的时候要认作一样。"""
    for address in ("::FFFF:10.0.0.1", "2001:DB8::1", "10.0.0.1"):
        moment = "2026-09-16 01:00:00.120000"
        insert("axes_accesslog", ip_address=address, attempt_time=moment, **LOGIN)
    moments = dict.fromkeys(("enqueued_at", "run_after"), "2026-09-16 01:00:00.5")
    insert(
        "django_tasks_database_dbtaskresult", **JOB, **moments, id="0123456789abcdef" * 2,
        status="READY", args_kwargs=ARGUMENTS, priority=0, queue_name="default",
        backend_name="default", worker_ids="[]",
    )  # fmt: skip
    move(target)
    assert move(target).written == 0
    kept = asked(
        target, "SELECT args_kwargs->'kwargs'->>'b' FROM django_tasks_database_dbtaskresult"
    )
    assert kept == [("回\n车\\",)]
