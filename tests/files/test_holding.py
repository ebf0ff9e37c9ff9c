"""正在备份时不删文件；备份断了，到时自己失效。"""

from datetime import timedelta

from django.utils import timezone

from sanban.core.models import Option
from sanban.files import services
from sanban.files.services import holding


def discard_while_held(stored, django_capture_on_commit_callbacks):
    with holding.holding(now=timezone.now()), django_capture_on_commit_callbacks(execute=True):
        services.discard(stored)


def test_nothing_is_deleted_while_a_backup_runs(db, django_capture_on_commit_callbacks):
    stored = services.store(b"kept", media="txt")
    place = services.path_of(stored)
    discard_while_held(stored, django_capture_on_commit_callbacks)
    assert place.is_file()
    assert not holding.is_held()
    services.sweep(now=timezone.now(), idle=True)
    assert not place.exists()


def test_a_hold_left_behind_runs_out_by_itself(db):
    past = timezone.now() - holding.LEASE - timedelta(seconds=1)
    Option.objects.create(name=f"{holding.PREFIX}x", value=(past + holding.LEASE).isoformat())
    assert not holding.is_held()
    with holding.holding(now=timezone.now()) as push:
        assert Option.objects.filter(name__startswith=holding.PREFIX).count() == 1
        push(timezone.now())
        assert holding.is_held()
