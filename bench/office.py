"""量测用的一个办公室：几个人、几万到百万件收文，用一句句 SQL 灌满。"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from sanban.documents.kinds.incoming import KIND
from sanban.files.models import Rendition, RenditionState, StoredFile
from sanban.matters import kinds
from sanban.people.init import establish
from sanban.people.models import Account, OfficeSection, Org, Person, RoleHolding

STAFF = (("林晓燕", "clerk"), ("周明远", "director"), ("何立新", "leader"))
A_YEAR = 20_000
"""一年的收文，件。"""
EVERY, RUNNING = 50, 4000

# fmt: off
# 最近四千件里，每五十件有一件在文书手上，每二十件有一件在主任手上拟办；其余归了档
HELD = f"(i % {EVERY} = 0 AND i > {{count}} - {RUNNING})"
PROPOSED = f"(i % 20 = 1 AND i > {{count}} - {RUNNING})"
STATE = {
    "stage": "CASE WHEN {held} THEN 'register' WHEN {proposed} THEN 'propose' ELSE 'archived' END",
    "stage_label": "CASE WHEN {held} THEN '登记' WHEN {proposed} THEN '拟办' ELSE '已归档' END",
    "state": "CASE WHEN {held} OR {proposed} THEN 'running' ELSE 'done' END",
}
MATTER = {
    "id": "i", "kind": "'incoming'", "route_id": "{route}",
    "title": "'关于做好第' || i || '号事项有关工作的通知'", **STATE,
    "round": "3", "step_no": "{steps}",
    "urgency": "CASE WHEN i % 9 = 0 THEN 'high' ELSE '' END",
    "due_at": "datetime('{now}', (i % 60 - 20) || ' days')",
    "drafter_id": "{clerk}", "org_id": "{org}", "office_section_id": "{section}",
    "started_at": "'{now}'", "data": "'{{\"nature\": \"action_item\"}}'",
}
INCOMING = {
    "matter_id": "i", "receipt_year": "{year} - ({count} - i) / {a_year}",
    "receipt_no": "{a_year} - ({count} - i) % {a_year}", "received_at": "'{now}'",
    "sender_name": "'演示县第' || (i % 200) || '局'",
    "sender_number": "'演函〔2026〕' || i || '号'", "sender_number_key": "'演函2026' || i",
    "title_key": "'第' || i || '号事项'", "doc_kind": "'通知'", "main_recipient": "''",
    "copy_no": "''", "attachment_note": "''", "summary": "''", "nature": "'action_item'",
    "secrecy_level": "'public'", "digest": "''", "handling_proposal": "'拟请有关单位办理。'",
    "rejection_reason": "''", "result": "''", "repeat_reason": "''", "code": "'C' || i",
}
FILE = {
    "matter_id": "i", "stored_id": "{stored}", "role": "'main'", "name": "'来文.pdf'",
    "position": "0", "added_by_id": "{clerk}", "added_at": "'{now}'",
}
SEEN = {"matter_id": "i", "subject": "'r{org}.clerk'"}
SEEN_BY_DIRECTOR = {"matter_id": "i", "subject": "'r{org}.director'"}
SEEN_BY_LEADER = {"matter_id": "i", "subject": "'p{leader}'"}
STEP = {
    "matter_id": "i", "number": "{number}", "stage": "'{stage}'", "stage_label": "'{label}'",
    "target_stage": "''", "action": "'{action}'", "label": "'{label}'",
    "person_id": "{clerk}", "person_name": "'林晓燕'", "post_name": "'文书'",
    "remark": "'请照第' || i || '号件办理'", "note": "''", "is_work": "1",
    "before": "'{{\"stage\": \"register\", \"stage_label\": \"登记\", \"round\": 1, "
              "\"state\": \"running\", \"open\": [], \"waiting\": []}}'",
    "done_at": "'{now}'",
}
TODO = {
    "matter_id": "i", "stage": "'{stage}'", "round": "2", "person_id": "{person}",
    "part": "''", "mode": "'main'", "is_reading": "0", "place": "0",
    "state": "CASE WHEN {here} THEN 'open' ELSE 'done' END",
    "due_at": "datetime('{now}', (i % 60 - 20) || ' days')", "opened_at": "'{now}'",
}
STEPS = ((1, "register", "登记", "start"), (2, "register", "送拟办", "submit"),
         (3, "propose", "拟办", "pass"))
# fmt: on


@dataclass(frozen=True, slots=True)
class Office:
    """灌好的办公室：在文书手上的一件，归了档的一件。"""

    in_hand: int
    archived: int


def fill(count: int, *, now: datetime) -> Office:
    """建库、建人、灌 `count` 件收文；库在环境变量 SANBAN_DATA 指的文件夹。"""
    establish("演示县人民政府办公室", now=now)
    known = _founded(count, now)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    with transaction.atomic():
        pour(known)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    hand = count - EVERY
    return Office(hand, hand - 1)


def _founded(count: int, now: datetime) -> dict[str, object]:
    org = Org.objects.order_by("pk").first()
    assert org is not None
    section = OfficeSection.objects.create(org=org, name="文书科")
    people = {role: _person(name, role, org, section, now) for name, role in STAFF}
    return {**people, **basis(count, org.pk, section.pk, now)}


def basis(count: int, org: int, section: int, now: datetime) -> dict[str, object]:
    """各栏的算式要用的；几个人（clerk、director、leader）另添。"""
    stored = StoredFile.objects.create(digest="0" * 64, length=1, media="pdf")
    Rendition.objects.create(source=stored, pdf=stored, pages=3, state=RenditionState.READY)
    days = {"now": now.strftime("%Y-%m-%d %H:%M:%S"), "year": timezone.localtime(now).year}
    return {
        **days, "count": count, "steps": len(STEPS), "a_year": A_YEAR,
        "org": org, "section": section,
        "route": kinds.current_route(kinds.add(KIND).code).pk, "stored": stored.pk,
        "held": HELD.format(count=count), "proposed": PROPOSED.format(count=count),
    }  # fmt: skip


def _person(name: str, role: str, org: Org, section: OfficeSection, now: datetime) -> int:
    person = Person.objects.create(name=name, org=org, office_section=section, post_name=role)
    RoleHolding.objects.create(person=person, role=role, org=org)
    Account.objects.create(
        username=role, person=person, must_change_password=False, password_changed_at=now
    )
    return person.pk


def pour(known: dict[str, object]) -> None:
    """灌收文和它们的文件、可见、留痕、差事。"""
    insert("matters_matter", MATTER, known)
    insert("documents_incoming", INCOMING, known)
    insert("matters_file", FILE, known)
    insert("matters_visibility", SEEN, known)
    insert("matters_visibility", SEEN_BY_DIRECTOR, known)
    insert("matters_visibility", SEEN_BY_LEADER, known, only="i % 10 = 0")
    for number, stage, label, action in STEPS:
        named = {"number": number, "stage": stage, "label": label, "action": action}
        insert("matters_step", STEP, {**known, **named})
    for role, stage, here in (("clerk", "register", "held"), ("director", "propose", "proposed")):
        named = {"person": known[role], "stage": stage, "here": known[here]}
        insert("matters_todo", TODO, {**known, **named})


def insert(
    table: str, columns: dict[str, str], known: Mapping[str, object], *, only: str = "1"
) -> None:
    """一到 `count` 号各一行；各栏是号码 i 的 SQL 算式。"""
    numbers = f"SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < {known['count']}"
    values = ", ".join(one.format_map(known) for one in columns.values())
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE n AS ({numbers}) INSERT INTO {table} ({', '.join(columns)}) "
            f"SELECT {values} FROM n WHERE {only}"
        )
