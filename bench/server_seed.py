"""量服务器用的库：一万件、一百万件事项，灌一次，存在 .cache/bench，表或灌法变了才重灌。

八成是收文，二成是督办；三百来人、二百个单位。在办的两种库一样多（收文最近四千件里的二百八十件、
督办两千件），大的只是多了历年办完的：量的就是“存得多了，慢不慢”。最新的至多二十万件收文有全文，
全文进搜索的索引。
"""

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.texts import text_of

HERE = Path(__file__).parent.parent
KEPT = HERE / ".cache" / "bench"
TEXTS, OPEN, BATCH = 200_000, 2_000, 2_000
HELD, USUAL = 200_000_000, 1_048_576
CARD, TEXT = 0, 2
STAFF = (("drafter", 60), ("section_head", 20), ("leader", 10))
"""另添的人：角色，几个。"""
SOURCES = ("server_seed.py", "office.py", "supervision_seed.py", "texts.py")
# fmt: off
# 办完的收文另有的几步（`office.STEPS` 之外）
STEPS = ((4, "assign", "批示", "pass"), (5, "handle", "承办", "pass"),
         (6, "close", "办结", "close"))
SEEN_BY_UNIT = {"matter_id": "i", "subject": "'r' || ({first_unit} + i % {units}) || '.liaison'"}
# fmt: on


@dataclass(frozen=True, slots=True)
class Seed:
    """灌好的库：文件夹，几件，收文几件，一件在文书手上的，一件归了档的，一件督办，头一个单位。"""

    folder: str
    count: int
    incoming: int
    in_hand: int
    archived: int
    item: int
    first_unit: int


def seeded(count: int) -> Seed:
    """灌好的库；没有、或者旧了，在新进程里灌。"""
    folder = KEPT / f"server-{count}"
    wanted = stamp()
    kept = folder / "seed.json"
    told = json.loads(kept.read_text()) if kept.is_file() else {}
    if told.pop("stamp", "") != wanted:
        _say(f"灌 {count} 件……")
        _apart("--fill", count, folder)
        told = json.loads(kept.read_text())
        told.pop("stamp")
    _apart("--index", count, folder)
    return Seed(**told)


def stamp() -> str:
    """表的样子、灌的办法、哪个月：有一样变了，就是旧的。"""
    found = hashlib.sha256(time.strftime("%Y-%m").encode())
    rooms = HERE / "sanban"
    for place in sorted(rooms.glob("*/migrations/0*.py")):
        found.update(place.read_bytes())
    for name in SOURCES:
        found.update((HERE / "bench" / name).read_bytes())
    return found.hexdigest()[:16]


