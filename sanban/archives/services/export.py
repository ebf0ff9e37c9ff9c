"""归档文件目录（XLSX）和整件打包（ZIP）。"""

import json
import re
import zipfile
from collections.abc import Callable, Iterable
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from xml.etree import ElementTree

from django.utils import timezone

from sanban.archives.models import ArchiveItem
from sanban.archives.services.manifest import file_rows, step_rows
from sanban.core.excel import new_book
from sanban.files import services as files
from sanban.matters.models import MatterFile, MatterFileRole

MEMORY = 4 * 1024 * 1024
NAME_LENGTH = 80
UNSAFE = re.compile(r'[\x00-\x1f\x7f\\/:*?"<>|\u202a-\u202e\u2066-\u2069]+')
PLACES = {
    MatterFileRole.MAIN: 1,
    MatterFileRole.ATTACHMENT: 2,
    MatterFileRole.FINAL: 3,
    MatterFileRole.REDLINE: 4,
    MatterFileRole.DRAFT_SHEET: 5,
    MatterFileRole.FEEDBACK: 6,
    MatterFileRole.SCAN: 7,
    MatterFileRole.NOTICE: 8,
}
"""件内的次序：正本在前、定稿在后，签批再后（DA/T 22—2015）。"""
# fmt: off
COLUMNS: tuple[tuple[str, int, Callable[[int, ArchiveItem], Any]], ...] = (
    #  栏目     宽  取值
    ("序号",    6,  lambda n, item: n),
    ("档号",    30, lambda n, item: item.archival_code),
    ("文号",    22, lambda n, item: item.doc_number),
    ("责任者",  20, lambda n, item: item.responsible),
    ("题名",    52, lambda n, item: item.title),
    ("日期",    11, lambda n, item: f"{item.doc_date:%Y%m%d}" if item.doc_date else ""),
    ("密级",    8,  lambda n, item: item.secrecy),
    ("页数",    6,  lambda n, item: item.pages or ""),
    ("备注",    14, lambda n, item: item.remark),
)
# fmt: on
CELL = {"border": 1, "text_wrap": True, "valign": "vcenter", "font_name": "宋体", "font_size": 10}


def catalogue(items: Iterable[ArchiveItem], *, office: str) -> bytes:
    """归档文件目录（DA/T 22—2015），A4 横向，每页重印表头。

    :param office: 全宗名称，印在表题下。
    """
    whole = BytesIO()
    book = new_book(
        whole, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet("归档文件目录")
    _set_page(sheet)
    title = book.add_format({"bold": True, "font_size": 18, "align": "center", "font_name": "宋体"})
    sheet.merge_range(0, 0, 0, len(COLUMNS) - 1, "归档文件目录", title)
    sheet.write(1, 0, f"全宗名称：{office}")
    head = book.add_format({**CELL, "bold": True, "align": "center"})
    for column, (label, width, _) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write(2, column, label, head)
    cell = book.add_format(CELL)
    for n, item in enumerate(items, start=1):
        sheet.write_row(n + 2, 0, [value(n, item) for _, _, value in COLUMNS], cell)
    book.close()
    return whole.getvalue()


def _set_page(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    sheet.freeze_panes(3, 0)


def zip_item(item: ArchiveItem, *, handling_sheet: bytes | None = None) -> IO[bytes]:
    """整件打成一个包：处理笺在前，各份文件，元数据、办理过程、清单；读位在头上。

    :param handling_sheet: 处理笺 PDF，没有就不放。
    """
    whole = SpooledTemporaryFile(max_size=MEMORY)  # noqa: SIM115
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as package:
        if handling_sheet:
            package.writestr(_entry(item, "00_处理笺.pdf"), handling_sheet)
        for n, row in enumerate(_in_order(file_rows(item.matter)), start=1):
            _add_file(package, item, n, row)
        for name, text in _texts(item).items():
            package.writestr(_entry(item, name), text)
    whole.seek(0)
    return whole


def _in_order(rows: list[MatterFile]) -> list[MatterFile]:
    return sorted(rows, key=lambda row: (PLACES[MatterFileRole(row.role)], row.position, row.pk))


def _add_file(package: zipfile.ZipFile, item: ArchiveItem, n: int, row: MatterFile) -> None:
    state = "_已撤回" if row.retracted_at else "_已更正" if row.replaced_by_id else ""
    name = f"{n:02d}_{row.get_role_display()}{state}_{safe_name(row.name)}"
    with files.open_file(row.stored) as source, package.open(_entry(item, name), "w") as target:
        while chunk := source.read(MEMORY):
            target.write(chunk)


def safe_name(name: str) -> str:
    """可以放心写到任何盘上的文件名：去掉路径、控制符和保留字符，太长的截短。"""
    plain = UNSAFE.sub("_", name).strip(" ._") or "文件"
    stem, dot, suffix = plain.rpartition(".")
    if not dot:
        return plain[:NAME_LENGTH]
    return f"{stem[:NAME_LENGTH]}.{suffix[:10]}"


def _entry(item: ArchiveItem, name: str) -> zipfile.ZipInfo:
    moment = timezone.localtime(item.archived_at)
    info = zipfile.ZipInfo(name, moment.timetuple()[:6])
    info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    return info


def _texts(item: ArchiveItem) -> dict[str, str]:
    steps = json.dumps(step_rows(item.matter), ensure_ascii=False, indent=1)
    return {
        "元数据.xml": _xml(item),
        "元数据.json": item.metadata,
        "办理过程.json": steps,
        "摘要清单.json": item.manifest,
        "总摘要.txt": f"SHA-256（元数据.json + 换行 + 摘要清单.json）\n{item.digest}\n",
    }


def _xml(item: ArchiveItem) -> str:
    root = ElementTree.Element("归档文件", {"档号": item.archival_code, "摘要": item.digest})
    _grow(root, json.loads(item.metadata))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, "unicode")


def _grow(parent: ElementTree.Element, values: dict[str, Any]) -> None:
    for name, value in values.items():
        child = ElementTree.SubElement(parent, name)
        if isinstance(value, dict):
            _grow(child, value)
        else:
            child.text = value
