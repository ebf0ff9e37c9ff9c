"""办了五次没办成的工作：找出来，再办，或者写明理由放下。"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from sanban.core.errors import Refused
from sanban.core.models import SetAside

LONGEST_REASON = 200
WORDS = {
    "Gone": "办到一半，进程没了",
    "OperationalError": "数据库没有应答",
    "StoreDown": "存文件的地方连不上",
    "MemoryError": "内存不够",
}
STALE = "这件工作已经重试过、放下过，或者清理掉了，请刷新页面看结果。"


def failed(path: str = "") -> Any:
    """没办成、也没有放下的；`path` 是哪一种工作，空的不限。"""
    rows = DBTaskResult.objects.failed().exclude(pk__in=SetAside.objects.values("job"))
    return rows.filter(task_path=path) if path else rows


def kinds() -> list[str]:
    """没办成的有哪几种。"""
    found = failed().order_by("task_path").values_list("task_path", flat=True).distinct()
    return list(found)


def label_of(row: Any) -> str:
    """工作函数说明的第一句；函数没有了的，写它的名字。"""
    try:
        said = row.task.func.__doc__ or row.task_path
    except (ImportError, AttributeError):
        said = row.task_path
    return str(said).strip().splitlines()[0].rstrip("。").removeprefix("后台工作：")


def reason_of(row: Any) -> str:
    """哪一种差错；常见的说成话，别的写它的名字。"""
    name = str(row.exception_class_path).rpartition(".")[2]
    return WORDS.get(name, name)


@transaction.atomic
def set_aside(pk: UUID, *, reason: str, by_name: str, now: datetime) -> SetAside:
    """放下一件不再办；工作的行还留着，按期清理。

    :raises Refused: 没写理由、理由太长；已经不是没办成的。
    """
    said = " ".join(reason.split())
    if not said or len(said) > LONGEST_REASON:
        told = f"请写明为什么不办，不超过 {LONGEST_REASON} 个字。"
        raise Refused(told, code="no-reason")
    row = DBTaskResult.objects.select_for_update().filter(pk=pk).first()
    if row is None or row.status != TaskResultStatus.FAILED:
        raise Refused(STALE, code="stale")
    values = {"label": label_of(row)[:100], "reason": said, "by_name": by_name, "set_at": now}
    made, is_new = SetAside.objects.get_or_create(job=pk, defaults=values)
    if not is_new:
        raise Refused(STALE, code="stale")
    return made
