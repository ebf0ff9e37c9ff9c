"""五千行的督办清单要导多久（三十七行不对；新立的、补录的旧件各量一遍），十万行的台账要导出多久。

python -m bench.supervision_import            各五千行
python -m bench.supervision_import --quick    各一千行，看个大概

数据在一个用完就扔的文件夹里，SQLite；墙上的钟带着机器当时的忙闲，CPU 是本进程的。
"""

import argparse
import io
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import xlsxwriter

ROWS, QUICK, WRONG, MOST, EXPORTED = 5_000, 1_000, 37, 10, 100_000
HEADS = ("督办编号", "事项内容", "来源", "依据", "任务目标", "路径图", "牵头单位", "责任人",
         "协办单位", "包抓领导", "立项日期", "完成时限", "阶段节点", "办结日期")  # fmt: skip
STEPS = "1.摸清底数\n2.分段施工\n3.通水验收"


def main() -> None:
    """在新进程里量，打印成表。"""
    parser = argparse.ArgumentParser(description="量督办清单的导入")
    parser.add_argument("--quick", action="store_true", help="各一千行")
    parser.add_argument("--here", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.here:
        _measure(asked.here)
        return
    with tempfile.TemporaryDirectory(prefix="sanban-bench-") as folder:
        settings = {"SANBAN_DATA": folder, "DJANGO_SETTINGS_MODULE": "sanban.settings"}
        environment = {**os.environ, **settings, "SANBAN_DATABASE": ""}
        count = str(QUICK if asked.quick else ROWS)
        run = (sys.executable, "-m", "bench.supervision_import", "--here", count)
        subprocess.run(run, env=environment, cwd=Path(__file__).parent.parent, check=True)


def _measure(count: int) -> None:
    import_module("django").setup()
    import_module("django.core.management").call_command("migrate", verbosity=0)
    desk = _Desk()
    print(f"{'督办清单':<30}{'墙上 秒':>10}{'CPU 秒':>10}{'目标':>8}")
    for name, row in (
        ("新立，送领导审批", _fresh),
        ("旧件在办", _running),
        ("旧件已销号", _closed),
    ):
        data = _sheet([row(n, is_wrong=(n + 1) % (count // WRONG) == 0) for n in range(count)])
        run, checked = _took(partial(desk.plan, data))
        _, done = _took(partial(desk.take, run))
        _say(f"{name}：核对 {count} 行", checked)
        _say(f"{name}：导入 {run.total} 行", done, goal=f"≤{MOST}")
        print(f"　　另有 {run.wrong_count} 行不对；一批 {desk.chunk} 行")
    size, done = _took(partial(desk.export, EXPORTED if count == ROWS else count))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    _say(f"导出：写 {size} 行", done)
    print(f"　　本进程最多占过 {memory} MB")


class _Desk:
    """一个办公室：督查员、领导、十个单位和联络员。"""

    def __init__(self) -> None:
        people = import_module("sanban.people.models")
        self.services = import_module("sanban.supervision.services.importing")
        self.upload = import_module("sanban.files.services.guards").Upload
        self.chunk = import_module("sanban.supervision.services.importing.runs").CHUNK
        self.now = import_module("django.utils.timezone").now()
        kinds = import_module("sanban.matters.kinds")
        kinds.add(import_module("sanban.supervision.kinds.supervised_item").KIND)
        office = people.Org.objects.create(name="演示县人民政府办公室", kind="gov")
        self.by = self._person(people, "方弦", office, "supervisor")
        self.leader = self._person(people, "何立新", office, "leader")
        for n in range(10):
            org = people.Org.objects.create(
                name=f"演示县第{n}局", short_name=f"第{n}局", kind="dept"
            )
            self._person(people, f"联络员{n}", org, "liaison")

    def _person(self, people: Any, name: str, org: Any, role: str) -> Any:
        person = people.Person.objects.create(name=name, org=org, post_name=role)
        people.RoleHolding.objects.create(person=person, role=role, org=org)
        return person

    def plan(self, data: bytes) -> Any:
        """读、核对。"""
        choices = self.services.Choices(approver=self.leader.pk)
        upload = self.upload("清单.xlsx", data)
        return self.services.plan_run(upload, choices, by=self.by, now=self.now)

    def export(self, count: int) -> int:
        """把台账的一行写许多遍，写成一个文件；返回几行。"""
        exporting = import_module("sanban.supervision.services.exporting")
        items = import_module("sanban.supervision.models").SupervisedItem.objects
        how = import_module("sanban.supervision.services.dates").almanac(self.now)
        found = list(items.order_by("matter").values_list(*exporting.TAKEN, named=True)[:500])
        rows = exporting.ledger_rows((found[n % len(found)] for n in range(count)), how)
        paper = exporting.Paper(title="台账", office="办", range="全部", printed="方弦")
        with tempfile.TemporaryFile() as out:
            exporting.write_ledger(rows, out, paper=paper)
        return count

    def take(self, run: Any) -> None:
        """确认、办完。"""
        self.services.confirm(run, by=self.by, now=self.now)
        said = self.services.carry_on(run.pk, now=self.now)
        if not said.startswith("导入"):
            sys.exit(said)


def _fresh(n: int, *, is_wrong: bool) -> tuple[str, ...]:
    year = time.localtime().tm_year + 1
    due = "月底" if is_wrong else f"{year}-12-{n % 20 + 1:02d}"
    mission = f"更换管网 {n + 1} 公里，漏损率降到 10%以下"
    units = (f"第{n % 10}局", "赵学军", f"第{(n + 1) % 10}局、第{(n + 2) % 10}局", "何立新")
    first = ("", f"改造第{n}段供水管网", "会议议定", "第 12 次常务会", mission, STEPS)
    return (*first, *units, "", due, f"{year}-06-30 完成 {n} 公里", "")


def _running(n: int, *, is_wrong: bool) -> tuple[str, ...]:
    row = list(_fresh(n, is_wrong=is_wrong))
    row[0], row[1], row[10] = f"督字〔2025〕{n + 1}号", f"建设第{n}处监测站", "2025-03-01"
    return tuple(row)


def _closed(n: int, *, is_wrong: bool) -> tuple[str, ...]:
    row = list(_fresh(n, is_wrong=is_wrong))
    row[0], row[1], row[10] = f"督字〔2020〕{n + 1}号", f"修好第{n}座桥", "2020-03-01"
    row[11], row[12], row[13] = "2020-12-31", "", "月底" if is_wrong else "2020-12-20"
    return tuple(row)


def _sheet(rows: list[tuple[str, ...]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for n, row in enumerate([HEADS, *rows]):
            sheet.write_row(n, 0, row)
    return out.getvalue()


def _took(act: Callable[[], Any]) -> tuple[Any, tuple[float, float]]:
    wall, used = time.perf_counter(), time.process_time()
    found = act()
    return found, (time.perf_counter() - wall, time.process_time() - used)


def _say(name: str, took: tuple[float, float], *, goal: str = "") -> None:
    print(f"{name:<30}{took[0]:>10.1f}{took[1]:>10.1f}{goal:>8}")


if __name__ == "__main__":
    main()
