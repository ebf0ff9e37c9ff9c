"""库里的一个时刻是本地的哪一天：用库自己的算法，百万行也快。"""

from datetime import datetime
from typing import Any

from django.db.models import DateField, Func
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone


class LocalDay(Func):
    """时刻 → 日期。

    Django 的 `TruncDate` 在 SQLite 上一行一行回到 Python 里算，一百万行要好几秒；这里写成
    `date(…, '+8 hours')`。时区没有夏令时（全国统一用北京时间），所以加几个小时就是。
    """

    output_field = DateField()

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **_: Any) -> Any:
        """SQLite 存的是世界时。"""
        offset = datetime(2026, 1, 1, tzinfo=timezone.get_default_timezone()).utcoffset()
        assert offset is not None
        template = f"date(%(expressions)s, '+{int(offset.total_seconds() // 60)} minutes')"
        return super().as_sql(compiler, connection, template=template)

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **_: Any) -> Any:
        """PostgreSQL 存的带时区。"""
        zone = timezone.get_default_timezone_name()
        template = f"((%(expressions)s) AT TIME ZONE '{zone}')::date"
        return super().as_sql(compiler, connection, template=template)
