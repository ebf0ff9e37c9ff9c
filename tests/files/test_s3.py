"""对象存储：与本机文件夹一样的规矩，存好了读回来核对过。"""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from sanban.core.errors import Refused
from sanban.files import services
from sanban.files.models import RenditionState, StoredFile
from sanban.files.services import stores

DATA = "演示内容".encode()


@pytest.fixture
def stored(db, with_s3):
    with_s3(True)
    return services.store([DATA[:5], DATA[5:]], media="txt")


def test_content_is_kept_under_its_digest_and_nothing_on_disk(stored, bucket, settings):
    assert [one.key for one in bucket.objects.all()] == [stores.name_of(stored.digest)]
    assert services.read_bytes(stored) == DATA
    assert not settings.FILES.exists()


def test_the_same_content_is_kept_once(stored, bucket):
    assert services.store(DATA, media="txt") == stored
    assert len(list(bucket.objects.all())) == 1


def test_what_rotted_in_the_bucket_is_reported_and_written_anew_when_it_comes_again(
    stored, bucket, now
):
    bucket.put_object(Key=stores.name_of(stored.digest), Body=b"rotten")
    assert [one.said for one in services.check(now=now).faults] == ["内容与存入时不一致"]
    assert services.store(DATA, media="txt") == stored
    assert services.check(now=now).faults == ()


def test_a_store_that_gives_back_other_bytes_acknowledges_nothing(stored, monkeypatch):
    put = stores.main()._save.__func__.__globals__["S3Storage"]._save

    def bent(self, name, content):
        content.read()
        return put(self, name, type(content)(b"bent"))

    monkeypatch.setattr("sanban.files.services.stores.s3.S3Storage._save", bent)
    with pytest.raises(Refused, match="没有办成"):
        services.store(b"other", media="txt")
    assert StoredFile.objects.get() == stored


def test_rolled_back_leaves_no_orphan_after_sweep(stored, bucket, settings):
    settings.DATABASE = "postgresql://"
    with transaction.atomic():
        services.store(b"never", media="txt")
        transaction.set_rollback(True)
    assert len(list(bucket.objects.all())) == 2
    assert services.sweep(now=timezone.now()).removed == 0
    later = timezone.now() + timedelta(hours=2)
    assert [one.said for one in services.check(now=later).faults] == ["没有哪一行记着它"]
    assert services.sweep(now=later).removed == 1
    assert [one.key for one in bucket.objects.all()] == [stores.name_of(stored.digest)]


def test_missing_is_reported_not_mended(stored, bucket, now):
    bucket.delete_objects(Delete={"Objects": [{"Key": stores.name_of(stored.digest)}]})
    assert [one.said for one in services.check(now=now).faults] == ["找不到了"]
    assert services.sweep(now=now).missing == (stored.digest,)
    with pytest.raises(Refused, match="找不到"):
        services.open_file(stored)


def test_an_unreachable_store_refuses_and_is_not_called_missing(stored, settings, now):
    options = {**settings.STORAGES["s3"]["OPTIONS"], "endpoint_url": "http://127.0.0.1:9"}
    gone = {**settings.STORAGES["s3"], "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "s3": gone, "content": gone}
    with pytest.raises(Refused, match="没有办成"):
        services.store(b"other", media="txt")
    with pytest.raises(Refused, match="读不出来"):
        services.read_bytes(stored)
    with pytest.raises(services.StoreDown):
        services.check(now=now)


def test_pages_are_drawn_from_the_bucket(db, with_s3, demo_pdf):
    with_s3(True)
    row = services.ask_rendition(services.store(demo_pdf, media="pdf"))
    assert row.state == RenditionState.READY
    png = services.page_png(row, 1, width_px=200, watermark="林晓燕 县政府办")
    assert png.startswith(b"\x89PNG")


@pytest.mark.django_db(transaction=True)
def test_discarding_removes_row_and_object(with_s3, bucket):
    with_s3(True)
    assert services.discard(services.store(DATA, media="txt"))
    assert not list(bucket.objects.all())
