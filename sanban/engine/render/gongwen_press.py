"""开印：把排好的原件交给模板，取位置、PDF、SVG、PNG。"""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import typst

from sanban.engine.gongwen.blocks import Picture
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import Attachment, Body, PrintLine, SignOff
from sanban.engine.render.layout import compose
from sanban.engine.render.layout_blocks import picture_file
from sanban.engine.render.layout_primitives import plain
from sanban.engine.render.layout_sheet import Sheet
from sanban.engine.render.typesetting import TypesettingFailed

TEMPLATE = Path(__file__).with_name("gongwen.typ")
PDF_A = ("a-2b",)
END = "end"
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Place:
    """走到哪里：第几面（从 1 起），离纸的上边多少磅。"""

    page: int
    y: float


class Press:
    """一次排版；同一份只排一遍，取位置、取 PDF 都不重排。"""

    def __init__(self, sheet: Sheet, folder: Path) -> None:
        self._sheet = sheet
        self.layout = compose(sheet)
        data = json.dumps(self.layout, default=plain, ensure_ascii=False)
        self._compiler = typst.Compiler(
            str(folder / TEMPLATE.name), root=str(folder), font_paths=sheet.fonts.book,
            ignore_system_fonts=True, sys_inputs={"data": data},
        )  # fmt: skip

    def places(self) -> dict[str, Place]:
        """各处走到哪里。"""
        found = _make(lambda: self._compiler.query("<spot>", field="value"))
        return {name: Place(page, y) for name, page, y in json.loads(found)}

    def pdf(self, created: datetime | None = None) -> bytes:
        """PDF/A-2b；制作时间不给就用成文日期。"""
        stamp = created or made_on(self._sheet.gongwen)
        return self._compile(format="pdf", pdf_standards=list(PDF_A), timestamp=stamp)[0]

    def svg(self) -> tuple[bytes, ...]:
        """SVG，一页一个。"""
        return self._compile(format="svg")

    def png(self, dpi: float) -> tuple[bytes, ...]:
        """PNG，一页一个。"""
        return self._compile(format="png", ppi=dpi)

    def _compile(self, **how: Any) -> tuple[bytes, ...]:
        made = _make(lambda: self._compiler.compile(**how))
        return (made,) if isinstance(made, bytes) else tuple(made or ())


@contextmanager
def workshop(gongwen: Gongwen) -> Iterator[Path]:
    """排版的文件夹：没有图就用模板所在的；有图另开一个，用完即删。"""
    pictures = {picture_file(one): one.data for one in _pictures(gongwen)}
    if not pictures:
        yield TEMPLATE.parent
        return
    with tempfile.TemporaryDirectory(prefix="sanban-gongwen-") as name:
        folder = Path(name)
        shutil.copyfile(TEMPLATE, folder / TEMPLATE.name)
        for file, data in pictures.items():
            (folder / file).write_bytes(data)
        yield folder


def made_on(gongwen: Gongwen) -> datetime:
    """没有给制作时间的，用成文日期；没有成文日期用印发日期，都没有就是零时。"""
    sign_off, printed = gongwen.first(SignOff), gongwen.first(PrintLine)
    dated = sign_off or printed
    if dated is None:
        return datetime.fromtimestamp(0, UTC)
    return datetime(dated.day.year, dated.day.month, dated.day.day, tzinfo=UTC)


def _pictures(gongwen: Gongwen) -> Iterator[Picture]:
    holders: Sequence[Body | Attachment] = (*gongwen.every(Body), *gongwen.every(Attachment))
    for holder in holders:
        yield from (block for block in holder.blocks if isinstance(block, Picture))


def _make(work: Callable[[], Made]) -> Made:
    try:
        return work()
    except typst.TypstError as error:
        raise TypesettingFailed(f"版面没有排成：{error.message}") from error
