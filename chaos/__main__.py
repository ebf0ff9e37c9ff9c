"""`python -m chaos`：先平静地办一阵量快慢，再一边办一边折腾，静下来以后逐条对账。"""

import argparse
import csv
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from chaos import checking
from chaos.book import book_of
from chaos.cluster import Cluster, free_port, programs
from chaos.disks import Disk, put_on
from chaos.hosts import Host, faker
from chaos.journal import read
from chaos.tormenting import Tormentor

HERE = Path(__file__).parent.parent
FILES_MB, DATABASE_MB = 400, 1500
SPAWN = 8
"""一秒来几位。"""
SETTLE_SECONDS = 240


@dataclass(frozen=True, slots=True)
class Stage:
    """搭好的台：工作文件夹、两台机器、库、两块盘。"""

    folder: Path
    hosts: list[Host]
    cluster: Cluster
    files: Disk
    database: Disk

    @property
    def data(self) -> Path:
        """数据文件夹。"""
        return self.folder / "data"


def main() -> int:
    """跑一遍，印出来；对账全对、平静时没有差错才返回 0。"""
    options = _options()
    bin_folder = programs()
    if bin_folder is None:
        _say("没有 PostgreSQL：请执行 apt-get install postgresql")
        return 2
    folder = Path(tempfile.mkdtemp(prefix="sanban-chaos-"))
    folder.chmod(0o711)
    stage = _raise(folder, bin_folder)
    try:
        _open(stage, options.people)
        result = _perform(stage, options)
    finally:
        _lower(stage, keep=options.keep)
    if options.json:
        Path(options.json).write_text(json.dumps(result, ensure_ascii=False, indent=1))
    return _told(result)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m chaos", description="一边办公一边折腾，事后对账"
    )
    parser.add_argument("--minutes", type=float, default=5, help="折腾几分钟，缺省 5")
    parser.add_argument("--calm", type=float, default=1, help="先平静地办几分钟，缺省 1")
    parser.add_argument("--people", type=int, default=200, help="几个人，缺省 200")
    parser.add_argument("--think", default="5,20", help="办一样以前想几秒，缺省 5,20")
    parser.add_argument("--seed", type=int, default=0, help="折腾的次序，缺省随便")
    parser.add_argument("--json", default="", help="结果另存一份")
    parser.add_argument("--keep", action="store_true", help="留着现场")
    return parser.parse_args()


def _raise(folder: Path, bin_folder: Path) -> Stage:
    """搭台：装盘，两台机器还没有起。"""
    database, data = put_on(folder / "pg", DATABASE_MB), folder / "data"
    (folder / "pg").chmod(0o755)
    (folder / "pg" / "home").mkdir()
    cluster = Cluster(folder / "pg" / "home", bin_folder, free_port())
    data.mkdir(mode=0o700)
    files = put_on(data / "files", FILES_MB)
    environment = {
        **os.environ, "SANBAN_DATA": str(data), "SANBAN_DATABASE": cluster.address,
        "DJANGO_SETTINGS_MODULE": "sanban.settings",
    }  # fmt: skip
    clock = folder / "clock" if faker() else None
    hosts = [
        Host("甲", free_port(), environment, folder / "a.log"),
        Host("乙", free_port(), environment, folder / "b.log", clock),
    ]
    return Stage(folder, hosts, cluster, files, database)


def _open(stage: Stage, people: int) -> None:
    """起库，建办公室，起两台。"""
    stage.cluster.create()
    found = [sys.executable, "-m", "sanban.command", "init", "--office", "演练县人民政府办公室"]
    fill = [sys.executable, "-m", "chaos.office", str(people)]
    environment = stage.hosts[0].environment
    subprocess.run(found, env=environment, cwd=HERE, capture_output=True, check=True)
    made = subprocess.run(fill, env=environment, cwd=HERE, capture_output=True, check=True)
    (stage.folder / "roster.json").write_bytes(made.stdout)
    for one in stage.hosts:
        one.start()
        if not one.answers():
            raise RuntimeError(f"{one.name}没有起来，看 {one.log}")


