"""写一行：与 ORM 的 `save` 写出来的一样。"""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, models

from sanban.core.models import Serial
from sanban.core.writing import insert, rewrite
from sanban.documents import services as documents
from sanban.documents.models import Incoming
from sanban.files.models import Rendition, RenditionState, StoredFile
from sanban.matters.models import Matter

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 9, 1, 8, 30, tzinfo=UTC)


@pytest.fixture
def registered(cast, now):
    form = documents.Registration(title="防火的通知", sender_name="演示市应急管理局")
    return documents.register(None, form, by=cast.clerk, now=now, send=False).matter


def columns(row: models.Model) -> dict[str, object]:
    return {
        one.attname: getattr(row, one.attname)
        for one in type(row)._meta.concrete_fields
        if not one.primary_key
    }


def test_a_row_is_written_as_the_orm_would(registered):
    known = Matter.objects.get(pk=registered.pk)
    known.pk, known.parent_id, known.data = None, registered.pk, '{"a": "“引号”"}'
    written = insert(known)
    assert columns(Matter.objects.get(pk=written.pk)) == columns(written)
    written.pk, written._state.adding = None, True
    written.save()
    first, second = Matter.objects.order_by("-pk")[:2]
    assert columns(first) == columns(second)


def test_a_row_with_its_own_key_keeps_it(registered):
    row = Incoming.objects.get(pk=registered.pk)
    Incoming.objects.filter(pk=row.pk).delete()
    row.issue_date = date(2026, 8, 31)
    insert(row)
    assert columns(Incoming.objects.get(pk=registered.pk)) == columns(row)


def test_moments_of_their_own_and_choices_are_filled():
    stored = insert(StoredFile(digest="a" * 64, length=1, media="txt"))
    made = insert(Rendition(source=stored, state=RenditionState.FAILED, fault="坏"))
    fresh = Rendition.objects.select_related("source").get(pk=made.pk)
    assert (fresh.state, fresh.fault, fresh.pages) == ("failed", "坏", 0)
    assert fresh.source.stored_at == stored.stored_at


def test_what_was_inserted_can_be_saved_again():
    row = insert(Serial(series="演练", year=2026))
    row.last = 7
    row.save()
    assert Serial.objects.get(series="演练").last == 7


def test_a_double_is_refused():
    insert(StoredFile(digest="b" * 64, length=1, media="txt"))
    with pytest.raises(IntegrityError):
        insert(StoredFile(digest="b" * 64, length=1, media="txt"))


def test_only_the_named_columns_are_rewritten(registered):
    row = Matter.objects.get(pk=registered.pk)
    row.title, row.ended_at, row.urgency = "新的题目", MOMENT, "top"
    rewrite(row, "title", "ended_at")
    fresh = Matter.objects.get(pk=row.pk)
    assert (fresh.title, fresh.ended_at, fresh.urgency) == ("新的题目", MOMENT, "")


def test_a_row_that_is_gone_cannot_be_rewritten():
    row = insert(Serial(series="演练", year=2026))
    Serial.objects.all().delete()
    with pytest.raises(DatabaseError):
        rewrite(row, "last")
