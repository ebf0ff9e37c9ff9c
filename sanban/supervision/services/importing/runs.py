"""一次导入：核对、确认、一批批地办；中途停了接着办，不重复，按两次只算一次。"""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.core.jobs import SLOW, job
from sanban.engine.read import Unreadable
from sanban.engine.read.docx_tables import read_tables
from sanban.files.services import guards
from sanban.files.services.guards import Upload
from sanban.people.models import Person
from sanban.people.services.workbook import (
    LIMIT_BYTES,
    Fault,
    Row,
    Table,
    read_table,
    table_of,
    write_table,
)
from sanban.supervision.models import ImportRun
from sanban.supervision.services.importing.birth import bear
from sanban.supervision.services.importing.checking import ImportReport, check_table
from sanban.supervision.services.importing.choices import Choices, checked_choices, load_choices
from sanban.supervision.services.importing.columns import LAYOUT

MOST_ROWS = 20_000
CHUNK = 200
KEPT = timedelta(days=1)
ITEMS = "items"
NO_TABLE = (
    "这个 Word 文件里没有找到督办清单：表头要有“事项内容”“牵头单位”“完成时限”等栏名，"
    "请改好表头，或用“下载模板”得到的 Excel 表填写。"
)


def plan_run(upload: Upload, choices: Choices, *, by: Person, now: datetime) -> ImportRun:
    """读一张清单（Excel、Word 里的表）并逐行核对，结果记成一次待确认的导入；还没有立项。

    :raises Refused: 不是督查员或主任；选的几项不对；打不开、没有表头；有国家秘密标志。
    """
    choices = checked_choices(choices, by=by)
    name = guards.check_name(upload.name, by=by)
    table = read_list(upload, name=name, by=by)
    report = check_table(table, choices, by=by, now=now)
    return _kept(report, choices, name, by=by, now=now)


def read_list(upload: Upload, *, name: str, by: Person) -> Table:
    """读一张清单；Word 的取第一张认得出表头的表。

    :raises Refused: 打不开、太大、没有表头、没有内容。
    """
    if guards.suffix_of(name) not in (".docx", ".doc", ".wps"):
        data = upload.chunks if isinstance(upload.chunks, bytes) else b"".join(upload.chunks)
        return read_table(data, LAYOUT, most=MOST_ROWS)
    checked = guards.check_attachment(upload, by=by)
    if len(checked.data) > LIMIT_BYTES or not checked.data.startswith(b"PK"):
        said = "这种 Word 文件读不出表，请另存为 5 兆以内的 .docx 再传。"
        raise Refused(said, code="unreadable")
    try:
        grids = read_tables(checked.data)
    except Unreadable as fault:
        raise Refused(fault.message, code=fault.code) from fault
    return _first_list(grids)


def _first_list(grids: Sequence[list[list[str]]]) -> Table:
    for grid in grids:
        try:
            return table_of(grid, LAYOUT, most=MOST_ROWS)
        except Refused as fault:
            if fault.code == "too-many":
                raise
    raise Refused(NO_TABLE, code="no-heading")


@transaction.atomic
def _kept(
    report: ImportReport, choices: Choices, name: str, *, by: Person, now: datetime
) -> ImportRun:
    """记下核对的结果；自己以前核对了没确认、放了一天的，顺手清去。"""
    mine = ImportRun.objects.filter(by=by, confirmed_at=None, made_at__lt=now - KEPT)
    mine.delete()
    wrong = {fault.number for fault in report.faults}
    run = ImportRun.objects.create(
        org=by.org,
        purpose=ITEMS,
        name=name,
        rows=_dumped([(row.number, dict(row.cells)) for row in report.table.rows]),
        faults=_dumped([(one.number, one.code, one.said) for one in report.faults]),
        choices=choices.body,
        total=len(report.lines),
        wrong_count=len(wrong),
        by=by,
        made_at=now,
    )
    audit.record("supervision.import_plan", by=by, target=f"import:{run.pk}")
    return run


def _dumped(rows: list[tuple[object, ...]]) -> str:
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def rows_of(run: ImportRun) -> tuple[Row, ...]:
    """读出的全部行。"""
    return tuple(Row(number, cells) for number, cells in json.loads(run.rows))


