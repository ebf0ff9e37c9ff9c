"""搬家：两头都行，断了接着抄，抄的核对过，原处不动。"""

import os
import re
import signal
import subprocess
import sys
import time

import pytest
from django.db import connection

from sanban.files import services
from sanban.files.services import stores
from sanban.operations.commands import move_files

MANY = 60


@pytest.fixture
def filled(db, with_s3):
    return [services.store(f"第 {number} 份".encode() * 50, media="txt") for number in range(5)]


def names(bucket):
    return sorted(one.key for one in bucket.objects.all())


def test_all_files_are_copied_and_the_old_ones_stay(filled, bucket, capsys, settings):
    assert move_files.main(["--to", "s3"]) == 0
    assert "SANBAN_STORE=s3" in capsys.readouterr().out
    assert names(bucket) == sorted(stores.name_of(one.digest) for one in filled)
    assert all(services.path_of(one).is_file() for one in filled)


def test_what_came_in_after_the_copy_is_read_and_brought_over_after_the_switch(
    filled, bucket, with_s3, capsys, now
):
    services.move_files("s3")
    late = services.store(b"late", media="txt")
    with_s3(True)
    assert services.read_bytes(late) == b"late"
    assert [one.name for one in services.check(now=now).faults] == [late.digest]
    assert move_files.main(["--to", "s3"]) == 0
    assert "这回抄了 1 份" in capsys.readouterr().out
    assert services.check(now=now).faults == ()


def test_and_back_to_the_folder(filled, with_s3, settings):
    with_s3(True)
    only_there = services.store(b"only there", media="txt")
    moved = services.move_files("local")
    assert (moved.copied, moved.already) == (1, 5)
    with_s3(False)
    assert services.read_bytes(only_there) == b"only there"


def test_a_damaged_original_is_named_and_never_copied(filled, bucket, capsys):
    services.path_of(filled[0]).write_bytes(b"rotten")
    services.path_of(filled[1]).unlink()
    assert move_files.main(["--to", "s3"]) == 1
    said = capsys.readouterr().out
    assert filled[0].digest in said
    assert filled[1].digest in said
    assert len(names(bucket)) == 3


def test_without_a_bucket_it_says_what_to_set(db, capsys):
    assert move_files.main(["--to", "s3"]) == 2
    assert "SANBAN_S3_BUCKET" in capsys.readouterr().err


@pytest.mark.django_db(transaction=True)
def test_killed_half_way_it_goes_on_where_it_stopped(with_s3, bucket, settings, tmp_path):
    for number in range(MANY):
        services.store(f"第 {number} 份".encode() * 4000, media="txt")
    options = settings.STORAGES["s3"]["OPTIONS"]
    how = {
        **os.environ, "SANBAN_DATA": str(tmp_path), "SANBAN_S3_BUCKET": bucket.name,
        "SANBAN_S3_ENDPOINT": options["endpoint_url"], "SANBAN_S3_KEY": options["access_key"],
        "SANBAN_S3_SECRET": options["secret_key"], **_same_database(),
    }  # fmt: skip
    command = [sys.executable, "-c", RUN]
    with subprocess.Popen(command, env=how, stderr=subprocess.DEVNULL) as first:
        while first.poll() is None and not 5 < len(names(bucket)) < MANY - 5:
            time.sleep(0.01)
        first.send_signal(signal.SIGKILL)
    before = len(names(bucket))
    assert 5 < before < MANY
    done = subprocess.run(command, env=how, capture_output=True, text=True, check=True)
    assert len(names(bucket)) == MANY
    copied = int(re.search(r"这回抄了 (\d+) 份", done.stdout)[1])
    assert copied == MANY - before
    with_s3(True)
    assert services.move_files("s3").already == MANY


RUN = """
import os, sys
from django.conf import settings
import sanban.settings as own
if os.environ.get("TEST_SQLITE"):
    own.DATABASES["default"]["NAME"] = os.environ["TEST_SQLITE"]
os.environ["DJANGO_SETTINGS_MODULE"] = "sanban.settings"
import django
django.setup()
from sanban.operations.commands import move_files
sys.exit(move_files.main(["--to", "s3"]))
"""


def _same_database():
    """另一个进程用的是这里的测试库。"""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return {"TEST_SQLITE": str(given["NAME"]), "SANBAN_DATABASE": ""}
    place = f"{given['USER']}@{given['HOST']}:{given['PORT']}/{given['NAME']}"
    return {"SANBAN_DATABASE": f"postgresql://{place}"}
