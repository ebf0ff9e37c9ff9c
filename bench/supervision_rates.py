"""一年一百万步的督办里，各项统计要多久：SQLite 和 PostgreSQL 各量一遍，要求每一句不过一秒。

python -m bench.supervision_rates           十万件、一百万步
python -m bench.supervision_rates --tenth   十分之一，看看能不能跑

十万件在一年里到期，每件十步留痕、三次应报，一半催办过，五分之一有群众意见。量的是：一页里全部数的
合计，每个数按单位、来源、领导、月份各分一遍。三次里取最短的，从发出查询到取完为止；括号里是本进程的
CPU：SQLite 就在本进程里，这个数不受别的程序忙闲的影响，PostgreSQL 另是一个进程，看不出来。
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

ITEMS, STEPS, TIMES = 100_000, 10, 3
WANTED = 1.0
INSIDE, TENTH = "--inside", "--tenth"
WITHOUT = 3
"""tools/with-postgres 说没有装 PostgreSQL。"""
HERE = Path(__file__).parent.parent
# fmt: off
STEP = {
    "matter_id": "i", "number": "{n}", "stage": "'handle'", "stage_label": "'办理'",
    "target_stage": "''", "action": "'feedback'", "label": "'反馈'",
    "person_id": "{supervisor}", "person_name": "'方弦'", "post_name": "'督查员'",
    "remark": "'管网已完成 9.1 公里'", "note": "''", "is_work": "(1 = 1)", "before": "'{{}}'",
    "done_at": "@时刻({due} - 50 + {n})",
}
REPORT_DUE = {
    "item_id": "i", "org_id": "{lead}", "due_on": "@日子({due} - 10 * {n} - 25)",
    "met_at": "CASE WHEN i % 20 > 0 THEN @时刻({due} - 10 * {n} - 27 + i % 4) END",
}
PRESSING = {
    "item_id": "i", "org_id": "{lead}", "rung": "'message'", "number": "0", "year": "{year}",
    "cause": "'c'", "days_late": "1", "note": "''", "made_at": "@时刻({due} - 1)",
}
REQUEST = {
    "item_id": "i", "org_id": "{lead}", "kind": "'extension'", "reason": "'资金未到'",
    "consent_name": "''", "by_id": "{supervisor}", "made_at": "@时刻({due} - 9)",
    "outcome": "'granted'", "ruling": "''", "ruled_at": "@时刻({due} - 8)",
}
VOICE = {
    "item_id": "i", "channel": "'走访'", "words": "'办得好'", "received_on": "@日子({due})",
    "is_satisfied": "(i % 7 > 0)", "by_id": "{supervisor}", "made_at": "@时刻({due})",
}
LOOKED = {
    "item_id": "i", "due_on": "@日子({due} + 20)", "done_on": "@日子({due} + 20)",
    "result": "CASE WHEN i % 11 = 0 THEN 'rebounded' ELSE 'held' END", "note": "''",
}
MORE = (
    ("supervision_pressing", PRESSING, "i % 2 = 0"),
    ("supervision_request", REQUEST, "i % 10 = 0"),
    ("supervision_voice", VOICE, "i % 5 = 0"),
    ("supervision_follow_up", LOOKED, "i % 4 = 0"),
)
# fmt: on


def main() -> None:
    """两种库各量一遍，印成几行。"""
    if INSIDE in sys.argv:
        print(json.dumps(_measure()))
        return
    for name, before in (("SQLite", ()), ("PostgreSQL", ("tools/with-postgres",))):
        _report(name, before)


def _report(name: str, before: tuple[str, ...]) -> None:
    with tempfile.TemporaryDirectory(prefix="sanban-bench-") as folder:
        settings = {"SANBAN_DATA": folder, "DJANGO_SETTINGS_MODULE": "sanban.settings"}
        environment = {**os.environ, "SANBAN_DATABASE": "", **settings}
        run = (*before, sys.executable, "-m", "bench.supervision_rates", INSIDE, *sys.argv[1:])
        done = subprocess.run(run, env=environment, cwd=HERE, stdout=subprocess.PIPE, check=False)
    if done.returncode == WITHOUT and before:
        print(f"{name}　没有装，没有量")
        return
    done.check_returncode()
    _print(name, json.loads(done.stdout))


def _print(name: str, told: dict[str, Any]) -> None:
    print(f"{name}　{told['items']:,} 件　{told['steps']:,} 步　应报 {told['reports']:,} 次，秒")
    for what, seconds, cpu in told["seconds"]:
        print(f"  {what:　<18}{seconds:8.3f}（{cpu:.3f}）")
    most = max(seconds for _, seconds, _ in told["seconds"])
    print(f"  最慢 {most:.3f}（要求 ≤ {WANTED}）{'' if most <= WANTED else '　没有达到！'}")


def _measure() -> dict[str, Any]:
    import_module("django").setup()
    span, counted = _filled(ITEMS // 10 if TENTH in sys.argv else ITEMS)
    counting = import_module("sanban.statistics.counting")
    reports = import_module("sanban.statistics.registry").reports()
    rows = [("全部数的合计", *_best(lambda: counting.totals(reports.values(), span)))]
    rows += [(what, *_best(ask)) for what, ask in _asked(counting, reports, span)]
    return {**counted, "seconds": rows}


def _asked(
    counting: Any, reports: dict[str, Any], span: Any
) -> Iterator[tuple[str, Callable[[], Any]]]:
    for report in reports.values():
        if report.family != "督查督办":
            continue
        for code, label in report.dimensions.items():
            yield (
                f"{report.title}　按{label}",
                lambda one=report, way=code: counting.grouped(one, span, way),
            )


def _best(ask: Callable[[], Any]) -> tuple[float, float]:
    """最短的一次要几秒，其中本进程的 CPU 几秒。"""
    found = []
    for _ in range(TIMES):
        since, spent = time.perf_counter(), time.process_time()
        ask()
        found.append((time.perf_counter() - since, time.process_time() - spent))
    return min(found)


def _filled(count: int) -> tuple[Any, dict[str, int]]:
    """灌好，返回一年的期间和灌了多少。"""
    seed, now = (
        import_module("bench.supervision_seed"),
        import_module("django.utils.timezone").now(),
    )
    seed.A_YEAR = count
    seeded = seed.fill(count, now=now, open_count=count // 10)
    known = _known(seed, count, seeded, now)
    for table, columns, only in MORE:
        seed.insert(table, columns, known, only=only)
    models = import_module("sanban.supervision.models")
    models.ReportDue.objects.all().delete()
    for n in range(3):
        seed.insert("supervision_report_due", REPORT_DUE, {**known, "n": n})
    _take_holidays(now)
    for n in range(1, STEPS + 1):
        seed.insert("matters_step", STEP, {**known, "n": n})
    with import_module("django.db").connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    today = import_module("django.utils.timezone").localtime(now).date()
    span = import_module("sanban.statistics.span").Span
    year = span(seeded.office, today - timedelta(365), today, now)
    return year, {"items": count, "steps": count * STEPS, "reports": count * 3}


def _take_holidays(now: Any) -> None:
    """近三年，每年三十几天放假、调休。"""
    set_holiday = import_module("sanban.core.services").set_holiday
    for n in range(0, 1080, 10):
        day = (now - timedelta(n)).date()
        set_holiday(day, name="放假", is_workday=day.weekday() > 4)


def _known(seed: Any, count: int, seeded: Any, now: Any) -> dict[str, Any]:
    """各栏的算式要用的几个数；与灌事项时的一样。"""
    people = import_module("sanban.people.models").Person.objects
    today = import_module("django.utils.timezone").localtime(now).date()
    base = {
        "count": count, "open_count": count // 10, "a_year": count, "units": seed.UNITS,
        "first_unit": seeded.first_unit, "supervisor": people.get(name="方弦").pk,
        "year": today.year, "today": today, "closing": f"{today} {seed.CLOSING}",
    }  # fmt: skip
    base["is_open"] = seed.IS_OPEN.format_map(base)
    said = {"due": seed.DUE, "lead": seed.LEAD}
    return {**base, **{name: text.format_map(base) for name, text in said.items()}}


if __name__ == "__main__":
    main()
