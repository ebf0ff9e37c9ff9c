"""五十份发文同时编号要多久：SQLite 和 PostgreSQL 各量一遍，并查号跳没跳、重没重。

python -m bench.numbers

五十份都真走过起草、审核、签发、复核，五十条线程一起按“编号登记”，一条线程一个连接，连同建连接的
时间。PostgreSQL 用 tools/with-postgres 起的临时库（不落盘），没有装就不量。
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any

COUNT, TIMES = 50, 2
WANTED = 2.0
HERE = Path(__file__).parent.parent
INSIDE = "--inside"
BODY = """为做好冬季森林防火工作，现将有关事项通知如下：

# 压实责任

各乡镇要加强巡护，及时处置隐患。"""
WITHOUT = 3
"""tools/with-postgres 说没有装 PostgreSQL。"""


def main() -> None:
    """两种库各量一遍，印成几行。"""
    if INSIDE in sys.argv:
        print(json.dumps(_measure()))
        return
    print(f"{COUNT} 份发文同时编号，{TIMES} 次：最快、最慢（要求 ≤ {WANTED}）、本进程的 CPU，秒")
    _report("SQLite", ())
    _report("PostgreSQL", ("tools/with-postgres",))


def _report(name: str, before: tuple[str, ...]) -> None:
    with tempfile.TemporaryDirectory(prefix="sanban-bench-") as folder:
        settings = {"SANBAN_DATA": folder, "DJANGO_SETTINGS_MODULE": "sanban.settings"}
        environment = {**os.environ, "SANBAN_DATABASE": "", **settings}
        run = (*before, sys.executable, "-m", "bench.numbers", INSIDE)
        done = subprocess.run(run, env=environment, cwd=HERE, stdout=subprocess.PIPE, check=False)
    if done.returncode == WITHOUT and before:
        print(f"  {name}　没有装，没有量")
        return
    done.check_returncode()
    told = json.loads(done.stdout)
    whole = "不跳不重" if told["whole"] else "有跳号或重号！"
    seconds = "　".join(f"{told[one]:.2f}" for one in ("fastest", "slowest", "cpu"))
    print(f"  {name}　{seconds}　{whole}")


def _measure() -> dict[str, Any]:
    import_module("django").setup()
    office = Office()
    costs = sorted(office.number_at_once() for _ in range(TIMES))
    cpu = min(cost for _, cost in costs)
    return {
        "fastest": costs[0][0], "slowest": costs[-1][0], "cpu": cpu, "whole": office.is_whole(),
    }  # fmt: skip


class Office:
    """一个小办公室：文书、主任、县长，一个代字。"""

    def __init__(self) -> None:
        self.now = import_module("django.utils.timezone").now()
        import_module("sanban.people.init").establish("演示县人民政府办公室", now=self.now)
        self.models = import_module("sanban.documents.models")
        self.drafting = import_module("sanban.documents.services.drafting")
        self.issuing = import_module("sanban.documents.services.issuing")
        self.people = import_module("sanban.people.models")
        org = self.people.Org.objects.order_by("pk").first()
        self.clerk = self._person("林晓燕", org, "clerk")
        self.director = self._person("周明远", org, "director")
        self.mayor = self._person("何立新", org, "principal")
        rows = self.models.NumberPrefix.objects
        self.prefix = rows.create(org=org, issuer="演示县人民政府", text="演政发")

    def resume(self) -> None:
        """接着前一个进程的办公室办。"""
        self.now = import_module("django.utils.timezone").now()
        self.issuing = import_module("sanban.documents.services.issuing")
        people = import_module("sanban.people.models").Person
        self.clerk = people.objects.get(name="林晓燕")

    def _person(self, name: str, org: Any, role: str) -> Any:
        person = self.people.Person.objects.create(name=name, org=org, post_name=role)
        self.people.RoleHolding.objects.create(person=person, role=role, org=org)
        return person

    def number_at_once(self) -> tuple[float, float]:
        """五十份走到编号，一起按下去；返回几秒、用了多少 CPU。"""
        rows = [self.waiting(number) for number in range(COUNT)]
        with ThreadPoolExecutor(COUNT) as pool:
            before, used = time.perf_counter(), time.process_time()
            list(pool.map(self.number, rows))
            return time.perf_counter() - before, time.process_time() - used

    def number(self, outgoing: Any) -> None:
        """编号登记。"""
        try:
            self._go(outgoing, "number", self.clerk)
        finally:
            import_module("django.db").connection.close()

    def waiting(self, number: int) -> Any:
        """一份走到编号的发文。"""
        form = self.drafting.DraftForm(
            doc_kind="notice",
            title=f"演示县人民政府关于做好第{number + 1}号防火片区工作的通知",
            prefix=self.prefix,
            main_recipients="各乡镇人民政府",
            publicity="open",
            body=BODY,
        )
        made = self.drafting.start_draft(form, by=self.clerk, now=self.now)
        self._go(made, "to_review", self.clerk)
        self._approve(made)
        self._go(made, "to_leader", self.director, people=(self.mayor,))
        self._go(made, "sign_off", self.mayor)
        self._go(made, "to_number", self.clerk)
        return made

    def _approve(self, outgoing: Any) -> None:
        hand = {"by": self.director, "now": self.now}
        fine = self.issuing.Result("pass")
        given = {one.code: fine for one in self.issuing.items_for(outgoing)}
        seen = self.issuing.Result("comment", "已核对")
        self.issuing.review(outgoing, {**given, "wording": seen}, **hand)
        for kind in self.issuing.assessments_for(outgoing):
            self.issuing.assess(outgoing, kind, fine, **hand)

    def _go(self, outgoing: Any, code: str, by: Any, people: tuple[Any, ...] = ()) -> None:
        asked = import_module("sanban.matters.services").Asked(by, self.now)
        choice = import_module("sanban.matters.doers").Choice(people=people)
        self.issuing.move(outgoing.matter, code, asked=asked, remark="同意", choice=choice)

    def is_whole(self) -> bool:
        """号从一到底，不跳不重。"""
        rows = self.models.IssuedNumber.objects.filter(prefix=self.prefix).order_by("serial")
        return list(rows.values_list("serial", flat=True)) == list(range(1, COUNT * TIMES + 1))


if __name__ == "__main__":
    main()
