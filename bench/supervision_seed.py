"""量测用的督查室：二百个单位、八位领导，一万到百万件督办事项，用一句句 SQL 灌满。

SQLite、PostgreSQL 都能灌。最新的 `open_count` 件在办，其余已销号；每件有承办单位、节点、
可见，在办的还有差事、应报和一次反馈。库须是新建好表的空库（环境变量 SANBAN_DATA）。
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils import timezone

from sanban.matters import kinds
from sanban.matters.models import Matter
from sanban.people.init import establish
from sanban.people.models import Account, Org, OrgKind, Person, RoleHolding
from sanban.supervision.kinds.supervised_item import KIND

UNITS, LEADERS, A_YEAR = 200, 8, 20_000
STAFF = (("方弦", "supervisor"), ("周明远", "director"), ("林晓燕", "clerk"))
CLOSING = "09:30:00"
"""下班时刻，世界时。"""

# fmt: off
# 各栏是号码 i 的算式；@时刻(天数)、@日子(天数) 换成各库自己的写法
IS_OPEN = "(i > {count} - {open_count})"
# 在办的：迟十五天到还有一百一十四天；了结的：一年年往前排
DUE = ("(CASE WHEN {is_open} THEN i * 37 % 130 - 15 "
       "ELSE -30 - ({count} - {open_count} - i) * 365 / {a_year} END)")
LEAD, ASSIST = "({first_unit} + i % {units})", "({first_unit} + (i * 7 + 3) % {units})"
LEAD_PERSON = "({first_liaison} + i % {units})"
ASSIST_PERSON = "({first_liaison} + (i * 7 + 3) % {units})"
LEADER = "({first_leader} + i % {leaders})"
NUMBERED = "{a_year} - ({count} - i) % {a_year}"
MATTER = {
    "id": "i", "kind": "'supervised_item'", "route_id": "{route}",
    "title": "'第' || i || '号督办事项：城区集中供热管网改造'",
    "stage": "CASE WHEN NOT {is_open} THEN 'archived' WHEN i % 40 = 1 THEN 'verify' "
             "ELSE 'handle' END",
    "stage_label": "CASE WHEN NOT {is_open} THEN '已归档' WHEN i % 40 = 1 THEN '核查' "
                   "ELSE '办理' END",
    "state": "CASE WHEN {is_open} THEN 'running' ELSE 'done' END",
    "round": "3", "step_no": "3", "urgency": "CASE WHEN i % 9 = 0 THEN 'high' ELSE '' END",
    "due_at": "@时刻({due})", "drafter_id": "{supervisor}", "org_id": "{office}",
    "started_at": "@时刻({due} - 60)",
    "ended_at": "CASE WHEN {is_open} THEN NULL ELSE @时刻({due} - 2 + i % 5) END",
    "data": "'{{}}'",
}
ITEM = {
    "matter_id": "i", "org_id": "{office}", "series": "'督字'",
    "year": "{year} - ({count} - i) / {a_year}", "number": NUMBERED,
    "source": "CASE i % 4 WHEN 0 THEN 'B' WHEN 1 THEN 'C' WHEN 2 THEN 'D' ELSE 'J' END",
    "basis": "'何立新同志批示'", "content": "''", "mission": "'改造一次管网 12.6 公里'",
    "standard": "'点火试供'", "roadmap": "''", "lead_org_id": "{lead}",
    "owner_name": "'马建军'", "owner_phone": "''", "backup_name": "'李明'",
    "assist_names": "CASE WHEN i % 3 = 0 THEN '县财政局、北关街道' ELSE '' END",
    "leader_id": "{leader}", "is_key": "(i % 25 = 0)",
    "cycle": "CASE WHEN i % 5 = 0 THEN 'monthly' ELSE '' END",
    "state": "CASE WHEN NOT {is_open} THEN 'closed' WHEN i % 50 = 0 THEN 'suspended' "
             "WHEN i % 40 = 1 THEN 'verifying' ELSE 'handling' END",
    "is_open": IS_OPEN, "due_at": "@时刻({due})", "first_due_at": "@时刻({due})",
    "milestone_on": "@日子({due})", "red_at": "@时刻({due})",
    "amber_at": "CASE WHEN i % 9 = 0 AND {due} < 36 THEN @时刻(-2) ELSE @时刻({due} - 4) END",
    "initiated_at": "@时刻({due} - 60)", "assigned_at": "@时刻({due} - 59)",
    "acknowledged_at": "@时刻({due} - 58)",
    "progress": "CASE WHEN {is_open} THEN i % 96 ELSE 100 END",
    "latest": "'管网已完成 9.1 公里'", "problem": "''", "next_step": "''",
    "reported_at": "@时刻({due} - 20)", "reminder_count": "i % 4", "return_count": "0",
    "extension_count": "0",
    "applied_at": "CASE WHEN {is_open} THEN NULL ELSE @时刻({due} - 3 + i % 5) END",
    "verify_opinion": "''",
    "closed_at": "CASE WHEN {is_open} THEN NULL ELSE @时刻({due} - 2 + i % 5) END",
    "closed_by_id": "CASE WHEN {is_open} THEN NULL ELSE {supervisor} END",
    "follow_up_result": "CASE WHEN {is_open} THEN '' ELSE 'held' END", "edition": "0",
}
HANDLER = {
    "item_id": "i", "org_id": LEAD, "part": "'lead'", "owner_name": "'马建军'",
    "backup_name": "'李明'", "progress": "i % 96", "assigned_at": "@时刻({due} - 59)",
    "acknowledged_at": "@时刻({due} - 58)", "reminder_count": "0",
}
ASSISTING = {**HANDLER, "org_id": ASSIST, "part": "'assist'"}
MILESTONE = {
    "item_id": "i", "position": "{position}", "name": "'第{position}个节点'",
    "due_on": "@日子({due} - 20 * (2 - {position}))",
    "done_on": "CASE WHEN {due} - 20 * (2 - {position}) < 0 AND i % 9 > 0 "
               "THEN @日子({due} - 20 * (2 - {position}) - 1) END", "note": "''",
}
SEEN = {"matter_id": "i", "subject": "'r{office}.{role}'"}
SEEN_BY_LEADER = {"matter_id": "i", "subject": "'p' || {leader}"}
SEEN_BY_LEAD = {"matter_id": "i", "subject": "'r' || {lead} || '.liaison'"}
SEEN_BY_ASSIST = {"matter_id": "i", "subject": "'r' || {assist} || '.liaison'"}
TODO = {
    "matter_id": "i", "stage": "'handle'", "round": "3", "person_id": LEAD_PERSON,
    "org_id": LEAD, "part": "'lead'", "mode": "'main'", "is_reading": "(1 = 0)",
    "state": "'open'", "place": "0", "due_at": "@时刻({due})", "opened_at": "@时刻({due} - 59)",
}
TODO_OF_ASSIST = {**TODO, "person_id": ASSIST_PERSON, "org_id": ASSIST, "part": "'assist'"}
REPORT_DUE = {
    "item_id": "i", "org_id": LEAD, "due_on": "@日子({due} - 20)",
    "met_at": "CASE WHEN {due} - 20 < 0 AND i % 20 > 0 THEN @时刻({due} - 21) END",
}
FEEDBACK = {
    "item_id": "i", "org_id": LEAD, "number": "1", "progress": "i % 96",
    "content": "'管网已完成 9.1 公里'", "problem": "''", "next_step": "''",
    "state": "'accepted'", "author_id": LEAD_PERSON, "made_at": "@时刻({due} - 21)",
    "approver_name": "'王局长'", "approved_at": "@时刻({due} - 21)", "return_reason": "''",
}
# 表，各栏，只灌哪些
POURED = (
    ("matters_matter", MATTER, "1 = 1"),
    ("supervision_item", ITEM, "1 = 1"),
    ("supervision_handler", HANDLER, "1 = 1"),
    ("supervision_handler", ASSISTING, "i % 3 = 0 AND {lead} <> {assist}"),
    ("matters_visibility", SEEN_BY_LEADER, "1 = 1"),
    ("matters_visibility", SEEN_BY_LEAD, "1 = 1"),
    ("matters_visibility", SEEN_BY_ASSIST, "i % 3 = 0 AND {lead} <> {assist}"),
    ("matters_todo", TODO, "{is_open} AND i % 40 <> 1"),
    ("matters_todo", TODO_OF_ASSIST,
     "{is_open} AND i % 3 = 0 AND i % 40 <> 1 AND {lead} <> {assist}"),
    ("supervision_report_due", REPORT_DUE, "{is_open}"),
    ("supervision_feedback", FEEDBACK, "{is_open}"),
)
# 各库怎样写“今天下班时过几天”“今天过几天”“一到几”
SPOKEN = {
    "sqlite": ("datetime('{closing}', ({days}) || ' days')", "date('{today}', ({days}) || ' days')",
               "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n "
               "WHERE i < {count})"),
    "postgresql": ("(TIMESTAMPTZ '{closing}+00' + ({days}) * INTERVAL '1 day')",
                   "(DATE '{today}' + ({days})::int)",
                   "WITH n AS (SELECT generate_series(1, {count}) AS i)"),
}
# fmt: on


CALLED = re.compile(r"@(时刻|日子)\(((?:[^()]|\([^()]*\))*)\)")


@dataclass(frozen=True, slots=True)
class Seeded:
    """灌好的督查室：单位、牵头单位里头一个的编号，一件在办的、一件已销号的。"""

    office: int
    first_unit: int
    in_hand: int
    closed: int


def fill(count: int, *, now: datetime, open_count: int | None = None) -> Seeded:
    """建库里的人和单位，灌 `count` 件；`open_count` 件在办，缺省五分之一。

    登录名：supervisor、director、clerk、leader（第一位领导）、liaison（第一个单位）。
    """
    known = prepare(count, count // 5 if open_count is None else open_count, now)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous=OFF")
    with transaction.atomic():
        pour(known)
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), [Matter]):
            cursor.execute(sql)
        cursor.execute("ANALYZE")
    return Seeded(int(str(known["office"])), int(str(known["first_unit"])), count - 3, 1)


def prepare(count: int, open_count: int, now: datetime) -> dict[str, object]:
    """建库里的人和单位；返回各栏的算式要用的。"""
    establish("演示县人民政府办公室", now=now)
    office = Org.objects.order_by("pk").first()
    assert office is not None
    people = {role: _person(name, role, office, now) for name, role in STAFF}
    leaders = [_person(f"领导{n}", "leader", office, now) for n in range(LEADERS)]
    first_unit, first_liaison = _units(now)
    today = timezone.localtime(now).date()
    base: dict[str, object] = {
        **people, "count": count, "open_count": open_count, "a_year": A_YEAR, "units": UNITS,
        "leaders": LEADERS, "office": office.pk, "first_leader": leaders[0],
        "first_unit": first_unit, "first_liaison": first_liaison, "year": today.year,
        "today": today, "closing": f"{today} {CLOSING}",
        "route": kinds.current_route(kinds.add(KIND).code).pk,
    }  # fmt: skip
    base["is_open"] = IS_OPEN.format_map(base)
    said = {"due": DUE, "lead": LEAD, "assist": ASSIST, "leader": LEADER}
    return {**base, **{name: text.format_map(base) for name, text in said.items()}}


def _person(name: str, role: str, org: Org, now: datetime) -> int:
    """建一个人；同一角色的头一位有账号，登录名就是角色的代号。"""
    person = Person.objects.create(name=name, org=org, post_name=role)
    if not RoleHolding.objects.filter(role=role).exists():
        Account.objects.create(
            username=role, person=person, must_change_password=False, password_changed_at=now
        )
    RoleHolding.objects.create(person=person, role=role, org=org)
    return person.pk


def _units(now: datetime) -> tuple[int, int]:
    """各单位和各自的联络员；返回头一个单位、头一位联络员的编号，其余接着。"""
    orgs = [
        Org.objects.create(
            name=f"演示县第{n}局", short_name=f"第{n}局", kind=OrgKind.DEPT, rank_order=10 + n
        )
        for n in range(UNITS)
    ]
    people = [_person(f"联络员{n}", "liaison", org, now) for n, org in enumerate(orgs)]
    return orgs[0].pk, people[0]


def pour(known: Mapping[str, object]) -> None:
    """灌各表；`known` 里有 after 的，只灌它以后的号。"""
    for table, columns, only in POURED:
        insert(table, columns, known, only=only)
    for role in ("supervisor", "director", "clerk"):
        insert("matters_visibility", SEEN, {**known, "role": role})
    for position, only in enumerate(("{is_open}", "{is_open}", "1 = 1")):
        insert("supervision_milestone", MILESTONE, {**known, "position": position}, only=only)


def insert(
    table: str, columns: Mapping[str, str], known: Mapping[str, object], *, only: str = "1 = 1"
) -> None:
    """一到 `count` 号各一行。"""
    numbers = SPOKEN[connection.vendor][2].format_map(known)
    values = ", ".join(_spoken(one).format_map(known) for one in columns.values())
    where = f"({only.format_map(known)}) AND i > {known.get('after', 0)}"
    head = f"INSERT INTO {table} ({', '.join(columns)})"
    with connection.cursor() as cursor:
        cursor.execute(f"{head} {numbers} SELECT {values} FROM n WHERE {where}")


def _spoken(text: str) -> str:
    """把 @时刻、@日子 换成这个库的写法。"""
    moment, day, _ = SPOKEN[connection.vendor]
    shapes = {"时刻": moment, "日子": day}
    return CALLED.sub(lambda found: shapes[found[1]].replace("{days}", found[2]), text)
