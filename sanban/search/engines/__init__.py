"""索引：全库只有这里写各家数据库自己的 SQL。"""

from django.db import connections

from sanban.search.engines.interface import Engine
from sanban.search.engines.postgresql import PostgreSQL
from sanban.search.engines.sqlite import SQLite

_ENGINES: dict[str, type[Engine]] = {"sqlite": SQLite, "postgresql": PostgreSQL}


def engine(using: str = "default") -> Engine:
    """这个库的索引。"""
    connection = connections[using]
    return _ENGINES[connection.vendor](connection)  # type: ignore[call-arg]
