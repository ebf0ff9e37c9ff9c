"""PostgreSQL 上升级：另建一个库先做一遍；哪一步不成、半路断了，原来的库不变，试的库也不留。"""

import os
import shutil
import signal
import time

import psycopg
import pytest

from tests.operations.clusters import Cluster
from tests.operations.programs import BROKEN, HANGING, begin, new_program, run

pytestmark = [pytest.mark.slow, pytest.mark.postgresql]


class Server:
    """一间办公室：数据文件夹和它的库。"""

    def __init__(self, cluster, place, address):
        self.cluster, self.place, self.address = cluster, place, address

    def act(self, *words, program, **more):
        return run(words, data=self.place, program=program, database=self.address, **more)

    def asked(self, question):
        with psycopg.connect(self.address, autocommit=True) as link:
            return link.execute(question).fetchall()

    def is_upgraded(self):
        columns = self.asked(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'core_holiday'"
        )
        done = self.asked("SELECT name FROM django_migrations WHERE name = '0099_more'")
        assert (("remark",) in columns) == bool(done)
        return bool(done)

    def trials(self):
        return self.asked("SELECT datname FROM pg_database WHERE datname LIKE '%trial%'")

    def leftovers(self):
        return [one.name for one in self.place.iterdir() if one.name.startswith(".upgrade")]


@pytest.fixture(scope="module")
def founded(tmp_path_factory):
    cluster = Cluster()
    place = tmp_path_factory.mktemp("founded") / "data"
    address = cluster.database()
    words = ["init", "--office", "演示县人民政府办公室"]
    code, _, err = run(words, data=place, database=address)
    assert code == 0, err
    yield cluster, place, address.rpartition("/")[2]
    cluster.end()


@pytest.fixture
def server(founded, tmp_path):
    cluster, place, name = founded
    data = shutil.copytree(place, tmp_path / "data")
    return Server(cluster, data, cluster.database(template=name))


def test_an_upgrade_is_tried_in_another_database_backed_up_and_done(server, tmp_path):
    program = new_program(tmp_path / "new")
    code, out, err = server.act("upgrade", "--dry-run", program=program)
    assert code == 0, err
    assert "core 0099_more" in out
    assert "页面打得开" in out
    assert "没有建库的权" not in out
    assert (server.is_upgraded(), server.trials()) == (False, [])

    code, out, err = server.act("upgrade", program=program)
    assert code == 0, err
    assert server.is_upgraded()
    assert server.asked("SELECT DISTINCT remark FROM core_holiday") == [("新",)]
    assert (server.trials(), server.leftovers()) == ([], [])
    assert server.asked("SELECT act FROM audit_log WHERE act = 'office.upgrade'")
    made = list((server.place / "backups").glob("*-before-upgrade.tar"))
    assert len(made) == 1
    assert "已经是最新" in server.act("upgrade", program=program)[1]

    other = server.cluster.database()
    words = ["restore", made[0]]
    code, _, err = run(words, data=tmp_path / "back", program=program, database=other)
    assert code == 0, err
    assert Server(server.cluster, tmp_path / "back", other).is_upgraded()


def test_a_failing_upgrade_leaves_the_database_as_it_was(server, tmp_path):
    program = new_program(tmp_path / "new", more=BROKEN)
    for words in (["upgrade", "--dry-run"], ["upgrade"]):
        code, _, err = server.act(*words, program=program)
        assert code == 1
        assert "原来的库没有动" in err
        assert not server.is_upgraded()
        assert (server.trials(), server.leftovers()) == ([], [])


def test_a_user_who_may_not_make_databases_tries_it_in_sqlite(server, tmp_path):
    with psycopg.connect(server.address, autocommit=True) as link:
        link.execute("CREATE ROLE plain LOGIN IN ROLE sanban")
    server.address = server.address.replace("://sanban@", "://plain@")
    code, out, err = server.act("upgrade", program=new_program(tmp_path / "new"))
    assert code == 0, err
    assert "没有建库的权" in out
    assert server.is_upgraded()


def test_an_upgrade_killed_half_way_leaves_nothing_behind_in_the_end(server, tmp_path):
    program = new_program(tmp_path / "new", more=HANGING)
    process = begin(["upgrade"], data=server.place, program=program, database=server.address)
    wait_until(lambda: is_hanging(server))
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert not server.is_upgraded()
    shutil.rmtree(program)
    code, _, err = server.act("upgrade", program=new_program(tmp_path / "new"))
    assert code == 0, err
    assert server.is_upgraded()
    assert (server.trials(), server.leftovers()) == ([], [])


def is_hanging(server):
    """试的库里，迁移做到一半停住了。"""
    return server.asked(
        "SELECT 1 FROM pg_stat_activity WHERE datname LIKE '%trial%'"
        " AND state = 'idle in transaction' AND query LIKE '%remark%'"
    )


def wait_until(is_so, seconds=120):
    limit = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < limit
        time.sleep(0.05)
