"""导入的总门：读、核对、报告、标出、写入；有一处不对，一行也不写。"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.people.models import Person
from sanban.people.services import import_orgs, import_people, import_roles
from sanban.people.services.workbook import Fault, Layout, Row, Table, read_table, write_table


@dataclass(frozen=True, slots=True)
class Import:
    """一种导入：列、怎么核对、怎么写入、怎么导出。"""

    layout: Layout
    check: Callable[[Sequence[Row]], list[Fault]]
    apply: Callable[..., int]
    exported: Callable[[], list[Row]]


IMPORTS: dict[str, Import] = {
    code: Import(room.LAYOUT, room.check, room.apply, room.exported)
    for code, room in (("orgs", import_orgs), ("people", import_people), ("roles", import_roles))
}


@dataclass(frozen=True, slots=True)
class Plan:
    """一次导入的打算：哪一种、各行、全部不对之处（按行）。"""

    code: str
    table: Table
    faults: tuple[Fault, ...]

    @property
    def is_ready(self) -> bool:
        """可不可以写入。"""
        return not self.faults


def plan_import(code: str, data: bytes) -> Plan:
    """读一个 Excel 文件并核对；什么也不写。

    :raises Refused: 文件打不开、太大、没有表头、没有内容。
    """
    return check_table(code, read_table(data, IMPORTS[code].layout))


def check_table(code: str, table: Table) -> Plan:
    """核对已经读出的表。"""
    faults = (*table.faults, *IMPORTS[code].check(table.rows))
    return Plan(code, table, tuple(sorted(faults, key=lambda fault: fault.number)))


@transaction.atomic
def apply_import(code: str, table: Table, *, by: Person, now: datetime) -> int:
    """再核对一遍，全对才一次写入，返回几行。

    :raises Refused: 核对之后又有了不对（别人刚登记过同名的），一行也不写。
    """
    plan = check_table(code, table)
    if not plan.is_ready:
        first = plan.faults[0]
        said = f"第 {first.number} 行：{first.said}这次一行也没有导入，请改好再来。"
        raise Refused(said, code="import-faults")
    count = IMPORTS[code].apply(table.rows, by=by, now=now)
    audit.record(f"import.{code}", by=by, detail=f"{count} 行")
    return count


def marked_workbook(plan: Plan) -> bytes:
    """把不对的地方标红、写明问题的同一张表。"""
    return write_table(IMPORTS[plan.code].layout, plan.table.rows, faults=plan.faults)


def template_workbook(code: str) -> bytes:
    """空白模板，附填写说明。"""
    return write_table(IMPORTS[code].layout, (), is_template=True)


@transaction.atomic
def export_workbook(code: str, *, by: Person) -> bytes:
    """按同样的列导出，留痕。"""
    rows = IMPORTS[code].exported()
    audit.record(f"export.{code}", by=by, detail=f"{len(rows)} 行")
    return write_table(IMPORTS[code].layout, rows)
