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
    return services.seal(now=timezone.now() + timedelta(minutes=1))


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
    assert services.verify().unsealed == 1


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
