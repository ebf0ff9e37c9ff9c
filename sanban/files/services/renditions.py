"""版式件：转成 PDF，画成一页页的图。"""

import hashlib
from functools import lru_cache
from typing import Any

from django.db import transaction

from sanban.core.errors import Refused
from sanban.core.jobs import SLOW, job
from sanban.core.prepared import Prepared
from sanban.engine.bad_page import BadPage
from sanban.engine.fonts import NoFont
from sanban.engine.pages import picture
from sanban.engine.pages.office import NoOffice, OfficeFailed
from sanban.engine.pages.to_pdf import UnknownKind, to_pdf
from sanban.engine.render.typesetting import TypesettingFailed
from sanban.files.models import Rendition, RenditionState, StoredFile
from sanban.files.services.keeping import read_bytes, store

_OF = Prepared(lambda stored: Rendition.objects.filter(source=stored))


def ask_rendition(stored: StoredFile, *, again: bool = False) -> Rendition:
    """要一份版式件：PDF 当即就有，别的在后台转；转坏了的可以再要一次。"""
    known = None if again else _OF.first(stored.pk)
    return known or _ask(stored)


@transaction.atomic
def _ask(stored: StoredFile) -> Rendition:
    row, made = Rendition.objects.select_for_update().get_or_create(source=stored)
    if row.state == RenditionState.FAILED:
        row.state, row.fault = RenditionState.WAITING, ""
        row.save(update_fields=["state", "fault"])
        made = True
    if made and stored.media == "pdf":
        _convert(row)
    elif made:
        render.enqueue(row.pk)
    return row


@job(lane=SLOW)
def render(pk: int) -> str:
    """后台工作：转成版式件；转好的不再转，转不成的写明原因。"""
    row = Rendition.objects.select_related("source").filter(pk=pk).first()
    if row is None or row.state == RenditionState.READY:
        return "不必再转"
    _convert(row)
    return row.get_state_display()


def _convert(row: Rendition) -> None:
    """转换时不锁库；转好再锁住记下，其间文件已经丢弃的就什么也不留；存储一时不通的改时再转。"""
    made, count, fault = b"", 0, ""
    try:
        made = to_pdf(read_bytes(row.source), row.source.media)
        count = picture.page_count(made)
    except (NoOffice, OfficeFailed, BadPage, UnknownKind, NoFont, TypesettingFailed) as problem:
        fault = str(problem)[:200]
    except Refused as problem:
        if problem.code == "store-down":
            raise
        fault = problem.message[:200]
    _settle(row, made, count, fault)


@transaction.atomic
def _settle(row: Rendition, made: bytes, count: int, fault: str) -> None:
    fresh = Rendition.objects.select_for_update().filter(pk=row.pk).first()
    if fresh is None:
        return
    fresh.state, fresh.fault = RenditionState.FAILED, fault
    if not fault:
        itself = hashlib.sha256(made).hexdigest() == row.source.digest
        fresh.pdf = row.source if itself else store(made, media="pdf")
        fresh.pages, fresh.state = count, RenditionState.READY
    fresh.save(update_fields=["pages", "pdf", "state", "fault"])
    row.refresh_from_db()


def page_png(rendition: Rendition, page: int, **how: Any) -> bytes:
    """一页的图片（PNG）；`how` 是几个像素宽、什么水印字、要哪一块，见 `picture.page_png`。

    :raises Refused: 还没转好、转不成、没有这一页。
    """
    if rendition.state != RenditionState.READY or rendition.pdf is None:
        said = rendition.fault or "预览正在准备，请稍候再看。"
        raise Refused(said, code="no-rendition")
    try:
        return picture.page_png(_pdf_bytes(rendition.pdf.digest), page, **how)
    except (BadPage, OSError) as error:
        raise Refused("这一页看不了，请刷新页面或下载原件。", code="bad-page") from error


@lru_cache(maxsize=4)
def _pdf_bytes(digest: str) -> bytes:
    return read_bytes(digest)
