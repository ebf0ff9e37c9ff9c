"""文件里的字，供搜索：读得快的当即读，扫描件、旧格式交后台慢慢读。"""

from pathlib import Path

from django.db import transaction

from sanban.core.errors import Refused
from sanban.core.jobs import SLOW, job
from sanban.core.prepared import Prepared
from sanban.engine.read import SCANNABLE, Physical, Unreadable, read_scan
from sanban.engine.scan import scanner
from sanban.files import services as files
from sanban.files.services import guards
from sanban.matters.models import MatterFile, MatterFileRole
from sanban.matters.searched import FIRST_PAPER
from sanban.search import services as search
from sanban.search.models import Passage
from sanban.search.services import Piece

FIRST_FILE = 2
"""文件从第几段排起。"""
LONGEST = 500_000
"""一份文件至多编这么多字。"""
MADE = (MatterFileRole.DRAFT_SHEET, MatterFileRole.REDLINE)
"""照别的文字做出来的，不另编。"""
_BEFORE = Prepared(
    lambda matter, pk: MatterFile.objects.filter(matter=matter, pk__lt=pk).exclude(role__in=MADE)
)


def keep_text(file: MatterFile, text: str) -> None:
    """已经读出的文字，存下备编，以后不必再读；空的不存，由后台去读。"""
    if text:
        _stash(file, text)


def _stash(file: MatterFile, text: str) -> None:
    slot = FIRST_FILE + _BEFORE.count(file.matter_id, file.pk, most=FIRST_PAPER)
    if slot < FIRST_PAPER:
        piece = Piece(slot, "", text[:LONGEST], label=file.name, target=f"file:{file.pk}")
        search.stash(file.matter_id, piece)


def read(file: MatterFile) -> str | None:
    """一份文件里的字；读不了的没有字，要慢慢读的另派后台工作，先给空值（None）。"""
    try:
        data = files.read_bytes(file.stored)
        if guards.is_slow(file.name, data):
            _later(file)
            return None
        found = guards.words_in(data, file.name)
    except (Unreadable, Refused):
        return ""
    if _is_scan(file, found):
        _later(file)
        return None
    return _clean(found)


def _is_scan(file: MatterFile, found: Physical | None) -> bool:
    empty = found is None or found.needs_ocr
    return empty and Path(file.name).suffix.lower() in SCANNABLE and scanner.is_here()


def _later(file: MatterFile) -> None:
    """先占好这一段，再派后台去读，读好填进来。"""
    _stash(file, "")
    read_slowly.enqueue(file.pk)


def _clean(found: Physical | None) -> str:
    """有密级标志的一个字也不编。"""
    if found is None or guards.mark_in(found):
        return ""
    return found.text[:LONGEST]


@job(lane=SLOW)
def read_slowly(pk: int) -> str:
    """后台工作：识读扫描件，请 LibreOffice 转旧格式，读好补编。"""
    file = MatterFile.objects.select_related("stored").filter(pk=pk).first()
    if file is None:
        return "文件没有了"
    try:
        data = files.read_bytes(file.stored)
        slow = guards.is_slow(file.name, data)
        found = guards.read_safely(data, file.name) if slow else read_scan(data, file.name)
    except (Unreadable, Refused) as fault:
        return fault.message
    return _supply(file, _clean(found))


@transaction.atomic
def _supply(file: MatterFile, text: str) -> str:
    """补上文字；先记下要重编，与别的编的人排队。"""
    search.mark([file.matter_id])
    target = f"file:{file.pk}"
    for row in Passage.objects.of(file.matter_id).filter(target=target):
        search.put(file.matter_id, [search.as_piece(row, body=text)], whole=False)
    return f"读出 {len(text)} 个字"