def _apart(what: str, count: int, folder: Path) -> None:
    settings = {"SANBAN_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "sanban.settings"}
    environment = {**os.environ, **settings, "SANBAN_DATABASE": ""}
    run = (sys.executable, "-m", "bench.server_seed", what, str(count))
    subprocess.run(run, env=environment, cwd=HERE, check=True)


def _say(text: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {text}\n")


def main() -> None:
    """在新进程里灌，或者补索引；数据在 SANBAN_DATA。"""
    what, count, folder = sys.argv[1], int(sys.argv[2]), Path(os.environ["SANBAN_DATA"])
    if what == "--fill":
        _remove(folder)
        import_module("django").setup()
        began = time.monotonic()
        seed = _fill(count, folder)
        kept = {**asdict(seed), "stamp": stamp()}
        (folder / "seed.json").write_text(json.dumps(kept))
        _say(f"灌好了 {count} 件，{time.monotonic() - began:.0f} 秒")
    else:
        import_module("django").setup()
        _index()


def _remove(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for place in folder.glob("*"):
        if place.is_file():
            place.unlink()


def _fill(count: int, folder: Path) -> Seed:
    django_db = import_module("django.db")
    now = import_module("django.utils.timezone").now()
    items = import_module("bench.supervision_seed")
    incoming = count - count // 5
    known = items.prepare(count, OPEN, now)
    with django_db.connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
        cursor.execute("PRAGMA cache_size=-400000")
    with django_db.transaction.atomic():
        items.pour({**known, "after": incoming})
        everything = _pour_incoming({**known, "count": incoming}, now)
    with django_db.transaction.atomic():
        _write_texts(everything, now)
    with django_db.connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    hand = incoming - import_module("bench.office").EVERY
    return Seed(str(folder), count, incoming, hand, hand - 1, count - 3, known["first_unit"])


def _pour_incoming(known: dict[str, Any], now: datetime) -> dict[str, Any]:
    """收文和它们的留痕、差事、可见；再添几十个人。"""
    office = import_module("bench.office")
    people = import_module("sanban.people.models")
    org = people.Org.objects.get(pk=known["office"])
    section = people.OfficeSection.objects.create(org=org, name="文书科")
    for role, many in STAFF:
        for n in range(many):
            person = people.Person.objects.create(
                name=f"同事{role}{n}", org=org, office_section=section, post_name=role
            )
            people.RoleHolding.objects.create(person=person, role=role, org=org)
    everything = {**known, **office.basis(known["count"], org.pk, section.pk, now)}
    everything["leader"] = known["first_leader"]
    running = f"({everything['held']} OR {everything['proposed']})"
    last = len(office.STEPS) + len(STEPS)
    import_module("sanban.core.services").reach_serial(
        "receipt", year=everything["year"], number=office.A_YEAR
    )
    everything["steps"] = f"CASE WHEN {running} THEN {len(office.STEPS)} ELSE {last} END"
    office.pour(everything)
    office.insert("matters_visibility", SEEN_BY_UNIT, everything)
    for number, stage, label, action in STEPS:
        named = {"number": number, "stage": stage, "label": label, "action": action}
        office.insert("matters_step", office.STEP, {**everything, **named}, only=f"NOT {running}")
    return everything


def _write_texts(known: dict[str, Any], now: datetime) -> None:
    """最新的若干件收文，各有一份登记过的来件，连着全文。"""
    intakes = import_module("sanban.documents.models").Intake
    last = int(known["count"])
    shared = {
        "stored_id": known["stored"], "name": "来文.docx", "by_id": known["clerk"],
        "received_at": now, "state": "registered",
    }  # fmt: skip
    for numbers in _batches(max(0, last - TEXTS) + 1, last):
        intakes.objects.bulk_create(
            [intakes(**shared, matter_id=n, content=text_of(n)) for n in numbers]
        )


def _batches(first: int, last: int) -> Iterator[range]:
    for start in range(first, last + 1, BATCH):
        yield range(start, min(start + BATCH, last + 1))


def _index() -> None:
    """补上搜索的索引：每件一张卡片，有全文的另编全文；编过的不再编。"""
    models = import_module("sanban.search.models")
    connection = import_module("django.db").connection
    if models.Passage.objects.exists():
        return
    _say("编索引……")
    began, passages = time.monotonic(), 0
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
        cursor.execute("PRAGMA cache_size=-400000")
        _hold(cursor, HELD)
    with import_module("django.db").transaction.atomic():
        for rows in _passages():
            models.Passage.objects.bulk_create(rows)
            import_module("sanban.search.engines").engine().add(rows)
            passages += len(rows)
    with connection.cursor() as cursor:
        _hold(cursor, USUAL)
        cursor.execute("ANALYZE")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    _say(f"编好了 {passages} 段，{time.monotonic() - began:.0f} 秒")


def _hold(cursor: Any, size: int) -> None:
    """FTS5 攒多少字节才写一段：一百万件一次编，攒得多，并段少得多；编完改回平常的。"""
    for table in ("search_head", "search_text"):
        cursor.execute(f"INSERT INTO {table}({table}, rank) VALUES('hashsize', {size})")


def _passages() -> Iterator[list[Any]]:
    """一批批的卡片和全文，编号小的在前。"""
    matters = import_module("sanban.matters.models").Matter.objects.order_by("pk")
    columns = ("pk", "title", "incoming__sender_number", "incoming__sender_name")
    last = matters.filter(kind="incoming").count()
    for numbers in _batches(1, matters.count()):
        asked = matters.filter(pk__range=(numbers[0], numbers[-1]))
        made: list[Any] = []
        for row in asked.values_list(*columns):
            made += _pieces(row, has_text=max(0, last - TEXTS) < row[0] <= last)
        yield made


def _pieces(row: tuple[Any, ...], *, has_text: bool) -> Iterator[Any]:
    search = import_module("sanban.search.models")
    head = import_module("sanban.search.tokens").joined([one for one in row[1:] if one])
    pk = int(row[0])
    for slot in (CARD, TEXT) if has_text else (CARD,):
        yield search.Passage(
            id=search.piece_id(pk, search.Reach.SEEN, slot),
            head=head,
            body=text_of(pk) if slot else f"请照第{pk}号件办理",
            label="来文.docx" if slot else "",
            target=f"file:{pk}" if slot else "card",
            indexed=True,
        )


if __name__ == "__main__":
    main()
