"""文件在对象存储里的办公室：备份、恢复一字节不差，换到另一种存处也行；缺的、连不上的说清楚。"""

import pytest

from sanban.core.errors import Refused
from sanban.files import services as files
from sanban.files.models import StoredFile
from sanban.files.services import stores

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def in_bucket(with_s3, request):
    """文件都在桶里的一间。"""
    with_s3(True)
    return request.getfixturevalue("office")


def contents():
    return {one.digest: files.read_bytes(one) for one in StoredFile.objects.all()}


def keys(bucket):
    return {one.key for one in bucket.objects.all()}


def test_an_office_in_a_bucket_comes_back_whole(in_bucket, bucket, settings, now):
    before, kept, names = in_bucket.digests(), contents(), keys(bucket)
    made = in_bucket.make()
    assert (made.missing, made.file_count) == ((), len(kept))
    assert not settings.FILES.exists()
    in_bucket.empty(settings)
    bucket.objects.all().delete()
    found = in_bucket.restore()
    assert in_bucket.digests()["files_stored_file"] == before["files_stored_file"]
    assert (found.file_count, found.missing) == (len(kept), [])
    assert (contents(), keys(bucket)) == (kept, names)
    assert files.check(now=now).faults == ()
    assert not settings.FILES.exists()


@pytest.mark.parametrize("goes_in", [True, False], ids=["into-the-bucket", "out-of-it"])
def test_the_two_kinds_of_store_take_each_others_backups(
    with_s3, request, bucket, settings, goes_in
):
    with_s3(not goes_in)
    office = request.getfixturevalue("office")
    kept = contents()
    office.make()
    office.empty(settings)
    bucket.objects.all().delete()
    with_s3(goes_in)
    office.restore()
    assert contents() == kept
    assert len(keys(bucket)) == (len(kept) if goes_in else 0)
    assert settings.FILES.exists() != goes_in


def test_what_is_not_in_the_bucket_is_told_and_the_rest_is_kept(
    in_bucket, bucket, settings, a_digest
):
    bucket.Object(stores.name_of(a_digest)).delete()
    made = in_bucket.make()
    assert made.missing == (a_digest,)
    in_bucket.empty(settings)
    bucket.objects.all().delete()
    assert in_bucket.restore().missing == [a_digest]
    assert len(keys(bucket)) == StoredFile.objects.count() - 1


def gone(settings):
    """对象存储连不上了。"""
    options = {**settings.STORAGES["s3"]["OPTIONS"], "endpoint_url": "http://127.0.0.1:9"}
    away = {**settings.STORAGES["s3"], "OPTIONS": options}
    return {**settings.STORAGES, "s3": away, "content": away}


def test_a_bucket_out_of_reach_makes_no_half_backup(in_bucket, settings):
    settings.STORAGES = gone(settings)
    with pytest.raises(Refused, match="存文件的地方眼下不能用"):
        in_bucket.make()
    assert not (in_bucket.place / "a.tar").exists()


def test_a_restore_cut_off_from_the_bucket_can_be_done_again(in_bucket, bucket, settings):
    kept = contents()
    in_bucket.make()
    in_bucket.empty(settings)
    bucket.objects.all().delete()
    here = settings.STORAGES
    settings.STORAGES = gone(settings)
    with pytest.raises(Refused, match="存文件的地方"):
        in_bucket.restore()
    settings.STORAGES = here
    in_bucket.restore()
    assert contents() == kept
