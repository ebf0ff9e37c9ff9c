"""两种库怎样连：SQLite 是一个文件，PostgreSQL 是一个地址；设置、搬家都从这里取。"""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.db import connections

PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
    "PRAGMA mmap_size=134217728;PRAGMA cache_size=-20000;"
)
WAIT_SECONDS = 10
"""连接都被占着时，等几秒。"""
PARAMETERS = {"connect_timeout": "5", "application_name": "sanban"}
"""连不上的五秒就说，不叫人干等；库里看得出是谁连的。"""
PLAIN = "-c jit=off -c work_mem=16MB"
"""页页都是短查询，临时编译（jit）一回要几百毫秒，划不来；搜索翻十几万个编号，四兆不够就要落盘。

隔着 pgbouncer 的带不了这一样，要改库的设置；地址里自己写了 `options` 的接在后面，照后面的算。
"""
SCHEMES = ("postgresql", "postgres")


def sqlite(path: Path) -> dict[str, Any]:
    """一个 SQLite 文件的连法。"""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": PRAGMAS},
    }


def postgresql(address: str, *, pool: int = 0, is_pooled_outside: bool = False) -> dict[str, Any]:
    """一个 PostgreSQL 地址的连法；问号后面的原样交给 libpq，如 `sslmode`、`host`。

    :param pool: 一个进程至多连几条，各线程轮着用；0 是一条线程一条，一直连着。
    :param is_pooled_outside: 中间隔着 pgbouncer 一类，会一句一换连接，也不收起动的参数。
    :raises ValueError: 不是 PostgreSQL 的地址。
    """
    parts = urlsplit(address)
    if parts.scheme not in SCHEMES:
        raise ValueError("不是 PostgreSQL 的地址，请写成 postgresql://用户:密码@主机:端口/库名")
    asked = dict(parse_qsl(parts.query))
    if not is_pooled_outside:
        asked["options"] = f"{PLAIN} {asked.get('options', '')}".strip()
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": asked.pop("host", parts.hostname or ""),
        "PORT": asked.pop("port", str(parts.port or "")),
        "CONN_MAX_AGE": 0 if pool else None,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": is_pooled_outside,
        "OPTIONS": {**PARAMETERS, **asked, **_pooling(pool)},
    }


def close_all() -> None:
    """断开本进程的全部连接，备着的也断；分出子进程之前要做，不然两个进程用同一条。"""
    for one in connections.all(initialized_only=True):
        one.close()
        close_pool = getattr(one, "close_pool", None)
        if close_pool:
            close_pool()


def _pooling(pool: int) -> dict[str, Any]:
    if not pool:
        return {}
    return {"pool": {"min_size": 1, "max_size": pool, "timeout": WAIT_SECONDS}}
