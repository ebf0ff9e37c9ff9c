"""量服务器时，照一份库在自己的进程里做的几件事：备好要写的、试着登记、走一步、看文字进没进索引。"""

import json
import sys
import time
from dataclasses import asdict
from importlib import import_module
from typing import Any

from bench.server_load import summed
from bench.server_pages import counted
from bench.server_search import searching
from bench.server_writes import HANDS, KINDS, MOVES, TRIED, WRITERS, made_file, told_apart


def writing() -> dict[str, Any]:
    """最近办完的几千件退回文书手上，好让人走；文书登录五十回。"""
    models = import_module("sanban.matters.models")
    own = import_module("bench.pages")
    rows = models.Matter.objects.filter(kind="incoming", stage__in=("archived", "register"))
    pks = list(rows.order_by("-id").values_list("pk", flat=True)[:HANDS])
    clerk = import_module("sanban.people.models").Account.objects.get(username="clerk").person
    rows = models.Matter.objects.filter(pk__in=pks)
    rows.update(state="running", stage="register", stage_label="登记")
    todos = models.Todo.objects.filter(matter__in=pks, stage="register", person=clerk)
    todos.update(state="open", round=3)
    sessions = [own.cookie("clerk") for _ in range(WRITERS)]
    return {"sessions": sessions, "matters": pks}


def moving() -> dict[str, Any]:
    """一个人接连走几百步，各几毫秒。"""
    matters = import_module("sanban.matters.services")
    models = import_module("sanban.matters.models")
    now = import_module("django.utils.timezone").now
    clerk = import_module("sanban.people.models").Account.objects.get(username="clerk").person
    mine = models.Todo.objects.filter(person=clerk, state="open", stage="register")
    pks = list(mine.order_by("-matter_id").values_list("matter_id", flat=True)[:MOVES])
    times: list[float] = []
    began, spent = time.monotonic(), time.process_time()
    for pk in pks:
        matter = models.Matter.objects.select_related("route").get(pk=pk)
        start = time.perf_counter()
        matters.move(matter, "submit", asked=matters.Asked(clerk, now()))
        times.append((time.perf_counter() - start) * 1000)
    found = summed(times, 0, time.monotonic() - began)
    cpu = (time.process_time() - spent) * 1000 / len(times)
    return {**asdict(found), "cpu": cpu}


def registering() -> dict[str, float]:
    """不过网络，登记一份各种文件几毫秒 CPU。"""
    return {kind: _registering(kind) for kind in KINDS}


def _registering(kind: str) -> float:
    services = import_module("sanban.documents.services")
    now = import_module("django.utils.timezone").now
    clerk = import_module("sanban.people.models").Account.objects.get(username="clerk").person
    files = [made_file(kind, n) for n in range(TRIED)]
    spent = 0.0
    for n, content in enumerate(files):
        mark = f"进程里{kind}{n}"
        given = told_apart(kind, content, f"{kind}{n}")
        before = time.process_time()
        intake = services.receive([given], name=f"{mark}.{kind}", by=clerk, now=now())
        form = services.Registration(
            title=f"关于{mark}的通知", sender_name="演示县某局", sender_number=f"演〔2026〕{mark}号"
        )
        services.register(intake, form, by=clerk, now=now())
        spent += time.process_time() - before if n else 0
    return spent * 1000 / (TRIED - 1)


def indexed() -> dict[str, Any]:
    """各种文件最后登记的那一件，题目里的编号搜得到不。"""
    found = import_module("sanban.search.finding")
    matters = import_module("sanban.matters.models").Matter.objects
    last = matters.filter(kind="incoming").order_by("-pk").first()
    mark = last.title.removeprefix("关于做好编号").partition("有关")[0]
    hits = found.find(mark, visible=matters.all()).hits
    return {"last": [one.owner for one in hits] == [last.pk]}


ACTS = {
    "counted": counted,
    "writing": writing,
    "moving": moving,
    "registering": registering,
    "indexed": indexed,
    "searching": searching,
}


def main() -> None:
    """做一件，印成一行 JSON。"""
    import_module("django").setup()
    print(json.dumps(ACTS[sys.argv[1]]()))


if __name__ == "__main__":
    main()
