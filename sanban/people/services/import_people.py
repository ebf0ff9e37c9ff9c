"""导入人员：单位须先有，科室没有的一并设；职务从任职日期起算。"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from django.utils import timezone

from sanban.people.models import OfficeSection, Org, Person, Post
from sanban.people.services.import_orgs import known_orgs
from sanban.people.services.orgs import add_section
from sanban.people.services.persons import (
    LAST,
    PersonDetails,
    PostDetails,
    add_person,
    add_post,
)
from sanban.people.services.workbook import Column, Fault, Layout, Row

LAYOUT = Layout(
    "人员",
    (
        Column("姓名", "name", True, 12, "同一单位不能有两行同名；确是两个人的，请到页面上登记。"),
        Column("单位", "org", True, 36, "单位的全称或简称，须先在“单位”里有。"),
        Column("科室", "office_section", False, 16, "没有的科室会一并设立。"),
        Column("职务", "post_name", False, 18, "现任主要职务。"),
        Column("任职日期", "since", False, 14, "如 2026-09-01；空着按导入当天。"),
        Column("电话", "telephone", False, 16, "办公电话或手机。"),
        Column("排序", "rank_order", False, 8, "整数，小的在前；空着排在最后。"),
    ),
)
DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")


def day_of(text: str) -> date | None:
    """读日期：2026-09-01、2026.9.1、2026年9月1日都认；认不出为空。"""
    found = DAY.fullmatch(text.strip())
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def check(rows: Sequence[Row]) -> list[Fault]:
    """逐行核对，返回全部不对之处。"""
    known = known_orgs()
    here = Counter(_key(row, known) for row in rows)
    taken = set(Person.objects.in_use().values_list("name", "org"))
    faults: list[Fault] = []
    for row in rows:
        faults += _org_faults(row, known)
        faults += _name_faults(row, here[_key(row, known)], _key(row, known) in taken)
        faults += _cell_faults(row)
    return faults


def _key(row: Row, known: Mapping[str, list[Org]]) -> tuple[str, int]:
    found = known.get(row["org"], [])
    return _name(row), found[0].pk if found else 0


def _name(row: Row) -> str:
    return "".join(row["name"].split())


def _org_faults(row: Row, known: Mapping[str, list[Org]]) -> Iterator[Fault]:
    name = row["org"]
    if not name:
        yield Fault(row.number, "org", "单位没有填。")
    elif name not in known:
        yield Fault(row.number, "org", f"没有“{name}”这个单位，请先登记单位或改正名称。")
    elif len(known[name]) > 1:
        yield Fault(row.number, "org", f"叫“{name}”的单位不止一个，请写全称。")


def _name_faults(row: Row, times: int, is_taken: bool) -> Iterator[Fault]:
    name = _name(row)
    if not name:
        yield Fault(row.number, "name", "姓名没有填。")
    elif times > 1:
        yield Fault(row.number, "name", f"“{name}”在同一单位出现了 {times} 次，请只留一行。")
    elif is_taken:
        yield Fault(row.number, "name", f"{row['org']}已经有“{name}”了，请删去这一行。")


def _cell_faults(row: Row) -> Iterator[Fault]:
    if row["since"] and day_of(row["since"]) is None:
        said = f"任职日期“{row['since']}”认不出，请写成 2026-09-01 这样。"
        yield Fault(row.number, "since", said)
    if row["since"] and not row["post_name"]:
        yield Fault(row.number, "post_name", "写了任职日期，没有写职务。")
    rank = row["rank_order"]
    if rank and not (rank.isascii() and rank.isdigit() and len(rank) < 7):
        yield Fault(row.number, "rank_order", f"排序“{rank}”应是整数。")


def apply(rows: Sequence[Row], *, by: Person, now: datetime) -> int:
    """写入核对过的各行，返回几人。"""
    known = known_orgs()
    sections = {(one.org_id, one.name): one for one in OfficeSection.objects.all()}
    for row in rows:
        org = known[row["org"]][0]
        section = _section(org, row["office_section"], sections, by)
        rank = int(row["rank_order"] or LAST)
        details = PersonDetails(_name(row), org, section, row["telephone"], rank)
        person = add_person(details, by=by)
        if row["post_name"]:
            since = day_of(row["since"]) or timezone.localtime(now).date()
            add_post(person, PostDetails(org, row["post_name"], since), by=by, now=now)
    return len(rows)


def _section(
    org: Org, name: str, sections: dict[tuple[int, str], OfficeSection], by: Person
) -> OfficeSection | None:
    if not name:
        return None
    key = (org.pk, name)
    if key not in sections:
        sections[key] = add_section(org, name=name, by=by)
    return sections[key]


def exported() -> list[Row]:
    """在岗人员，同样的各列。"""
    mains = Post.objects.filter(is_main=True, until=None)
    since = dict(mains.values_list("person", "since"))
    rows = Person.objects.in_use().select_related("org", "office_section")
    return [
        Row(number, _cells(person, since.get(person.pk)))
        for number, person in enumerate(rows, start=2)
    ]


def _cells(person: Person, since: date | None) -> dict[str, str]:
    return {
        "name": person.name,
        "org": person.org.name,
        "office_section": person.office_section.name if person.office_section else "",
        "post_name": person.post_name,
        "since": since.isoformat() if since else "",
        "telephone": person.telephone,
        "rank_order": "" if person.rank_order == LAST else str(person.rank_order),
    }