def faults_of(run: ImportRun) -> tuple[Fault, ...]:
    """全部不对之处，按行。"""
    return tuple(Fault(*one) for one in json.loads(run.faults))


def faulty_xlsx(run: ImportRun) -> bytes:
    """只有不对的各行，格子标红、末列写明问题；改好就能再导。"""
    faults = faults_of(run)
    wrong = {fault.number for fault in faults}
    rows = [row for row in rows_of(run) if row.number in wrong]
    return write_table(LAYOUT, rows, faults=faults)


def template_xlsx() -> bytes:
    """空白模板，附填写说明。"""
    return write_table(LAYOUT, (), is_template=True)


@transaction.atomic
def confirm(run: ImportRun, *, by: Person, now: datetime) -> bool:
    """确认导入核对无误的各行；已经确认过的不再确认，返回是不是这一次确认的。

    :raises Refused: 不是核对的人；没有一行可办。
    """
    if run.by_id != by.pk:
        raise Refused("这张清单不是您核对的，请核对的人来确认，或者您另传一次。", code="not-yours")
    if not run.total:
        raise Refused("没有一行可以导入，请照标出的问题改好再传。", code="empty")
    mine = ImportRun.objects.filter(pk=run.pk, confirmed_at=None)
    if not mine.update(confirmed_at=now):
        return False
    audit.record("supervision.import_confirm", by=by, target=f"import:{run.pk}")
    import_rows.enqueue(run.pk)
    return True


def drop(run: ImportRun, *, by: Person) -> None:
    """不导了：清去还没确认的一次核对。

    :raises Refused: 不是核对的人；已经确认了。
    """
    if run.by_id != by.pk or not ImportRun.objects.filter(pk=run.pk, confirmed_at=None).delete()[0]:
        raise Refused("这张清单已经在导入，或者不是您核对的，不能取消。", code="confirmed")


def carry_on(pk: int, *, now: datetime) -> str:
    """把确认过的一次导入办完；从停下的地方接着办，返回一句结果。"""
    run = ImportRun.objects.select_related("by__org", "by__office_section").filter(pk=pk).first()
    if run is None or run.confirmed_at is None:
        return "没有这次导入"
    wrong = {fault.number for fault in faults_of(run)}
    rows = [row for row in rows_of(run) if row.number not in wrong]
    try:
        while run.finished_at is None:
            _take_chunk(run, rows[run.done_count :][:CHUNK], now=now)
    except Refused as fault:
        ImportRun.objects.filter(pk=pk).update(fault=fault.message[:300], finished_at=now)
        return f"没有办完：{fault.message}"
    return f"导入 {run.total} 行"


@job(lane=SLOW)
def import_rows(pk: int) -> str:
    """后台接着办一次导入。"""
    return carry_on(pk, now=timezone.now())


@transaction.atomic
def _take_chunk(run: ImportRun, rows: Sequence[Row], *, now: datetime) -> None:
    """办一批：先占住这一批的位置，再写；别的进程占了的，读到最新再说。"""
    start, end = run.done_count, run.done_count + len(rows)
    finished = now if end >= run.total else None
    mine = ImportRun.objects.filter(pk=run.pk, done_count=start, finished_at=None)
    if mine.update(done_count=end, finished_at=finished):
        _bear(run, rows, now=now)
    run.refresh_from_db(fields=["done_count", "finished_at"])


def _bear(run: ImportRun, rows: Sequence[Row], *, now: datetime) -> None:
    choices = load_choices(run.choices)
    report = check_table(Table(tuple(rows)), choices, by=run.by, now=now, is_again=True)
    bear(report.lines, choices, by=run.by, now=now)
    if not report.faults:
        return
    late = [(one.number, one.code, one.said) for one in report.faults]
    known = [(one.number, one.code, one.said) for one in faults_of(run)]
    run.faults = _dumped([*known, *late])
    missed = len({fault.number for fault in report.faults})
    ImportRun.objects.filter(pk=run.pk).update(
        faults=run.faults, wrong_count=F("wrong_count") + missed
    )
