"""对账：只用自己写的 SQL 和自己算的摘要，不用产品的一行代码；一条规矩一个函数，给出毛病。"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from chaos.book import Book

MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Scene:
    """现场：库、存文件的文件夹、客户的账。"""

    database: psycopg.Connection[Any]
    files: Path
    book: Book

    def rows(self, sql: str, *given: Any) -> list[tuple[Any, ...]]:
        """查几行。"""
        return self.database.execute(sql, given).fetchall()  # type: ignore[arg-type]

    def count(self, sql: str, *given: Any) -> int:
        """数一个数。"""
        return int(self.rows(sql, *given)[0][0])


Rule = Callable[[Scene], Iterator[str]]


def moves_once(scene: Scene) -> Iterator[str]:
    """答应了的一步恰好一行留痕，记在那件上；没答应的至多一行。"""
    told = scene.rows("SELECT matter_id, action, remark FROM matters_step WHERE remark <> ''")
    found = defaultdict(list)
    for matter, action, remark in told:
        found[remark.rpartition("。")[2]].append((matter, action))
    for row in scene.book.promised.get("move", []):
        if found[row["token"]] != [(row["matter"], row["code"])]:
            yield f"答应了的一步 {row['token']}（{row['matter']}）留痕有 {found[row['token']]}"
    for row in scene.book.tried.get("move", []):
        if len(found[row["token"]]) > 1:
            yield f"一步 {row['token']} 记了 {len(found[row['token']])} 行"


def races_won_once(scene: Scene) -> Iterator[str]:
    """两台机器抢办同一份差事，至多一台办成。"""
    races = Counter(row["race"] for row in scene.book.promised.get("move", []) if row["race"])
    yield from (f"抢办 {race} 两边都答应了" for race, times in races.items() if times > 1)


def registered_once(scene: Scene) -> Iterator[str]:
    """答应登记的恰好一件，收文号、来件、正文都对；没答应的至多一件。"""
    found = defaultdict(list)
    sql = """SELECT m.title, m.id, i.receipt_year, i.receipt_no, t.id FROM matters_matter m
             JOIN documents_incoming i ON i.matter_id = m.id
             LEFT JOIN documents_intake t ON t.matter_id = m.id"""
    for title, matter, year, number, intake in scene.rows(sql):
        found[title].append((matter, f"〔{year}〕{number:04d}", intake))
    for row in scene.book.promised.get("register", []):
        rows = found[row["title"]]
        is_right = len(rows) == 1 and all(
            known in (0, "", kept)
            for known, kept in zip(
                (row["matter"], row["receipt"], row["intake"]), rows[0], strict=True
            )
        )
        if not is_right:
            yield f"登记《{row['title']}》答应的是 {row['receipt']}，库里是 {rows}"
    for row in scene.book.tried.get("register", []):
        if len(found[row["title"]]) > 1:
            yield f"《{row['title']}》登记了 {len(found[row['title']])} 件"


def uploads_kept_once(scene: Scene) -> Iterator[str]:
    """答应收下的文件恰好一份，内容在盘上一字不差，来件一行。"""
    sql = """SELECT t.id, s.digest FROM documents_intake t
             JOIN files_stored_file s ON s.id = t.stored_id"""
    intakes = dict(scene.rows(sql))
    times = Counter(intakes.values())
    for row in scene.book.promised.get("upload", []):
        if intakes.get(row["intake"]) != row["digest"] or times[row["digest"]] != 1:
            yield f"收下的来件 {row['intake']} 不在，或者不止一份"


def files_whole(scene: Scene) -> Iterator[str]:
    """行和盘上的文件一一对得上，每份的摘要重算都对，没有多余的。"""
    rows = dict(scene.rows("SELECT digest, length FROM files_stored_file"))
    kept = {}
    for place in scene.files.rglob("*"):
        if place.is_file():
            data = place.read_bytes()
            kept[place.name] = len(data)
            if hashlib.sha256(data).hexdigest() != place.name:
                yield f"盘上 {place.name} 的内容与摘要不符"
    yield from (f"{one} 有行，盘上没有" for one in rows.keys() - kept.keys())
    yield from (f"{one} 在盘上，没有行" for one in kept.keys() - rows.keys())
    yield from (f"{one} 字节数不对" for one in rows.keys() & kept.keys() if rows[one] != kept[one])


def series_unbroken(scene: Scene) -> Iterator[str]:
    """收文号从 1 起，一个不缺、一个不重，用到几号记得对。"""
    by_year = defaultdict(list)
    for year, number in scene.rows("SELECT receipt_year, receipt_no FROM documents_incoming"):
        by_year[year].append(number)
    used = dict(scene.rows("SELECT year, last FROM core_serial WHERE series = 'receipt'"))
    for year in by_year.keys() | used.keys():
        numbers = sorted(by_year[year])
        if numbers != list(range(1, used.get(year, 0) + 1)):
            yield f"{year} 年用到 {used.get(year)} 号，簿上 {len(numbers)} 件，有缺有重"


def steps_unbroken(scene: Scene) -> Iterator[str]:
    """每件的留痕从 1 连着数，序号记得对；进现在环节的那一步，去的就是现在的环节。"""
    found = defaultdict(dict)
    for matter, number, target in scene.rows(
        "SELECT matter_id, number, target_stage FROM matters_step"
    ):
        found[matter][number] = target
    for matter, stage, last, entered in scene.rows(
        "SELECT id, stage, step_no, round FROM matters_matter"
    ):
        steps = found[matter]
        if sorted(steps) != list(range(1, last + 1)):
            yield f"事项 {matter} 记着 {last} 步，留痕是 {sorted(steps)}"
        elif steps[entered] != stage:
            yield f"事项 {matter} 在 {stage}，第 {entered} 步却是去 {steps[entered]}"


def duties_consistent(scene: Scene) -> Iterator[str]:
    """在办的有人办，差事都在现在的环节、这一轮；办结的没有剩下的；一步至多了结自己的一份。"""
    sql = """SELECT m.id, m.state, count(t.id) FILTER (WHERE t.state IN ('open', 'waiting')),
                    count(t.id) FILTER (WHERE t.state IN ('open', 'waiting')
                                        AND (t.stage <> m.stage OR t.round <> m.round))
             FROM matters_matter m LEFT JOIN matters_todo t ON t.matter_id = m.id
                  AND t.is_reading = false GROUP BY m.id"""
    for matter, state, live, astray in scene.rows(sql):
        if astray or (state == "running") != bool(live):
            yield f"事项 {matter}（{state}）差事 {live} 份，走错环节 {astray} 份"
    sql = """SELECT matter_id, round, person_id, coalesce(org_id, 0), count(*) FROM matters_todo
             WHERE mode = 'main' AND is_reading = false
             GROUP BY 1, 2, 3, 4 HAVING count(*) > 1"""
    yield from (f"事项 {row[0]} 第 {row[1]} 轮给了同一人两份" for row in scene.rows(sql))


def audited_once(scene: Scene) -> Iterator[str]:
    """每步留痕、每次登记、每份来件，审计恰好一行。"""
    sql = """SELECT target, act, detail, count(*) FROM audit_log
             WHERE target LIKE 'matter:%%' OR target LIKE 'intake:%%' GROUP BY 1, 2, 3"""
    rows = {(target, act, detail): times for target, act, detail, times in scene.rows(sql)}
    steps = scene.rows("SELECT matter_id, number, action, label FROM matters_step")
    wanted = {(f"matter:{m}", f"matter.{a}", f"第 {n} 步 {label}") for m, n, a, label in steps}
    sql = "SELECT matter_id, receipt_year, receipt_no FROM documents_incoming"
    for matter, year, number in scene.rows(sql):
        wanted.add((f"matter:{matter}", "incoming.register", f"收文号 {year}-{number:04d}"))
    for (pk,) in scene.rows("SELECT id FROM documents_intake"):
        wanted.add((f"intake:{pk}", "intake.receive", ""))
    yield from (f"审计 {one} 有 {rows.get(one, 0)} 行" for one in wanted if rows.get(one) != 1)
    acts = {act for _, act, _ in wanted}
    yield from (f"审计 {one} 没有来由" for one in rows if one[1] in acts and one not in wanted)


def seals_hold(scene: Scene) -> Iterator[str]:
    """审计的封存逐块接得上，摘要重算都对，块与块之间没有漏下的行。"""
    sql = """SELECT id, happened_at, actor_id, actor_name, act, target, detail, address, is_done
             FROM audit_log ORDER BY id"""
    lines = {row[0]: _line(row) for row in scene.rows(sql)}
    previous, reached = "0" * 64, 0
    sql = "SELECT first_id, last_id, rows, digest, previous FROM audit_seal ORDER BY last_id"
    for first, last, count, digest, before in scene.rows(sql):
        inside = [pk for pk in range(reached + 1, last + 1) if pk in lines]
        whole = hashlib.sha256(previous.encode())
        whole.update("".join(lines[pk] for pk in inside).encode())
        if before != previous:
            yield f"封存 {first}–{last} 与上一块接不上"
        if len(inside) != count:
            yield f"封存 {first}–{last} 说 {count} 行，实有 {len(inside)} 行"
        elif whole.hexdigest() != digest:
            yield f"封存 {first}–{last} 的摘要不对"
        previous, reached = digest, last


def _line(row: tuple[Any, ...]) -> str:
    pk, moment, *words, is_done = row
    return json.dumps([pk, f"{moment.timestamp():.6f}", *words, is_done], ensure_ascii=False) + "\n"


def jobs_settled(scene: Scene) -> Iterator[str]:
    """后台工作没有挂着的；转版式件的，一份文件一行、一件工作，转好的都有 PDF。"""
    table = "django_tasks_database_dbtaskresult"
    hanging = scene.count(f"SELECT count(*) FROM {table} WHERE status = 'RUNNING'")
    if hanging:
        yield f"有 {hanging} 件后台工作挂着"
    sql = f"""SELECT args_kwargs::text, count(*) FROM {table}
              WHERE task_path LIKE '%%renditions.render' GROUP BY 1 HAVING count(*) > 1"""
    yield from (f"版式件工作 {given} 派了 {times} 回" for given, times in scene.rows(sql))
    sql = "SELECT count(*) FROM files_rendition WHERE state = 'ready' AND pdf_id IS NULL"
    if scene.count(sql):
        yield "有转好的版式件没有文件"


def all_searchable(scene: Scene) -> Iterator[str]:
    """没有等着编索引的；每件事项的卡片、每份正文都编进去了，字也对。"""
    pending = scene.count("SELECT count(*) FROM search_pending")
    waiting = scene.count("SELECT count(*) FROM search_passage WHERE NOT indexed")
    if pending or waiting:
        yield f"还有 {pending} 件等着编、{waiting} 段没编进去"
    heads = {pk >> 16: head for pk, head in scene.rows(
        "SELECT id, head FROM search_passage WHERE id & 16383 = 0")}  # fmt: skip
    for matter, title in scene.rows("SELECT id, title FROM matters_matter"):
        if title not in heads.get(matter, ""):
            yield f"事项 {matter} 的卡片没有编进去"
    texts = defaultdict(str)
    for pk, body in scene.rows("SELECT id, body FROM search_passage WHERE id & 16383 > 0"):
        texts[pk >> 16] += body
    for row in scene.book.promised.get("register", []):
        if row["matter"] and "抓好落实" not in texts[row["matter"]]:
            yield f"事项 {row['matter']} 的正文没有编进去"


RULES: dict[str, Rule] = {
    "办的每一步恰好一次": moves_once,
    "抢办只成一个": races_won_once,
    "登记恰好一次": registered_once,
    "收的文件恰好一份": uploads_kept_once,
    "文件一份不缺不多不坏": files_whole,
    "收文号不缺不重": series_unbroken,
    "留痕连着数": steps_unbroken,
    "差事对得上环节": duties_consistent,
    "审计恰好一行": audited_once,
    "审计的封存接得上": seals_hold,
    "后台工作没有挂着的": jobs_settled,
    "都搜得到": all_searchable,
}


def check(scene: Scene) -> dict[str, list[str]]:
    """逐条查；每条规矩的毛病，没有就是空的。"""
    return {name: list(rule(scene)) for name, rule in RULES.items()}
