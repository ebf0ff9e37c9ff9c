"""量服务器的来客：有 wrk 用 wrk，没有就用一个进程里的几条线程；一边要，一边数服务器的 CPU。"""

import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict, dataclass
from http.client import HTTPConnection

from bench.server_seed import HERE
from bench.server_tree import Server

SCRIPT = """
done = function(summary, latency, requests)
  io.write(string.format(
    '\\n{"count": %d, "seconds": %f, "faults": %d, "p50": %f, "p95": %f, "p99": %f}\\n',
    summary.requests, summary.duration / 1e6,
    summary.errors.status + summary.errors.connect + summary.errors.read
      + summary.errors.write + summary.errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, latency:percentile(99) / 1e3))
end
"""
TOOL = shutil.which("wrk") or ""
CALLER = "wrk" if TOOL else "python"


@dataclass(frozen=True, slots=True)
class Load:
    """一回来客的结果：几次、几秒、几次不成，毫秒的 p50、p95、p99，一次几毫秒 CPU。"""

    count: int
    seconds: float
    faults: int
    p50: float
    p95: float
    p99: float
    cpu: float = 0.0

    @property
    def rate(self) -> float:
        """一秒几次。"""
        return self.count / self.seconds


def load(server: Server, url: str, cookie: str, *, many: int, seconds: float) -> Load:
    """`many` 个来客一起要同一页；连服务器一次用多少 CPU。"""
    before = server.cpu()
    found = _called(f"{server.base}{url}", cookie, many, seconds)
    spent = (server.cpu() - before) * 1000
    return Load(**{**asdict(found), "cpu": spent / max(found.count, 1)})


def _called(url: str, cookie: str, many: int, seconds: float) -> Load:
    if not TOOL:
        run = (sys.executable, "-m", "bench.server_load", url, cookie, str(many), str(seconds))
        return _read(subprocess.run(run, cwd=HERE, check=True, capture_output=True).stdout)
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(SCRIPT)
        script.flush()
        how = ("-t1", f"-c{many}", f"-d{max(1, round(seconds))}s", "-s", script.name)
        call = (TOOL, *how, "--timeout", "20s", "-H", f"Cookie: {cookie}", url)
        return _read(subprocess.run(call, check=True, capture_output=True).stdout)


def _read(told: bytes) -> Load:
    return Load(**json.loads(told.decode().strip().splitlines()[-1]))


def percentile(times: list[float], share: int) -> float:
    """排好的一串里，百分之几处的那个；没有的为 0。"""
    return times[min(len(times) - 1, len(times) * share // 100)] if times else 0.0


def summed(times: list[float], faults: int, seconds: float) -> Load:
    """一串毫秒，合成一回的结果。"""
    ordered = sorted(times)
    marks = {f"p{share}": percentile(ordered, share) for share in (50, 95, 99)}
    return Load(count=len(ordered), seconds=seconds, faults=faults, **marks)


def main() -> None:
    """没有 wrk 时，在自己的进程里起几条线程去要。"""
    url, cookie, many, seconds = sys.argv[1:]
    host, _, path = url.removeprefix("http://").partition("/")
    times: list[float] = []
    faults: list[int] = []
    until = time.monotonic() + float(seconds)

    def ask() -> None:
        line = HTTPConnection(host, timeout=20)
        while time.monotonic() < until:
            began = time.perf_counter()
            line.request("GET", f"/{path}", headers={"Cookie": cookie})
            answer = line.getresponse()
            answer.read()
            times.append((time.perf_counter() - began) * 1000)
            if answer.status != 200:
                faults.append(answer.status)

    crew = [threading.Thread(target=ask) for _ in range(int(many))]
    for one in crew:
        one.start()
    for one in crew:
        one.join()
    print(json.dumps(asdict(summed(times, len(faults), float(seconds)))))


if __name__ == "__main__":
    main()
