"""登记簿的导入：先核对、看清单，全对了才一次登记。"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.documents.models import Incoming, Nature, SecrecyLevel
from sanban.documents.services import keys
from sanban.documents.services.register import check_clerk, register_past
from sanban.documents.services.registration import TYPED, Registration, check, tidy
from sanban.files.services import guards
from sanban.matters.models import MatterState, Urgency
from sanban.people.models import Person
from sanban.people.services.workbook import (
    Column,
    Fault,
    Layout,
    Row,
    Table,
    read_table,
    write_table,
)

# 别的台账里常见的叫法，和登记簿里多出来、不导入的栏
SAME = {
    "顺序号": "收文号", "收文编号": "收文号", "编号": "收文号", "来文日期": "收文日期",
    "收到日期": "收文日期", "来文机关": "来文单位", "发文单位": "来文单位", "文号": "来文字号",
    "发文字号": "来文字号", "文件标题": "标题", "文件名称": "标题", "缓急": "紧急程度",
    "缓急程度": "紧急程度", "办阅": "办件/阅件", "性质": "办件/阅件", "限办日期": "办理时限",
    "办结时间": "办结日期",
}  # fmt: skip
LEFT_OUT = ("批示", "承办单位", "传阅情况", "归档情况", "清退情况", "序号", "备注")
LAYOUT = Layout(
    "收文登记簿",
    (
        Column("收文号", "receipt", False, 14, "如〔2026〕0012 或 12；空着由系统接着编。"),
        Column("收文日期", "received_on", True, 12, "如 2026-09-16。"),
        Column("来文单位", "sender_name", True, 24, "写全称。"),
        Column("来文字号", "sender_number", False, 22, "如 演政办发〔2026〕47号。"),
        Column("标题", "title", True, 44, "来文的标题。"),
        Column("文种", "doc_kind", False, 8, "通知、函、请示等。"),
        Column("密级", "secrecy_level", False, 12, "空着，或内部、工作秘密；涉密的不得填入。"),
        Column("紧急程度", "urgency", False, 10, "空着，或特急、加急、平急。"),
        Column("份数", "copies", False, 6, "整数。"),
        Column("页数", "pages", False, 6, "整数。"),
        Column("附件", "attachment_note", False, 16, "附件名称或件数。"),
        Column("办件/阅件", "nature", False, 10, "办件或阅件；空着算办件。"),
        Column("办理时限", "due_on", False, 12, "如 2026-09-20；空着按惯例。"),
        Column("拟办意见", "handling_proposal", False, 30, "可空。"),
        Column("办结日期", "ended_on", False, 12, "填了的当作已经办结的旧件，不再派待办。"),
        Column("办理结果", "result", False, 24, "可空。"),
    ),
    SAME,
    LEFT_OUT,
)
RECEIPT = re.compile(r"^(?:[〔\[（(【]?(\d{4})[〕\]）)】]?\D*)?0*(\d{1,5})号?$")
DAYS = re.compile(r"^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$")
LABELS: Mapping[str, Mapping[str, str]] = {
    "urgency": {**{str(label): str(code) for code, label in Urgency.choices}, "": "",
                "急": "high", "平件": "", "一般": ""},
    "nature": {**{str(label): str(code) for code, label in Nature.choices}, "": Nature.ACTION,
               "办": Nature.ACTION, "阅": Nature.READ},
    "secrecy_level": {**{str(label): str(code) for code, label in SecrecyLevel.choices},
                      "": SecrecyLevel.PUBLIC, "无": SecrecyLevel.PUBLIC,
                      "公开": SecrecyLevel.PUBLIC},
}  # fmt: skip
SECRET = re.compile(r"[绝机秘]密(?:★.*|\d+年|长期)?")
WHOLE = ("copies", "pages")
DATES = ("received_on", "due_on", "ended_on")


@dataclass(frozen=True, slots=True)
class Line:
    """要登记的一行：各项，保留的收文号（年、号，没有为空），办结日期，办理结果。"""

    number: int
    form: Registration
    receipt: tuple[int, int] | None
    ended_on: date | None
    result: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """导入前的清单：读出的表、能登记的各行、全部不对之处（按行）。"""

    table: Table
    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]

    @property
    def is_ready(self) -> bool:
        """可不可以导入。"""
        return not self.faults


def plan_import(data: bytes, *, by: Person, now: datetime) -> ImportReport:
    """读一个登记簿 Excel 并逐行核对；什么也不写。

    :raises Refused: 不是文书、打不开、没有表头、没有内容、有密级标志。
    """
    check_clerk(by)
    return check_table(read_table(data, LAYOUT), by=by, now=now)


def check_table(table: Table, *, by: Person, now: datetime) -> ImportReport:
    """核对已经读出的表；预览之后、写入之前再核对一遍。"""
    faults = list(table.faults)
    lines = []
    for row in table.rows:
        said, line = _line(row, by, now)
        faults += said
        lines += [line] if line else []
    faults += [*_twice(table.rows), *_known(table.rows), *_taken(lines)]
    ordered = tuple(sorted(faults, key=lambda fault: fault.number))
    return ImportReport(table, tuple(lines), ordered)


def _line(row: Row, by: Person, now: datetime) -> tuple[list[Fault], Line | None]:
    """一行：全部不对之处；都对了的，要登记的各项。"""
    where = f"第 {row.number} 行"
    if SECRET.fullmatch(_squeezed(row["secrecy_level"])):
        raise guards.refuse_secret(by=by, where=where)
    guards.check_typed((row[name] for name in TYPED), by=by, where=where)
    faults = [*_cell_faults(row)]
    if faults:
        return faults, None
    form = tidy(_form(row, now))
    try:
        check(form, now=now)
    except Refused as fault:
        return [Fault(row.number, CODES.get(fault.code, ""), fault.message)], None
    receipt = _receipt(row["receipt"], form)
    return [], Line(row.number, form, receipt, _day(row["ended_on"]), row["result"])


CODES = {"no-title": "title", "no-sender-name": "sender_name"}


def _cell_faults(row: Row) -> Iterator[Fault]:
    for name, (fits, wanted) in CELLS.items():
        if row[name] and not fits(row[name]):
            said = f"“{LAYOUT.heading_of(name)}”填了“{row[name]}”，{wanted}。"
            yield Fault(row.number, name, said)
    if not row["received_on"]:
        yield Fault(row.number, "received_on", "没有填收文日期。")


def _squeezed(words: str) -> str:
    return "".join(words.split())


def _day(words: str) -> date | None:
    found = DAYS.match(_squeezed(words))
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


def _is_day(words: str) -> bool:
    return _day(words) is not None


def _is_whole(words: str) -> bool:
    return words.isdecimal() and len(words) < 6


def _is_receipt(words: str) -> bool:
    return bool(RECEIPT.match(_squeezed(words)))


def _listed(name: str) -> tuple[Callable[[str], bool], str]:
    labels = LABELS[name]
    return labels.__contains__, f"不认得；可填：{'、'.join(one for one in labels if one)}"


# 一栏 → 填得对不对，不对时怎么说
CELLS: Mapping[str, tuple[Callable[[str], bool], str]] = {
    **{name: _listed(name) for name in LABELS},
    **dict.fromkeys(WHOLE, (_is_whole, "应是整数")),
    **dict.fromkeys(DATES, (_is_day, "请写成 2026-09-16 的样子")),
    "receipt": (_is_receipt, "不认得，请写成〔2026〕0012 的样子，或空着"),
}


def _form(row: Row, now: datetime) -> Registration:
    typed = {name: row[name] for name in TYPED if name in ROW_NAMES}
    chosen = {name: labels[row[name]] for name, labels in LABELS.items()}
    counted = {name: int(row[name]) if row[name] else None for name in WHOLE}
    given: dict[str, Any] = {**typed, **chosen, **counted, "due_on": _day(row["due_on"])}
    return Registration(**given, received_at=_moment(_day(row["received_on"]), now))


ROW_NAMES = frozenset(column.code for column in LAYOUT.columns)


def _moment(day: date | None, now: datetime) -> datetime | None:
    """那天上班时；今天的不晚于现在，以后的照给，由核对去说。"""
    if day is None:
        return None
    opening = datetime.combine(day, time(9), timezone.get_default_timezone())
    return now if day == timezone.localtime(now).date() else opening


def _receipt(words: str, form: Registration) -> tuple[int, int] | None:
    found = RECEIPT.match(_squeezed(words))
    if not words or not found:
        return None
    year = found[1] or timezone.localtime(form.received_at).year
    return int(year), int(found[2])


def _twice(rows: Sequence[Row]) -> Iterator[Fault]:
    """表内重复的收文号、来文字号。"""
    for name, key_of in (("receipt", _squeezed), ("sender_number", keys.number_key)):
        counts = Counter(key_of(row[name]) for row in rows if row[name])
        for row in rows:
            if row[name] and counts[key_of(row[name])] > 1:
                said = f"{LAYOUT.heading_of(name)}“{row[name]}”在表里出现了不止一次，请只留一行。"
                yield Fault(row.number, name, said)


def _known(rows: Sequence[Row]) -> Iterator[Fault]:
    """系统里已经登记过的来文字号。"""
    wanted = {key: row for row in rows if (key := keys.number_key(row["sender_number"]))}
    found = Incoming.objects.filter(sender_number_key__in=list(wanted))
    for one in found.exclude(matter__state=MatterState.VOIDED):
        row = wanted[one.sender_number_key]
        said = f"来文字号“{row['sender_number']}”已登记为{one.receipt_text}号，请删去这一行。"
        yield Fault(row.number, "sender_number", said)


def _taken(lines: Sequence[Line]) -> Iterator[Fault]:
    """系统里已经用了的收文号。"""
    wanted = {line.receipt: line for line in lines if line.receipt}
    years = {receipt[0] for receipt in wanted}
    found = Incoming.objects.filter(receipt_year__in=years).values_list(
        "receipt_year", "receipt_no"
    )
    for receipt in found:
        if receipt in wanted:
            said = f"收文号〔{receipt[0]}〕{receipt[1]:04d}已经用了，请改号或空着。"
            yield Fault(wanted[receipt].number, "receipt", said)


@transaction.atomic
def apply_import(table: Table, *, by: Person, now: datetime) -> int:
    """再核对一遍，全对才一次登记，返回几行；保留的号先占，空号的接着编。

    :raises Refused: 不是文书；核对之后又有了不对，一行也不写。
    """
    check_clerk(by)
    report = check_table(table, by=by, now=now)
    if not report.is_ready:
        first = report.faults[0]
        said = f"第 {first.number} 行：{first.said}这次一行也没有导入，请改好再来。"
        raise Refused(said, code="import-faults")
    for line in sorted(report.lines, key=lambda one: one.receipt is None):
        register_past(
            line.form,
            receipt=line.receipt,
            ended_at=_ended(line),
            result=line.result,
            by=by,
            now=now,
        )
    audit.record("incoming.import", by=by, detail=f"{len(report.lines)} 行")
    return len(report.lines)


def _ended(line: Line) -> datetime | None:
    if line.ended_on is None:
        return None
    return datetime.combine(line.ended_on, time(17, 30), timezone.get_default_timezone())


def faulty_xlsx(report: ImportReport) -> bytes:
    """把不对的地方标红、写明问题的同一张表。"""
    return write_table(LAYOUT, report.table.rows, faults=report.faults)


def template_xlsx() -> bytes:
    """空白模板，附填写说明。"""
    return write_table(LAYOUT, (), is_template=True)
