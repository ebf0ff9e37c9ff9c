"""登记簿：各栏一行一件，导出 Excel（domain.md §1.7 各栏）。"""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from sanban.archives.models import ArchiveItem
from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.core.excel import new_book
from sanban.documents.kinds.incoming import HANDLE, INSTRUCT, PROPOSE
from sanban.documents.models import Incoming
from sanban.documents.services import sheet
from sanban.matters.doers import PARTS
from sanban.matters.models import MatterState, Step, Todo, TodoMode, TodoState, Urgency
from sanban.people.models import Person

BATCH = 300
MOST = 50_000
NONE_TO_RETURN = "—"


@dataclass(frozen=True, slots=True)
class BookColumn:
    """登记簿的一栏：表头、代号、宽几个字。"""

    heading: str
    code: str
    width: int


# fmt: off
COLUMNS = (
    BookColumn("收文号",       "receipt",         12),
    BookColumn("收文日期",     "received_on",     11),
    BookColumn("来文单位",     "sender_name",     20),
    BookColumn("来文字号",     "sender_number",   20),
    BookColumn("标题",         "title",           40),
    BookColumn("文种",         "doc_kind",        6),
    BookColumn("密级",         "secrecy_level",   10),
    BookColumn("紧急程度",     "urgency",         8),
    BookColumn("份数",         "copies",          5),
    BookColumn("页数",         "pages",           5),
    BookColumn("附件",         "attachment_note", 12),
    BookColumn("办件/阅件",    "nature",          9),
    BookColumn("办理时限",     "due_on",          11),
    BookColumn("拟办意见",     "proposal",        30),
    BookColumn("批示",         "instructions",    30),
    BookColumn("承办单位",     "handlers",        24),
    BookColumn("传阅情况",     "circulation",     18),
    BookColumn("办结日期",     "ended_on",        11),
    BookColumn("办理结果",     "result",          20),
    BookColumn("归档情况",     "archived",        24),
    BookColumn("清退情况",     "recalled",        9),
)
# fmt: on


def book_rows(rows: Iterable[Incoming]) -> Iterator[dict[str, str]]:
    """登记簿各行，代号 → 字；成批查意见、单位、传阅和档号。"""
    batch: list[Incoming] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield from _batch_rows(batch)
            batch = []
    yield from _batch_rows(batch)


def _batch_rows(batch: Sequence[Incoming]) -> Iterator[dict[str, str]]:
    if not batch:
        return
    ids = [row.pk for row in batch]
    said, worked = _said(ids), _worked(ids)
    codes = dict(ArchiveItem.objects.filter(matter__in=ids).values_list("matter", "archival_code"))
    for row in batch:
        steps, todos = said.get(row.pk, []), worked.get(row.pk, [])
        yield {
            **_plain(row),
            **_told(row, steps),
            **_shared(todos),
            "archived": codes.get(row.pk, ""),
            "recalled": NONE_TO_RETURN,
        }


def _said(ids: Sequence[int]) -> dict[int, list[Step]]:
    steps = Step.objects.filter(matter__in=ids).placed().order_by("matter", "number")
    grouped: dict[int, list[Step]] = {}
    for step in steps.select_related("about", "person"):
        grouped.setdefault(step.matter_id, []).append(step)
    return {pk: sheet.standing(found) for pk, found in grouped.items()}


def _worked(ids: Sequence[int]) -> dict[int, list[Todo]]:
    rows = Todo.objects.filter(matter__in=ids).exclude(state=TodoState.VOID)
    grouped: dict[int, list[Todo]] = {}
    for todo in rows.select_related("person", "org").order_by("round", "place", "id"):
        grouped.setdefault(todo.matter_id, []).append(todo)
    return grouped