def _perform(stage: Stage, options: argparse.Namespace) -> dict[str, Any]:
    seed = options.seed or random.SystemRandom().randrange(10**6)
    result: dict[str, Any] = {"people": options.people, "seed": seed, "minutes": options.minutes}
    if options.calm:
        _say(f"{options.people} 人平静地办 {options.calm:g} 分钟……")
        with_calm = _visit(stage, options, options.calm * 60, "calm")
        with_calm.wait()
        result["calm"] = _figures(stage.folder / "calm_stats.csv")
    if not all(one.restart_shifted() for one in stage.hosts):
        raise RuntimeError("装了拨钟的部件以后没有起来")
    _say(f"一边办一边折腾 {options.minutes:g} 分钟（次序 {seed}）……")
    visiting = _visit(stage, options, options.minutes * 60, "chaos")
    chance = random.Random(seed)
    tormentor = Tormentor(stage.hosts, stage.cluster, stage.files, stage.database, chance)
    time.sleep(options.people / SPAWN)
    tormentor.torment(options.minutes * 60)
    visiting.wait()
    result["torments"] = tormentor.summary()
    result["chaos"] = _figures(stage.folder / "chaos_stats.csv")
    _say("静下来，等后台办完……")
    result["settled_seconds"] = _settle(stage)
    result |= _examine(stage)
    return result


def _visit(
    stage: Stage, options: argparse.Namespace, seconds: float, name: str
) -> subprocess.Popen[bytes]:
    """放客户进来。"""
    hosts = ",".join(f"http://127.0.0.1:{one.port}" for one in stage.hosts)
    environment = {
        **os.environ, "CHAOS_HOSTS": hosts, "CHAOS_ROSTER": str(stage.folder / "roster.json"),
        "CHAOS_JOURNAL": str(stage.folder / "journal.jsonl"), "CHAOS_THINK": options.think,
    }  # fmt: skip
    length = int(seconds + options.people / SPAWN)
    run = [
        sys.executable, "-m", "locust", "-f", str(HERE / "chaos" / "visitors.py"), "--headless",
        "-u", str(options.people), "-r", str(SPAWN), "-t", f"{length}s", "--reset-stats",
        "--csv", str(stage.folder / name), "--only-summary", "--loglevel", "ERROR",
        "--stop-timeout", "10",
    ]  # fmt: skip
    with (stage.folder / f"{name}.out").open("wb") as out:
        return subprocess.Popen(run, env=environment, cwd=HERE, stdout=out, stderr=out)


def _figures(place: Path) -> dict[str, Any]:
    """客户看到的快慢，毫秒；头几位来齐以后才开始算。"""
    with place.open() as table:
        rows = {row["Name"]: row for row in csv.DictReader(table)}
    whole = rows["Aggregated"]
    return {
        "requests": int(whole["Request Count"]), "failures": int(whole["Failure Count"]),
        "p50": float(whole["50%"] or 0), "p95": float(whole["95%"] or 0),
        "p99": float(whole["99%"] or 0), "a_second": round(float(whole["Requests/s"]), 1),
        "pages": {
            name: [int(row["Request Count"]), float(row["50%"] or 0), float(row["95%"] or 0)]
            for name, row in rows.items() if name != "Aggregated" and int(row["Request Count"])
        },
    }  # fmt: skip


WAITED_FOR = """
SELECT (SELECT count(*) FROM search_pending WHERE leased_until IS NULL OR leased_until < now())
     + (SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status = 'RUNNING'
        OR (status = 'READY' AND (run_after IS NULL OR run_after < now())))"""


