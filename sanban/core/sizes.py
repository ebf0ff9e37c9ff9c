"""数据库有多大：SQLite 看文件，PostgreSQL 问它自己。"""

from pathlib import Path

from django.db import connection


def database_bytes() -> int:
    """数据库占几个字节；看不出的为 0。"""
    if connection.vendor == "sqlite":
        base = str(connection.settings_dict["NAME"])
        return sum(_size(Path(base + end)) for end in ("", "-wal"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