def _plain(row: Incoming) -> dict[str, str]:
    matter = row.matter
    return {
        "receipt": row.receipt_text,
        "received_on": _day(row.received_at),
        "title": matter.title,
        "secrecy_level": row.get_secrecy_level_display(),
        "urgency": Urgency(matter.urgency).label if matter.urgency else "",
        "nature": row.get_nature_display(),
        "due_on": _day(matter.due_at) if matter.has_due else "",
        "ended_on": _day(matter.ended_at) if matter.ended_at else "",
        **{name: str(getattr(row, name) or "") for name in PLAIN},
    }


PLAIN = ("sender_name", "sender_number", "doc_kind", "copies", "pages", "attachment_note")


def _day(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d}"


def _told(row: Incoming, steps: Sequence[Step]) -> dict[str, str]:
    proposal = _remarks(steps, PROPOSE.code) or row.handling_proposal
    ended = "" if row.matter.state == MatterState.RUNNING else row.matter.stage_label
    return {
        "proposal": proposal,
        "instructions": _remarks(steps, INSTRUCT.code),
        "result": sheet.result_of(row, steps) or ended,
    }


def _remarks(steps: Sequence[Step], stage: str) -> str:
    here = sheet.ranked([one for one in steps if sheet.stage_of(one) == stage])
    return "\n".join(f"{one.person_name}：{one.remark}" for one in here)


def _shared(todos: Sequence[Todo]) -> dict[str, str]:
    units = {
        one.org_id: one
        for one in todos
        if one.stage == HANDLE.code and one.org and one.mode == TodoMode.MAIN
    }
    readers = [one for one in todos if one.is_reading]
    done = sum(one.state == TodoState.DONE for one in readers)
    handlers = "、".join(f"{one.org}（{PARTS[one.part]}）" for one in units.values())
    circulation = f"送阅 {len(readers)} 人，已阅 {done} 人" if readers else ""
    return {"handlers": handlers, "circulation": circulation}


def export_xlsx(rows: QuerySet[Incoming], *, title: str, by: Person, now: datetime) -> bytes:
    """导出登记簿：冻结表头，横向 A4，逐页重复表头；字一律按字写，不成公式。

    :raises Refused: 一次要导出的太多。
    """
    count = rows.order_by()[: MOST + 1].count()
    if count > MOST:
        raise Refused(f"一次至多导出 {MOST} 行，请按年度或月份筛选后再导。", code="too-many")
    audit.record("incoming.export", by=by, detail=f"{count} 行")
    footer = f"{by.name} {by.org} {timezone.localtime(now):%Y-%m-%d %H:%M} 导出"
    return write_book(book_rows(rows.iterator(BATCH)), title=title, footer=footer)


def write_book(rows: Iterable[dict[str, str]], *, title: str, footer: str) -> bytes:
    """把登记簿各行写成 xlsx：第一行标题，第二行表头。"""
    out = io.BytesIO()
    with new_book(
        out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as workbook:
        page = workbook.add_worksheet("收文登记簿")
        looks = {name: workbook.add_format(how) for name, how in LOOKS.items()}
        _set_up(page, footer)
        page.write_string(0, 0, title, looks["title"])
        for place, column in enumerate(COLUMNS):
            page.write_string(1, place, column.heading, looks["head"])
        for number, row in enumerate(rows, start=2):
            for place, column in enumerate(COLUMNS):
                page.write_string(number, place, row[column.code], looks["cell"])
    return out.getvalue()


BASE = {"border": 1, "text_wrap": True, "valign": "vcenter", "num_format": "@", "font_size": 10}
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "valign": "vcenter"},
    "head": {**BASE, "bold": True, "align": "center", "bg_color": "#FAF8F5"},
    "cell": BASE,
}


def _set_up(page: Any, footer: str) -> None:
    for place, column in enumerate(COLUMNS):
        page.set_column(place, place, column.width)
    page.freeze_panes(2, 1)
    page.set_landscape()
    page.set_paper(9)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0, 1)
    page.set_footer(f"&L{footer}&R第 &P 页 共 &N 页")
