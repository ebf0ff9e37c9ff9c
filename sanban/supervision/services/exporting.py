"""台账导出成 Excel：栏目、次序、写法照纸质的（domain.md §4.7）；一行行写，十万行也不多占内存。"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from django.db.models import QuerySet
from django.utils import timezone

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.core.excel import new_book
from sanban.matters.models import FAR
from sanban.people.models import Person
from sanban.supervision.models import FollowUpResult, ItemState, Milestone, Source, SupervisedItem
from sanban.supervision.services.dates import Almanac, almanac
from sanban.supervision.services.lights import light_of_item

BATCH = 500
MOST = 100_000
MARK = "改动次数"
"""最后一列藏着：事项的编号和改动次数，改好导回时用来核对。"""
HEAD_ROWS = 3
A3 = 8
Codes = Callable[[list[int]], Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """台账的一栏：表头、代号、宽几个字。"""

    heading: str
    code: str
    width: int


# fmt: off
COLUMNS = (
    LedgerColumn("序号",         "order",          5),
    LedgerColumn("督办编号",     "number",         16),
    LedgerColumn("来源",         "source",         9),
    LedgerColumn("依据",         "basis",          20),
    LedgerColumn("事项内容",     "title",          32),
    LedgerColumn("任务目标",     "mission",        28),
    LedgerColumn("牵头单位",     "lead",           12),
    LedgerColumn("责任人",       "owner_name",     9),
    LedgerColumn("协办单位",     "assist_names",   16),
    LedgerColumn("包抓领导",     "leader",         9),
    LedgerColumn("立项日期",     "initiated_at",   11),
    LedgerColumn("交办日期",     "assigned_at",    11),
    LedgerColumn("签收日期",     "acknowledged_at", 11),
    LedgerColumn("完成时限",     "due_at",         11),
    LedgerColumn("阶段节点",     "milestones",     24),
    LedgerColumn("进展情况",     "latest",         32),
    LedgerColumn("完成率",       "progress",       7),
    LedgerColumn("存在问题",     "problem",        20),
    LedgerColumn("下步措施",     "next_step",      20),
    LedgerColumn("催办次数",     "reminder_count", 6),
    LedgerColumn("亮灯",         "light",          9),
    LedgerColumn("办结申请日期", "applied_at",     11),
    LedgerColumn("核查意见",     "verify_opinion", 20),
    LedgerColumn("办结日期",     "closed_at",      11),
    LedgerColumn("销号人",       "closed_by",      8),
    LedgerColumn("回头看结果",   "follow_up",      9),
    LedgerColumn("归档号",       "archived",       16),
)
TAKEN = (
    "matter_id", "series", "year", "number", "source", "basis", "matter__title", "content",
    "mission", "lead_org__short_name", "lead_org__name", "owner_name", "assist_names",
    "leader__name", "initiated_at", "assigned_at", "acknowledged_at", "due_at", "milestone_on",
    "amber_at", "red_at", "state", "latest", "progress", "problem", "next_step", "reminder_count",
    "applied_at", "verify_opinion", "closed_at", "closed_by__name", "follow_up_result", "edition",
)
# fmt: on
SAME = (
    "basis",
    "mission",
    "owner_name",
    "assist_names",
    "latest",
    "problem",
    "next_step",
    "verify_opinion",
)  # fmt: skip
DAYS = ("initiated_at", "assigned_at", "acknowledged_at", "due_at", "applied_at", "closed_at")
SOURCES, RESULTS = dict(Source.choices), dict(FollowUpResult.choices)


def no_codes(ids: list[int]) -> Mapping[int, str]:
    """没有归档的。"""
    return {}


def ledger_rows(
    found: Iterable[Any], how: Almanac, *, archived: Codes = no_codes
) -> Iterator[dict[str, str]]:
    """台账各行，代号 → 字；`found` 是照 `TAKEN` 取的行，成批查节点和档号。"""
    batch: list[Any] = []
    start = 1
    for row in found:
        batch.append(row)
        if len(batch) == BATCH:
            yield from _batch_rows(batch, how, archived, start)
            start, batch = start + len(batch), []
    yield from _batch_rows(batch, how, archived, start)


def _batch_rows(
    batch: Sequence[Any], how: Almanac, archived: Codes, start: int
) -> Iterator[dict[str, str]]:
    if not batch:
        return
    ids = [row.matter_id for row in batch]
    nodes, codes = _nodes(ids), archived(ids)
    for number, row in enumerate(batch, start=start):
        yield {
            **_plain(row, how),
            "order": str(number),
            "milestones": "\n".join(nodes.get(row.matter_id, ())),
            "archived": codes.get(row.matter_id, ""),
        }


def _nodes(ids: list[int]) -> dict[int, list[str]]:
    """各件的节点：日期、做到什么、完成没有。"""
    rows = Milestone.objects.filter(item__in=ids).order_by("item_id", "position", "id")
    found: dict[int, list[str]] = {}
    for pk, name, due_on, done_on in rows.values_list("item_id", "name", "due_on", "done_on"):
        done = "（已完成）" if done_on else ""
        found.setdefault(pk, []).append(f"{due_on:%Y-%m-%d} {name}{done}")
    return found


def _plain(row: Any, how: Almanac) -> dict[str, str]:
    light = light_of_item(row, now=how.now, calendar=how.calendar)
    content = f"\n{row.content}" if row.content else ""
    return {
        **{name: getattr(row, name) for name in SAME},
        **{name: _day(getattr(row, name)) for name in DAYS},
        "number": f"{row.series}〔{row.year}〕{row.number}号" if row.number else "",
        "source": SOURCES[row.source],
        "title": row.matter__title + content,
        "lead": row.lead_org__short_name or row.lead_org__name or "",
        "leader": row.leader__name or "",
        "progress": f"{row.progress}%",
        "reminder_count": str(row.reminder_count or ""),
        "light": light.label,
        "closed_by": row.closed_by__name or "",
        "follow_up": _result(row),
        "mark": f"{row.matter_id}.{row.edition}",
    }


def _result(row: Any) -> str:
    """回头看的结果；没销号、不必看的为空。"""
    waits = row.state != ItemState.CLOSED and not row.follow_up_result
    return "" if waits else str(RESULTS[row.follow_up_result])


def _day(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d}" if moment and moment < FAR else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """印在表上的几句：题目、哪个单位、什么范围、谁何时导出。"""

    title: str
    office: str
    range: str
    printed: str


def export_xlsx(
    rows: QuerySet[SupervisedItem],
    out: IO[bytes],
    *,
    scope: str,
    by: Person,
    now: datetime,
    archived: Codes = no_codes,
) -> int:
    """把这些行写进 `out`，返回几行；次序照给的，留痕一条。

    :param scope: 范围的说法，印在题目下面。
    :param archived: 事项的编号若干 → 编号和档号。
    :raises Refused: 超过十万行。
    """
    count = rows.order_by()[: MOST + 1].count()
    if count > MOST:
        said = f"一次至多导出 {MOST // 10_000} 万行，请按年度、单位筛选后再导。"
        raise Refused(said, code="too-many")
    audit.record("supervision.export", by=by, detail=f"{count} 行")
    when = timezone.localtime(now)
    paper = Paper(
        title=f"{by.org.name}督办台账",
        office=by.org.name,
        range=scope,
        printed=f"{by.name} {by.org} {when:%Y-%m-%d %H:%M} 导出",
    )
    found = rows.values_list(*TAKEN, named=True).iterator(BATCH)
    write_ledger(ledger_rows(found, almanac(now), archived=archived), out, paper=paper)
    return count


BASE = {"border": 1, "text_wrap": True, "valign": "vcenter", "num_format": "@", "font_size": 9}
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 18, "align": "center", "valign": "vcenter"},
    "note": {"font_size": 10, "valign": "vcenter"},
    "head": {**BASE, "bold": True, "align": "center", "bg_color": "#FAF8F5"},
    "cell": BASE,
}
PLAIN = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def write_ledger(rows: Iterable[Mapping[str, str]], out: IO[bytes], *, paper: Paper) -> None:
    """写成 xlsx：题目一行（合并居中），单位、范围、导出人一行，表头一行，下面一件一行。

    字一律按字写，不成公式。
    """
    last = len(COLUMNS)
    with new_book(out, PLAIN) as book:
        page = book.add_worksheet("督办台账")
        looks = {name: book.add_format(how) for name, how in LOOKS.items()}
        _set_up(page, paper)
        page.merge_range(0, 0, 0, last - 1, paper.title, looks["title"])
        page.write_string(1, 0, f"单位：{paper.office}　范围：{paper.range}", looks["note"])
        page.write_string(1, last - 6, paper.printed, looks["note"])
        for place, column in enumerate(COLUMNS):
            page.write_string(HEAD_ROWS - 1, place, column.heading, looks["head"])
        page.write_string(HEAD_ROWS - 1, last, MARK, looks["head"])
        for number, row in enumerate(rows, start=HEAD_ROWS):
            for place, column in enumerate(COLUMNS):
                page.write_string(number, place, row[column.code], looks["cell"])
            page.write_string(number, last, row["mark"])


def _set_up(page: Any, paper: Paper) -> None:
    for place, column in enumerate(COLUMNS):
        page.set_column(place, place, column.width)
    page.set_column(len(COLUMNS), len(COLUMNS), None, None, {"hidden": True})
    page.set_row(0, 30)
    page.freeze_panes(HEAD_ROWS, 5)
    page.set_landscape()
    page.set_paper(A3)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0, HEAD_ROWS - 1)
    page.set_footer(f"&L{_plain_footer(paper.printed)}&R第 &P 页 共 &N 页")


def _plain_footer(words: str) -> str:
    """页脚里的“&”是记号，写两个才是字。"""
    return words.replace("&", "&&")
