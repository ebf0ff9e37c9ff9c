"""度量 `/metrics`：给 Prometheus 取；只在设了地址或口令时才装上。

标签只有页名、状态、进程一类，没有编号、路径、字；各网页进程的合在一起（多进程的文件）。
"""

import hmac
import os
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from time import perf_counter

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from sanban.operations.services import figures
from sanban.operations.services.figures import Figures
from sanban.web.operations import probes
from sanban.web.watch import page_of

ADDRESS = "/metrics"
SECONDS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)
QUERIES = (1, 2, 5, 8, 10, 12, 15, 20, 50, 100)
METHODS = frozenset(("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PROPFIND", "LOCK"))
SIGN_IN = "sign-in"
TEXT = "text/plain; version=0.0.4; charset=utf-8"

mine = CollectorRegistry()
requests = Counter(
    "sanban_requests", "请求，按页名、方法、状态", ["page", "method", "status"], registry=mine
)
seconds = Histogram(
    "sanban_request_seconds", "请求用时，秒；搜索看 page=search",
    ["page"], buckets=SECONDS, registry=mine,
)  # fmt: skip
queries = Histogram(
    "sanban_request_queries", "每次请求查几次库", ["page"], buckets=QUERIES, registry=mine
)
refused = Counter("sanban_sign_in_failures", "登录没有成的次数", registry=mine)
# fmt: off
GAUGES: tuple[tuple[str, str, Callable[[Figures], float]], ...] = (
    ("sanban_queue_oldest_seconds", "后台工作等了几秒", lambda seen: seen.jobs.oldest_seconds),
    ("sanban_clock_late_seconds", "钟点里最晚的一项晚了几秒", lambda seen: seen.late_seconds),
    ("sanban_database_bytes", "数据库多大", lambda seen: seen.space.database),
    ("sanban_disk_free_bytes", "数据文件夹所在的盘剩多少", lambda seen: seen.space.free),
)
# fmt: on


def middleware(handler: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """装在最外面：量每次请求；`/metrics` 在这里答。"""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path_info == ADDRESS:
            return show(request)
        began = perf_counter()
        response = handler(request)
        if request.path_info not in probes.PATHS:
            _count(request, response, perf_counter() - began)
        return response

    return answer


def _count(request: HttpRequest, response: HttpResponse, took: float) -> None:
    page = page_of(request)
    method = request.method if request.method in METHODS else "其他"
    requests.labels(page, method, response.status_code).inc()
    seconds.labels(page).observe(took)
    timer = getattr(request, "watched", None)
    if timer is not None:
        queries.labels(page).observe(timer.count)
    if page == SIGN_IN and request.method == "POST" and response.status_code != 302:
        refused.inc()


def show(request: HttpRequest) -> HttpResponse:
    """给准取的；别的当没有这一页。"""
    if not is_allowed(request):
        return HttpResponseNotFound()
    registry = CollectorRegistry()
    registry.register(Now())
    said = generate_latest(_all_processes()) + generate_latest(registry)
    return HttpResponse(said, content_type=TEXT)


def _all_processes() -> CollectorRegistry:
    """各网页进程记下的合起来；只有一个进程、没有设文件夹的，就是自己的。"""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return mine
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry


def is_allowed(request: HttpRequest) -> bool:
    """口令对，或者来自准取的地址。"""
    given = request.headers.get("Authorization", "").partition("Bearer ")[2]
    wanted = settings.METRICS_TOKEN
    if wanted and hmac.compare_digest(given.encode(), wanted.encode()):
        return True
    try:
        here = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return any(here in one for one in networks(settings.METRICS_FROM))


@lru_cache(maxsize=4)
def networks(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """准取的地址，逗号隔开；一个地址或者一段。"""
    found = (one.strip() for one in text.split(","))
    return tuple(ip_network(one, strict=False) for one in found if one)


class Now(Collector):
    """取的时候才数的几样；库不应答，只说库不应答。"""

    def collect(self) -> Iterable[Metric]:
        """各样。"""
        up = GaugeMetricFamily("sanban_database_up", "数据库答不答话", value=1)
        try:
            seen = figures.gather()
        except Error:
            up = GaugeMetricFamily("sanban_database_up", "数据库答不答话", value=0)
            return [up]
        return [up, *_gauges(seen), _jobs(seen), *_beats(seen), *_ages(seen)]


def _gauges(seen: Figures) -> Iterator[Metric]:
    for name, said, find in GAUGES:
        yield GaugeMetricFamily(name, said, value=find(seen))


def _jobs(seen: Figures) -> Metric:
    found = GaugeMetricFamily("sanban_jobs", "后台工作，按状态", labels=["state"])
    for state in ("waiting", "put_off", "running", "failed"):
        found.add_metric([state], getattr(seen.jobs, state))
    return found


def _beats(seen: Figures) -> Iterator[Metric]:
    ages = GaugeMetricFamily("sanban_heartbeat_age_seconds", "进程多久没动静", labels=["process"])
    sizes = GaugeMetricFamily("sanban_process_megabytes", "进程占的内存", labels=["process"])
    for one in seen.beats:
        ages.add_metric([one.name], max(0.0, (seen.now - one.beat_at).total_seconds()))
        sizes.add_metric([one.name], one.memory_mb)
    return iter((ages, sizes))


def _ages(seen: Figures) -> Iterator[Metric]:
    """没有做过的，不给这一行。"""
    backup, check = seen.backup, seen.check
    times = (
        ("sanban_backup_age_seconds", "最近一份备份多久以前", backup and backup.point_at),
        ("sanban_check_age_seconds", "最近一次查验多久以前", check and check.ended_at),
    )
    for name, said, moment in times:
        if moment:
            yield GaugeMetricFamily(name, said, value=(seen.now - moment).total_seconds())
    if check:
        yield GaugeMetricFamily("sanban_check_faults", "查验有几处不对", value=check.fault_count)
