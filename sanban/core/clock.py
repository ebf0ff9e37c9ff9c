"""大家共用的此刻：几台机器的钟有快有慢，派活只看一个。"""

from datetime import datetime

from django.db import connection
from django.utils import timezone


def shared_now() -> datetime:
    """PostgreSQL 上看数据库的钟，各台机器一样；SQLite 只有一台机器，看本机的。"""
    if connection.vendor == "sqlite":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT CURRENT_TIMESTAMP")
        found: datetime = cursor.fetchone()[0]
    return found


def drift() -> float:
    """本机的钟比数据库的快几秒；慢了是负数。"""
    return (timezone.now() - shared_now()).total_seconds()
