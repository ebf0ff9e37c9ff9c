"""搜索的快慢：灌二十万份文件（约八百字一份），四种问法、三种人，权限在同一句里。

`python -m bench.search [份数]` 用 SQLite，灌一次存在 .cache/bench/search-份数；
`tools/with-postgres .venv/bin/python -m bench.search [份数]` 用 PostgreSQL，现灌现量。
"""

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

from bench.texts import text_of, words

HERE = Path(__file__).parent.parent
DOCUMENTS, TIMES, BATCH, FEW, SOME = 200_000, 100, 1000, 300, 20
"""多少份、一种问法几句、一批几份；只看得见几百份的人看几份，看得见一部分的人每几份看一份。"""


@dataclass(frozen=True, slots=True)
class Row:
    """一行结果：谁、哪种问法、毫秒和本进程 CPU 毫秒的 p50 和 p95、找到几件的中位数。"""

    who: str
    asked: str
    p50: float
    p95: float
    cpu50: float
    cpu95: float
    total: int


def main() -> None:
    """灌好，量，印出来。"""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    folder = HERE / ".cache" / "bench" / f"search-{count}"
    folder.mkdir(parents=True, exist_ok=True)
    os.environ |= {"SANBAN_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "sanban.settings"}
    import_module("django").setup()
    people = seeded(count)
    for row in measured(people, count):
        print(
            f"{row.who}　{row.asked}：p50 {row.p50:.1f}、p95 {row.p95:.1f} ms，"
            f"CPU {row.cpu50:.1f}、{row.cpu95:.1f} ms，找到的中位数 {row.total} 件"
        )
    print(f"文号：{exact(people['看得见全部'], count)}")
    print(f"添一份：p50 {adding(count):.2f} ms")
    print(f"索引：{index_size() / 1e6:.0f} MB（{count} 份）")


def seeded(count: int) -> dict[str, Any]:
    """灌好的库里的三种人；没有灌过的先灌。"""
    call = import_module("django.core.management").call_command
    call("migrate", verbosity=0)
    people = import_module("sanban.people.models").Person.objects
    if not people.exists():
        began = time.monotonic()
        _fill(count)
        _say(f"灌好了 {count} 份，{time.monotonic() - began:.0f} 秒")
    names = ("看得见全部", "看得见二十分之一", "看得见三百份")
    return {name: people.get(name=name) for name in names}


def _say(text: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {text}\n")


def _fill(count: int) -> None:
    models, passages = import_module("sanban.matters.models"), import_module("sanban.search.models")
    connection = import_module("django.db").connection
    engine = import_module("sanban.search.engines").engine()
    if connection.vendor == "sqlite":
        _run("PRAGMA synchronous=OFF", "PRAGMA cache_size=-300000")
    with import_module("django.db").transaction.atomic():
        shared, shown = _basis(models)
        for first in range(1, count + 1, BATCH):
            numbers = range(first, min(first + BATCH, count + 1))
            models.Matter.objects.bulk_create([_matter(models, n, shared) for n in numbers])
            models.Visibility.objects.bulk_create(
                models.Visibility(matter_id=n, subject=one)
                for n in numbers for one in shown(n, count)
            )  # fmt: skip
            rows = [_passage(passages, n) for n in numbers]
            passages.Passage.objects.bulk_create(rows)
            engine.add(rows)
    _run("ANALYZE") if connection.vendor == "sqlite" else _run("VACUUM ANALYZE")


def _run(*lines: str) -> None:
    with import_module("django.db").connection.cursor() as cursor:
        for sql in lines:
            cursor.execute(sql)


def _basis(models: Any) -> tuple[dict[str, Any], Callable[[int, int], Iterator[str]]]:
    """一个单位、三个人、一版流程，和一份给哪几种身份看。"""
    people = import_module("sanban.people.models")
    org = people.Org.objects.create(name="演示县", short_name="县", initials="x", kind="gov")
    every, some, few = (
        people.Person.objects.create(name=name, org=org, post_name="职")
        for name in ("看得见全部", "看得见二十分之一", "看得见三百份")
    )
    people.RoleHolding.objects.create(person=every, role="clerk", org=org)
    kinds = import_module("sanban.matters.kinds")
    import_module("sanban.documents.services")
    now = import_module("django.utils.timezone").now()
    shared = {"route": kinds.current_route("incoming"), "drafter": every, "org": org,
              "started_at": now}  # fmt: skip

    def shown(number: int, count: int) -> Iterator[str]:
        yield f"r{org.pk}.clerk"
        if number % SOME == 0:
            yield f"p{some.pk}"
        if number % max(1, count // FEW) == 0:
            yield f"p{few.pk}"

    return shared, shown


def title_of(number: int) -> str:
    """一份的标题。"""
    return f"关于{''.join(Random(-number).choices(words()[0], k=3))}有关工作的通知"


def _matter(models: Any, number: int, shared: dict[str, Any]) -> Any:
    return models.Matter(id=number, kind="incoming", title=title_of(number), stage="archived",
                         stage_label="已归档", state="done", **shared)  # fmt: skip


def _passage(models: Any, number: int) -> Any:
    joined = import_module("sanban.search.tokens").joined
    head = joined([title_of(number), number_text(number), f"演示县第{number % 200}局"])
    return models.Passage(id=models.piece_id(number, 0, 0), head=head, body=text_of(number),
                          indexed=True)  # fmt: skip


def number_text(number: int) -> str:
    """一份的文号：一年一万号。"""
    return f"演府办〔{2000 + number // 10_000}〕{number % 10_000 + 1}号"


def questions() -> dict[str, list[str]]:
    """四种问法，各一百句；常用的词多，不常用的词少。"""
    chance, (known, shares) = Random(11), words()
    chosen = chance.choices(known, cum_weights=shares, k=TIMES * 20)
    texts = [text_of(chance.randrange(1, 8000)).replace("\n", "") for _ in range(TIMES)]
    places = [chance.randrange(len(one) - 6) for one in texts]
    return {
        "两个字的词": [one for one in chosen if len(one) == 2][:TIMES],
        "三四个字的词": [one for one in chosen if len(one) > 2][:TIMES],
        "两个词": [" ".join(chosen[n : n + 2]) for n in range(TIMES)],
        "随手六个字": [one[at : at + 6] for one, at in zip(texts, places, strict=True)],
    }


def measured(people: dict[str, Any], count: int) -> Iterator[Row]:
    """一行行量；先各问几句热一热。"""
    sight_of = import_module("sanban.matters.services").sight_of
    for who, person in people.items():
        for asked, lines in questions().items():
            sight = sight_of(person)
            timed(lines[:5], sight)
            times, cpus, totals = timed(lines, sight)
            shares = [_at(one, share) for one in (times, cpus) for share in (0.5, 0.95)]
            yield Row(who, asked, *shares, sorted(totals)[len(totals) // 2])


def timed(lines: Sequence[str], sight: Any) -> tuple[list[float], list[float], list[int]]:
    """各句用了几毫秒、几毫秒 CPU、找到几件：一页二十条、摘句、数数都在内。"""
    find = import_module("sanban.search.finding").find
    times, cpus, totals = [], [], []
    for one in lines:
        began, worked = time.perf_counter(), time.process_time()
        totals.append(find(one, visible=sight).total)
        times.append((time.perf_counter() - began) * 1000)
        cpus.append((time.process_time() - worked) * 1000)
    return times, cpus, totals


def _at(times: list[float], share: float) -> float:
    return sorted(times)[int(len(times) * share)]


def exact(person: Any, count: int) -> str:
    """随手一百个文号，各打法是不是正好那一份。"""
    find = import_module("sanban.search.finding").find
    sight = import_module("sanban.matters.services").sight_of(person)
    right = 0
    chosen = Random(5).sample(range(1, count + 1), TIMES)
    for n in chosen:
        typed = number_text(n).replace("〔", "[").replace("〕", "] ")
        right += [one.owner for one in find(typed, visible=sight).hits] == [n]
    return f"{right} / {TIMES} 句正好一份"


def adding(count: int) -> float:
    """编进一份新的，毫秒的中位数；编了就退回去。"""
    search = import_module("sanban.search.services")
    transaction = import_module("django.db").transaction
    times = []
    with transaction.atomic():
        for n in range(count + 1, count + 201):
            piece = search.Piece(0, title_of(n), text_of(n))
            began = time.perf_counter()
            search.put(n, [piece])
            times.append((time.perf_counter() - began) * 1000)
        transaction.set_rollback(True)
    return _at(times, 0.5)


def index_size() -> int:
    """索引占多少字节。"""
    connection = import_module("django.db").connection
    sqlite = (
        "SELECT SUM(pgsize) FROM dbstat WHERE name LIKE 'search_text%' OR name LIKE 'search_head%'"
    )
    other = "SELECT pg_total_relation_size('search_text') + pg_total_relation_size('search_head')"
    with connection.cursor() as cursor:
        cursor.execute(sqlite if connection.vendor == "sqlite" else other)
        return int(cursor.fetchone()[0])


if __name__ == "__main__":
    main()
