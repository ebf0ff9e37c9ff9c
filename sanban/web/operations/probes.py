"""探活：`/healthz` 进程在不在，`/readyz` 能不能办公，`/readyz/web` 只看这个网页进程。

不登录、不带内容；在别的中间件之前就答，不读登录状态。同一答案用几秒，问得再勤也只查一回。
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse

from sanban.operations.services import readiness

KEPT_SECONDS = 3.0
METHODS = ("GET", "HEAD")
PATHS = ("/healthz", "/readyz", "/readyz/web")


@dataclass(slots=True)
class Answer:
    """一个答案：怎么查，何时查的，查得怎样。"""

    find: Callable[[], list[str]]
    lock: threading.Lock = field(default_factory=threading.Lock)
    found: list[str] = field(default_factory=list)
    since: float = 0.0

    def faults(self) -> list[str]:
        """哪里不行；几秒内不重查。"""
        with self.lock:
            if not self.since or time.monotonic() - self.since > KEPT_SECONDS:
                self.found, self.since = self.find(), time.monotonic()
            return self.found


def _nothing() -> list[str]:
    return []


def answers() -> dict[str, Answer]:
    """地址对答案。"""
    finders = (_nothing, readiness.faults, readiness.web_faults)
    return {path: Answer(find) for path, find in zip(PATHS, finders, strict=True)}


def middleware(handler: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """认这几个地址，别的照常。"""
    known = answers()

    def answer(request: HttpRequest) -> HttpResponse:
        one = known.get(request.path_info)
        if one is None or request.method not in METHODS:
            return handler(request)
        return _told(one.faults())

    return answer


def _told(faults: list[str]) -> HttpResponse:
    said = "\n".join(faults) or "正常"
    response = HttpResponse(said + "\n", content_type="text/plain; charset=utf-8")
    response.status_code = 503 if faults else 200
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
