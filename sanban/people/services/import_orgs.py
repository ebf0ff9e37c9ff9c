"""导入单位：逐行核对，全对了才一次写入。"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sanban.people.models import Org, OrgKind, Person
from sanban.people.services.orgs import LAST, OrgDetails, add_org, change_org
from sanban.people.services.workbook import Column, Fault, Layout, Row

KINDS = {str(label): code for code, label in OrgKind.choices}
LAYOUT = Layout(
    "单位",
    (
        Column("全称", "name", True, 36, "公章上的名称，不能重复。"),
        Column("简称", "short_name", False, 18, "平时怎么叫；空着就用全称。"),
        Column("类别", "kind", True, 14, "只填：" + "、".join(KINDS) + "。"),
        Column("隶属", "parent", False, 36, "上级单位的全称或简称，可以是本表里的。"),
        Column("业务指导", "guidance_parent", False, 36, "业务指导单位的全称或简称。"),
        Column("排序", "rank_order", False, 8, "整数，小的在前；空着排在最后。"),
        Column("电话", "telephone", False, 16, "值班或办公室电话。"),
    ),
)
ABOVE = ("parent", "guidance_parent")


def known_orgs() -> dict[str, list[Org]]:
    """在用单位：全称、简称 → 单位；简称相同的有几个。"""
    found: dict[str, list[Org]] = {}
    for org in Org.objects.in_use():
        for name in {org.name, org.short_name}:
            found.setdefault(name, []).append(org)
    return found


def check(rows: Sequence[Row]) -> list[Fault]:
    """逐行核对，返回全部不对之处。"""
    taken = set(Org.objects.values_list("name", flat=True))
    names = Counter(row["name"] for row in rows)
    here = Counter(name for row in rows for name in {row["name"], row["short_name"]} if name)
    known = known_orgs()
    faults = [fault for row in rows for fault in _row_faults(row, names, taken)]
    for row in rows:
        faults += _above_faults(row, here, known)
    return faults + list(_circles(rows))


def _row_faults(row: Row, names: Mapping[str, int], taken: set[str]) -> Iterator[Fault]:
    name = row["name"]
    if not name:
        yield Fault(row.number, "name", "全称没有填。")
    elif names[name] > 1:
        yield Fault(row.number, "name", f"“{name}”在表里出现了 {names[name]} 次，请只留一行。")
    elif name in taken:
        yield Fault(row.number, "name", f"“{name}”系统里已经有了，请删去这一行。")
    if row["kind"] not in KINDS:
        said = f"类别“{row['kind']}”不认得，请填：{'、'.join(KINDS)}。"
        yield Fault(row.number, "kind", said if row["kind"] else "类别没有填。")
    if row["rank_order"] and not _is_whole(row["rank_order"]):
        yield Fault(row.number, "rank_order", f"排序“{row['rank_order']}”应是整数。")


def _is_whole(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 7


def _above_faults(
    row: Row, here: Mapping[str, int], known: Mapping[str, list[Org]]
) -> Iterator[Fault]:
    for code in ABOVE:
        name = row[code]
        count = here.get(name, 0) + len(known.get(name, ()))
        if name and not count:
            said = f"没有“{name}”这个单位，请先导入它或改正名称。"
            yield Fault(row.number, code, said)
        elif name and count > 1:
            yield Fault(row.number, code, f"叫“{name}”的单位不止一个，请写全称。")


def _circles(rows: Sequence[Row]) -> Iterator[Fault]:
    alias = {row["short_name"]: row["name"] for row in rows if row["short_name"]}
    for code in ABOVE:
        above = {row["name"]: alias.get(row[code], row[code]) for row in rows if row["name"]}
        for row in rows:
            if _turns_back(row["name"], above):
                yield Fault(row.number, code, "上下级绕成了圈，请改正。")


def _turns_back(name: str, above: Mapping[str, str]) -> bool:
    place = above.get(name, "")
    for _ in above:
        if place == name:
            return bool(name)
        place = above.get(place, "")
    return False


def apply(rows: Sequence[Row], *, by: Person, now: datetime) -> int:
    """写入核对过的各行：先设单位，再连上下级；返回几个。"""
    made = [(row, add_org(details_of(row), by=by)) for row in rows]
    known = known_orgs()
    for row, org in made:
        parent, guidance = (known[row[code]][0] if row[code] else None for code in ABOVE)
        if parent or guidance:
            whole = replace(details_of(row), parent=parent, guidance_parent=guidance)
            change_org(org, whole, by=by)
    return len(made)


def details_of(row: Row) -> OrgDetails:
    """一行里不牵涉别的单位的各项。"""
    return OrgDetails(
        name=row["name"],
        kind=KINDS[row["kind"]],
        short_name=row["short_name"],
        rank_order=int(row["rank_order"] or LAST),
        telephone=row["telephone"],
    )


def exported() -> list[Row]:
    """在用单位，同样的各列。"""
    rows = Org.objects.in_use().select_related("parent", "guidance_parent")
    return [Row(number, _cells(org)) for number, org in enumerate(rows, start=2)]


def _cells(org: Org) -> dict[str, str]:
    return {
        "name": org.name,
        "short_name": org.short_name,
        "kind": org.get_kind_display(),
        "parent": org.parent.name if org.parent else "",
        "guidance_parent": org.guidance_parent.name if org.guidance_parent else "",
        "rank_order": "" if org.rank_order == LAST else str(org.rank_order),
        "telephone": org.telephone,
    }