def _settle(stage: Stage) -> float:
    """等到没有到点的、没有正在办的后台工作，索引也编完，再停下两台。"""
    began = time.monotonic()
    quiet = 0
    while quiet < 3 and time.monotonic() - began < SETTLE_SECONDS:
        time.sleep(1)
        with psycopg.connect(stage.cluster.address) as database:
            found = database.execute(WAITED_FOR).fetchone()
        quiet = quiet + 1 if found == (0,) else 0
    took = time.monotonic() - began
    for one in stage.hosts:
        one.stop()
    return round(took, 1)


def _examine(stage: Stage) -> dict[str, Any]:
    """当作又过了许久：清扫，领了没编完的接着编，封存到末行；再对账，产品自己也查验一遍。"""
    swept = _product(stage, SWEEP)
    verified = _product(stage, VERIFY)
    book = book_of(read(stage.folder / "journal.jsonl"))
    with psycopg.connect(stage.cluster.address) as database:
        scene = checking.Scene(database, stage.data / "files", book)
        faults = checking.check(scene)
        kept = scene.count("SELECT count(*) FROM matters_matter")
    promised = {name: len(rows) for name, rows in sorted(book.promised.items())}
    tried = {name: len(rows) for name, rows in sorted(book.tried.items())}
    faults["清扫、续编、封存没有差错"] = swept.stderr.strip().splitlines()
    return {
        "swept": swept.stdout.strip(), "verify": verified.stdout.strip(), "matters": kept,
        "verify_code": verified.returncode, "promised": promised, "tried": tried, "faults": faults,
    }  # fmt: skip


# 时刻表引着各室，有了它种类才都认得
SWEEP = """
import django, datetime
django.setup()
from sanban import timetable
from sanban.audit import services as audit
from sanban.files import services as files
from sanban.matters.services import indexing
from sanban.search import services as search
now = datetime.datetime.now(datetime.UTC)
print(files.sweep(now=now, idle=True).removed)
while search.index_pending(indexing.gather, now=now + datetime.timedelta(hours=1)):
    pass
for _ in range(100):
    now += audit.GAP
    audit.seal(now=now)
"""
VERIFY = """
import sys, django
django.setup()
from sanban.operations.commands import verify
sys.exit(verify.main([]))
"""


def _product(stage: Stage, words: str) -> subprocess.CompletedProcess[str]:
    run = [sys.executable, "-c", words]
    environment = stage.hosts[0].environment
    return subprocess.run(
        run, env=environment, cwd=HERE, capture_output=True, text=True, check=False
    )


def _lower(stage: Stage, *, keep: bool) -> None:
    """拆台：自己起的都停掉，盘卸下。"""
    for one in stage.hosts:
        one.stop()
    if keep:
        _say(f"现场留在 {stage.folder}，库在 {stage.cluster.address}")
        return
    stage.cluster.stop()
    stage.files.take_off()
    stage.database.take_off()
    shutil.rmtree(stage.folder, ignore_errors=True)


def _told(result: dict[str, Any]) -> int:
    """印出来，返回退出码。"""
    faults = [name for name, found in result["faults"].items() if found]
    for name, words in (("calm", "平静"), ("chaos", "折腾")):
        if name in result:
            one = result[name]
            pace = f"p50 {one['p50']:g} 毫秒，p95 {one['p95']:g} 毫秒，差错 {one['failures']} 次"
            _say(f"{words}：{one['requests']} 次请求，每秒 {one['a_second']}，{pace}")
    _say(f"折腾：{result['torments']}，静下来 {result['settled_seconds']} 秒")
    _say(f"答应了：{result['promised']}，库里 {result['matters']} 件，清扫 {result['swept']} 份")
    _say(f"产品自己查验：{result['verify'].splitlines()[:1]}")
    for name, found in result["faults"].items():
        _say(f"  {'不对' if found else '对'}　{name}{f'：{len(found)} 处' if found else ''}")
        for one in found[: checking.MOST_TOLD]:
            _say(f"      {one}")
    is_calm = not result.get("calm", {}).get("failures", 0)
    return 0 if not faults and is_calm and not result["verify_code"] else 1


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
