"""重建索引：编到一半被杀，接着编；其间写的一件不丢。"""

import os
import signal
import subprocess
import sys

import pytest
from django.db import connection

from sanban.matters import services
from sanban.matters.commands import reindex
from sanban.matters.services import Opening
from sanban.search import services as search
from sanban.search.finding import find
from sanban.search.models import Passage
from tests.search.heads import owners


def count(person, words):
    return find(words, visible=services.sight_of(person)).total


@pytest.mark.django_db
def test_rebuilding_finds_the_same_again(cast, now, capsys):
    for n in range(5):
        services.refresh(
            services.start("incoming", Opening(f"水库第{n}号"), by=cast.clerk, now=now)
        )
    assert reindex.main([]) == 0
    assert count(cast.clerk, "水库") == 5
    assert "5 段" in capsys.readouterr().out


@pytest.mark.django_db
def test_gathering_picks_up_what_was_never_indexed(cast, now):
    services.start("incoming", Opening("水库"), by=cast.clerk, now=now)
    search.Pending.objects.all().delete()
    assert count(cast.clerk, "水库") == 0
    reindex.main(["--gather"])
    assert count(cast.clerk, "水库") == 1


@pytest.mark.django_db
def test_an_interrupted_rebuild_goes_on_and_newer_writes_stay(cast, now, monkeypatch):
    made = [
        services.start("incoming", Opening(f"水库第{n}号"), by=cast.clerk, now=now)
        for n in range(6)
    ]
    for one in made:
        services.refresh(one)
    monkeypatch.setattr(search, "BATCH", 2)
    search.begin_rebuild()
    search.rebuild(most=2)
    assert count(cast.clerk, "水库") == 2
    amended = services.Amendment(note="改题", title="大坝")
    for one in (made[0], made[5]):
        services.refresh(services.amend(one, amended, by=cast.clerk, now=now))
    late = services.start("incoming", Opening("大坝"), by=cast.clerk, now=now)
    services.refresh(late)
    reindex.main(["--resume"])
    assert count(cast.clerk, "水库第") == 4
    assert count(cast.clerk, "大坝") == 3
    assert search.left_to_rebuild() == 0


KILLED = """
import django
django.setup()
from sanban.search import services
services.BATCH = 1
services.rebuild(lambda done: print(done, flush=True))
"""


def _here(folder):
    """让另一个进程用测试的这个库。"""
    here = connection.settings_dict
    if connection.vendor == "sqlite":
        (folder / "sanban.sqlite3").symlink_to(here["NAME"])
    address = f"postgresql://{here['USER']}@{here['HOST']}:{here['PORT']}/{here['NAME']}"
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "sanban.settings",
        "SANBAN_DATA": str(folder),
        "SANBAN_DATABASE": "" if connection.vendor == "sqlite" else address,
    }


@pytest.mark.django_db(transaction=True)
def test_a_rebuild_killed_halfway_is_resumed(tmp_path):
    for n in range(40):
        search.put(n + 1, [search.Piece(0, f"水库第{n}号", "内容" * 200)])
    search.begin_rebuild()
    command = [sys.executable, "-c", KILLED]
    where = _here(tmp_path)
    with subprocess.Popen(command, env=where, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            if int(line) >= 5:
                process.send_signal(signal.SIGKILL)
                break
    left = search.left_to_rebuild()
    assert 0 < left <= 35
    search.rebuild()
    assert search.left_to_rebuild() == 0
    assert len(owners("水库")) == 40
    assert Passage.objects.count() == 40
