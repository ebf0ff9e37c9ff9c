"""库和程序合不合：迁移做没做完，恢复做没做完。"""

import json
import pkgutil
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from sanban.core.errors import Refused

UNFINISHED = "restoring.json"
"""恢复没做完的记号，在数据文件夹里。"""


def wanted() -> set[tuple[str, str]]:
    """程序里有的迁移：（室，名字）；只看文件名，不打开。"""
    return {
        (config.label, one.name)
        for config in apps.get_app_configs()
        for one in pkgutil.iter_modules([str(Path(config.path) / "migrations")])
        if one.name[0] not in "_~"
    }


def pending() -> list[tuple[str, str]]:
    """库里还没做的迁移。"""
    return sorted(wanted() - set(MigrationRecorder(connection).applied_migrations()))


def check_ready() -> None:
    """能不能开门。

    :raises Refused: 恢复没做完；库比程序旧。
    """
    mark = settings.DATA / UNFINISHED
    if mark.exists():
        source = json.loads(mark.read_text(encoding="utf-8")).get("from", "")
        said = f"这里的恢复没有做完，请重新运行 sanban restore {source}。"
        raise Refused(said, code="half-restored")
    if pending():
        said = "程序比数据库新，请先运行 sanban upgrade，再启动。"
        raise Refused(said, code="not-upgraded")
