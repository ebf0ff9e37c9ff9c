"""审计：只增不改，按块封存，改了查得出。"""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from sanban.audit import services
from sanban.audit.models import AppendOnlyError, AuditLog, AuditSeal


def write(n):
    for number in range(n):
        services.record("test", by=None, target="matter:1", detail=f"第 {number} 条")


def seal():
    """看见，隔够了，封上。"""
    services.seal(now=timezone.now())
    return services.seal(now=timezone.now() + services.GAP)


def raw(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def sealed(db):
    write(3)
    seal()
    write(2)
    seal()


def test_rows_are_sealed_in_blocks_that_hold_on_to_each_other(sealed):
    first, second = AuditSeal.objects.order_by("last_id")
    assert (first.rows, second.rows, second.previous) == (3, 2, first.digest)
    report = services.verify()
    assert (report.blocks, report.rows, report.breaks, report.unsealed) == (2, 5, (), 0)


def test_fresh_rows_wait_and_are_reported_as_unsealed(db):
    write(1)
    assert services.seal(now=timezone.now()) is None
    assert services.seal(now=timezone.now() + timedelta(seconds=20)) is None
    assert services.verify().unsealed == 1


def test_only_what_was_seen_long_enough_ago_is_sealed(db):
    now = timezone.now()
    write(2)
    services.seal(now=now)
    write(1)
    assert services.seal(now=now + services.GAP).rows == 2
    assert services.verify().unsealed == 1


def test_rows_of_a_host_whose_clock_runs_ahead_are_sealed_with_the_others(db, monkeypatch):
    write(1)
    ahead = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(services.timezone, "now", lambda: ahead)
    write(1)
    monkeypatch.undo()
    write(1)
    assert seal().rows == 3
    assert services.verify().breaks == ()


def test_a_gap_in_the_numbers_waits_for_what_may_not_be_committed_yet(db):
    now = timezone.now()
    write(3)
    _, second, _ = AuditLog.objects.order_by("id").values_list("id", flat=True)
    services.seal(now=now)
    services.seal(now=now + services.GAP)
    write(3)
    raw(f"UPDATE audit_log SET id = {second} + 1000 WHERE id = {second} + 2")
    services.seal(now=now + services.GAP)
    assert services.seal(now=now + services.GAP + timedelta(minutes=1)) is None
    assert services.seal(now=now + services.GAP * 2).rows == 3


def test_a_clock_set_back_begins_the_wait_anew(db):
    now = timezone.now()
    write(1)
    services.seal(now=now + timedelta(days=1))
    assert services.seal(now=now) is None
    assert services.seal(now=now + services.GAP).rows == 1


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE audit_log SET detail = 'x' WHERE id = (SELECT MIN(id) FROM audit_log)", "不一致"),
        ("DELETE FROM audit_log WHERE id = (SELECT MIN(id) FROM audit_log)", "现有 2 行"),
        (
            "UPDATE audit_seal SET digest = 'x' WHERE id = (SELECT MIN(id) FROM audit_seal)",
            "接不上",
        ),
    ],
)
def test_tampering_in_the_database_is_found(sealed, sql, said):
    raw(sql)
    assert any(said in line for line in services.verify().breaks)


def test_a_row_slipped_in_between_is_found(sealed):
    first = AuditLog.objects.order_by("id").first()
    raw(f"UPDATE audit_log SET id = 0 WHERE id = {first.pk}")
    assert services.verify().breaks


def test_rows_cannot_be_changed_or_deleted_through_the_code(db):
    write(1)
    row = AuditLog.objects.get()
    for act in (row.save, row.delete, AuditLog.objects.all().delete):
        with pytest.raises(AppendOnlyError):
            act()
    with pytest.raises(AppendOnlyError):
        AuditLog.objects.update(detail="x")


def test_a_row_goes_with_the_act_it_records(db):
    with pytest.raises(ValueError, match="不成"), transaction.atomic():
        write(1)
        raise ValueError("不成")
    assert not AuditLog.objects.exists()
