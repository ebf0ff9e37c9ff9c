"""运维室的测试共用：一间有人、有文件、有审计的办公室；清空了好往里恢复。"""

import shutil
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from sanban.audit import services as audit
from sanban.core.models import Option
from sanban.files import services as files
from sanban.files.models import StoredFile
from sanban.operations import rows
from sanban.operations.services import backups
from tests.files.conftest import bucket, s3_address, with_s3  # noqa: F401

PASSPHRASE = b"hao-chang-de-kou-ling"


@dataclass(frozen=True)
class Office:
    """一间办公室，和它此刻各表的摘要。"""

    place: Path

    def digests(self):
        return {one.name: rows.tally(connection, one).digest for one in rows.tables()}

    def make(self, name="a.tar", **way):
        return backups.make(self.place / name, way=backups.Way(**way), now=timezone.now())

    def empty(self, settings):
        """换到一处空的地方：库清空，数据文件夹也换一个。"""
        rows.clear("default", [one.name for one in rows.tables()])
        settings.DATA = self.place / "elsewhere"
        settings.FILES = settings.DATA / "files"
        shutil.rmtree(settings.DATA, ignore_errors=True)

    def restore(self, name="a.tar", **how):
        how = backups.Restoring(**how)
        return backups.restore(self.place / name, how=how, now=timezone.now())


@pytest.fixture
def office(cast, accounts, tmp_path, settings):
    settings.BACKUPS = tmp_path / "backups"
    Option.objects.create(name="office_name", value="演示县人民政府办公室")
    for size in (0, 1, 511, 512, 300_000, 3_000_000):
        files.store(bytes([size % 251]) * size, media="txt")
    audit.record("sign-in", by=cast.clerk)
    audit.seal(now=timezone.now() + timedelta(minutes=5))
    return Office(tmp_path)


@pytest.fixture
def a_digest(office):
    return StoredFile.objects.order_by("-length").first().digest
