"""日志：一行一件事，不写内容。

地址里的凭证、路径里的编号和字、差错里的话，都不写进去；差错只写是哪一种、在哪一行。
`SANBAN_LOG` 设 `json`、`plain`，每次请求也记一行；不设，只记出了差错的。
"""

import json
import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

SECRET = re.compile(r"(/(?:dav|calendar)/)[^/\s\"']+")
PATHS, SUSPECT = "django.request", "django.security"
"""前一处把请求的路径写进日志，路径里会有编号和字；后一处把送来的东西也写进去。"""
PATH = re.compile(r"(?<![\w./])/[^\s'\"]*")
request_id: ContextVar[str] = ContextVar("request_id", default="")


def frames(fault: BaseException) -> str:
    """差错在哪里：一行一处，只有文件、行号、函数，没有话，也没有值。"""
    found = traceback.extract_tb(fault.__traceback__)
    rows = [f"{_short(one.filename)}:{one.lineno} {one.name}" for one in found]
    return "\n".join([*rows, f"{type(fault).__module__}.{type(fault).__qualname__}"])


def _short(path: str) -> str:
    for mark in ("/site-packages/", "/sanban/", "/lib/"):
        if mark in path:
            return path.rsplit(mark, 1)[1]
    return path


class HideSecrets(logging.Filter):
    """抹掉凭证和请求的路径；每条都放行。"""

    def filter(self, record: logging.LogRecord) -> bool:
        """把参数先填进去，再抹。"""
        said = record.getMessage()
        if SECRET.search(said):
            record.msg, record.args = SECRET.sub(r"\1…", said), None
        if record.name.startswith(PATHS):
            record.msg, record.args = PATH.sub("（路径略）", record.getMessage()), None
        if record.name.startswith(SUSPECT):
            record.msg, record.args = "可疑的请求，没有办理", None
        return True


class Plain(logging.Formatter):
    """给人看的一行：何时、轻重、哪里、什么事；差错后面另起几行写在哪里。"""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """请求的各项跟在后面，写成 `名=值`。"""
        said = super().format(record)
        rest = " ".join(f"{name}={value}" for name, value in _facts(record).items())
        return f"{said} {rest}".rstrip()

    def formatException(self, info: Any) -> str:
        """只写在哪里。"""
        return frames(info[1]) if info[1] else ""


class Json(logging.Formatter):
    """给机器收的一行 JSON。"""

    def format(self, record: logging.LogRecord) -> str:
        """`time level logger message`，加上请求的各项；差错写在 `fault`。"""
        made = datetime.fromtimestamp(record.created, UTC)
        row = {
            "time": made.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_facts(record),
        }
        if record.exc_info and record.exc_info[1]:
            row["fault"] = frames(record.exc_info[1])
        return json.dumps(row, ensure_ascii=False)


def _facts(record: logging.LogRecord) -> dict[str, Any]:
    found: dict[str, Any] = dict(getattr(record, "facts", {}))
    if "request" not in found and request_id.get():
        found["request"] = request_id.get()
    return found
