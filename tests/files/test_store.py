"""存文件：一样的只存一份，断电不留孤儿，查验只报不改。"""

import errno
import os
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from sanban.core.errors import Refused
from sanban.files import services
from sanban.files.models import ImmutableError, RenditionState, StoredFile

DATA = "演示内容".encode()


class PowerCutError(Exception):
    """停电。"""


@pytest.fixture
def stored(db):
    return services.store([DATA[:5], DATA[5:]], media="txt")


def on_disk(settings):
    return [one for one in settings.FILES.rglob("*") if one.is_file()]


def test_content_is_kept_under_its_digest(stored):
    assert services.path_of(stored).parts[-3:-1] == (stored.digest[:2], stored.digest[2:4])
    assert services.read_bytes(stored) == DATA
    assert services.path_of(stored).stat().st_mode & 0o777 == 0o600


def test_the_same_content_is_kept_once(stored, settings):
    assert services.store(DATA, media="txt") == stored
    assert len(on_disk(settings)) == 1


def test_a_stored_row_never_changes(stored):
    stored.media = "pdf"
    with pytest.raises(ImmutableError):
        stored.save()


def test_too_large_is_refused_before_the_rest_arrives(db, settings):
    settings.UPLOAD_LIMIT = 1024 * 1024
    taken = []

    def chunks():
        for _ in range(100):
            taken.append(1)
            yield b"x" * 600_000

    with pytest.raises(Refused, match="1 MB 的上限"):
        services.store(chunks(), media="txt")
    assert len(taken) == 2
    assert not StoredFile.objects.exists()


def test_killed_between_file_and_row_leaves_no_orphan_after_sweep(db, settings, now):
    def cut():
        with transaction.atomic():
            services.store(DATA, media="txt")
            raise PowerCutError

    with pytest.raises(PowerCutError):
        cut()
    assert len(on_disk(settings)) == 1
    assert services.sweep(now=now, idle=True).removed == 1
    assert not on_disk(settings)


def test_killed_while_writing_leaves_no_partial_after_sweep(db, settings, stored, now):
    partial = settings.FILES / services.PARTIAL / "abc"
    partial.write_bytes(b"half")
    assert services.sweep(now=now, idle=True).removed == 1
    assert on_disk(settings) == [services.path_of(stored)]


def test_on_postgresql_sweep_spares_the_last_hour(db, settings):
    settings.DATABASE = "postgresql://"
    now = datetime.now(UTC)
    fresh, old = (settings.FILES / services.PARTIAL / name for name in ("new", "old"))
    fresh.parent.mkdir(parents=True)
    for place in (fresh, old):
        place.write_bytes(b"half")
    hours_ago = (now - timedelta(hours=2)).timestamp()
    os.utime(old, (hours_ago, hours_ago))
    assert services.sweep(now=now).removed == 1
    assert fresh.exists()


def test_a_file_without_a_row_is_reported_once_it_is_old(stored, settings, now):
    stray = settings.FILES / "ab" / "cd" / ("abcd" + "0" * 60)
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"stray")
    os.utime(stray, (now.timestamp(), now.timestamp()))
    assert services.check(now=now).faults == ()
    found = services.check(now=now + timedelta(hours=2))
    assert [one.name for one in found.faults] == [f"ab/cd/{stray.name}"]
    assert (found.files, found.length, stray.exists()) == (1, len(DATA), True)


def test_what_rotted_on_disk_is_written_anew_when_it_comes_again(stored):
    services.path_of(stored).write_bytes(b"rotten")
    assert services.store(DATA, media="txt") == stored
    assert services.read_bytes(stored) == DATA


def test_a_full_disk_refuses_in_one_sentence_and_leaves_no_row(db, monkeypatch):
    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="盘满了"):
        services.store(DATA, media="txt")
    assert not StoredFile.objects.exists()


def test_missing_and_altered_files_are_reported_not_mended(stored, now):
    services.path_of(stored).write_bytes(b"altered")
    assert [str(one) for one in services.check(now=now).faults] == [
        f"{stored.digest}：内容与存入时不一致"
    ]
    services.path_of(stored).unlink()
    assert [str(one) for one in services.check(now=now).faults] == [f"{stored.digest}：找不到了"]
    assert services.sweep(now=now, idle=True).missing == (stored.digest,)
    with pytest.raises(Refused, match="找不到"):
        services.open_file(stored)


@pytest.mark.django_db(transaction=True)
def test_discarding_removes_row_and_file(settings):
    stored = services.store(DATA, media="txt")
    assert services.discard(stored)
    assert not StoredFile.objects.exists()
    assert not on_disk(settings)


def test_a_pdf_is_its_own_rendition(db, demo_pdf):
    row = services.ask_rendition(services.store(demo_pdf, media="pdf"))
    assert (row.state, row.pdf, row.pages) == (RenditionState.READY, row.source, 1)
    png = services.page_png(row, 1, width_px=200, watermark="林晓燕 县政府办")
    assert png.startswith(b"\x89PNG")
    with pytest.raises(Refused, match="看不了"):
        services.page_png(row, 9, width_px=200, watermark="")


def test_other_kinds_are_converted_in_the_background_once(stored):
    row = services.ask_rendition(stored)
    assert row.state == RenditionState.WAITING
    with pytest.raises(Refused, match="正在准备"):
        services.page_png(row, 1, width_px=200, watermark="")
    services.render.call(row.pk)
    services.render.call(row.pk)
    row.refresh_from_db()
    assert (row.state, row.pages) == (RenditionState.READY, 1)
    assert services.ask_rendition(stored) == row


def test_what_cannot_be_converted_says_why_and_may_be_asked_again(db):
    row = services.ask_rendition(services.store(b"not a pdf", media="pdf"))
    assert row.state == RenditionState.FAILED
    assert "打不开" in row.fault
    unknown = services.ask_rendition(services.store(b"PK", media="zip"))
    services.render.call(unknown.pk)
    unknown.refresh_from_db()
    assert "不能预览" in unknown.fault
    again = services.ask_rendition(unknown.source, again=True)
    assert again.state == RenditionState.WAITING
