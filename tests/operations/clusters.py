"""测试用的 PostgreSQL：起一个用完就扔的，要几个空库建几个。"""

import itertools
import subprocess
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[2]


class Cluster:
    """一个 PostgreSQL，`address` 是缺省的库。"""

    def __init__(self):
        said = 'echo "$SANBAN_DATABASE"; read -r _'
        self._process = subprocess.Popen(
            [ROOT / "tools/with-postgres", "bash", "-c", said],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.address = self._process.stdout.readline().strip()
        self._numbers = itertools.count(1)

    def database(self, template="template0"):
        """新建一个库，返回地址。"""
        name = f"made{next(self._numbers)}"
        with psycopg.connect(self.address, autocommit=True) as link:
            link.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.address.rpartition("/")[0] + "/" + name

    def end(self):
        """停掉，扔掉。"""
        self._process.communicate("\n", timeout=60)


def asked(address, sql, *given):
    """到一个库里问一句，给各行；没有行的给空的。"""
    with psycopg.connect(address, autocommit=True) as link:
        done = link.execute(sql, given or None)
        return done.fetchall() if done.description else []
