"""开印：把排好的原件交给模板，取位置、PDF、SVG、PNG。"""

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import typst

from sanban.engine.gongwen.blocks import Picture
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import Attachment, Body, PrintLine, SignOff
from sanban.engine.render.gongwen_notes import glyphs
from sanban.engine.render.layout import compose
from sanban.engine.render.layout_blocks import picture_file
from sanban.engine.render.layout_primitives import plain
from sanban.engine.render.layout_sheet import Sheet
from sanban.engine.render.typesetting import TypesettingFailed

TEMPLATE = Path(__file__).with_name("gongwen.typ")
PDF_A = ("a-2b",)
END = "end"


@dataclass(frozen=True, slots=True)
class Place:
    """走到哪里：第几面（从 1 起），离纸的上边多少磅。"""

    page: int
    y: float


class Press:
    """一次排版：排成 PDF，顺便知道各处走到哪里。"""

    def __init__(self, sheet: Sheet, folder: Path, created: datetime | None = None) -> None:
        self.layout = compose(sheet)
        data = json.dumps(self.layout, default=plain, ensure_ascii=False)
        self.glyphs = glyphs(sheet, self.layout, data)
        self._compiler = typst.Compiler(
            str(folder / TEMPLATE.name), root=str(folder), font_paths=sheet.fonts.book,
            ignore_system_fonts=True, sys_inputs={"data": self.glyphs.without_missing(data)},
        )  # fmt: skip
        self._stamp = created or made_on(sheet.gongwen)
        self.places = self._laid_out()

    @cached_property
    def pdf(self) -> bytes:
        """PDF/A；排好的版面还在，只是写出来。"""
        how = {"pdf_standards": list(PDF_A), "timestamp": self._stamp}
        return self._compile(format="pdf", **how)[0]

    def svg(self) -> tuple[bytes, ...]:
        """SVG，一页一个。"""
        return self._compile(format="svg")

    def png(self, dpi: float) -> tuple[bytes, ...]:
        """PNG，一页一个。"""
        return self._compile(format="png", ppi=dpi)

    def _laid_out(self) -> dict[str, Place]:
        """只排版、不写出，问各处走到哪里；试排几遍都不必写 PDF。"""
        with typesetting():
            found = json.loads(self._compiler.query("<places>", field="value", one=True))
        return {name: Place(page, y) for name, page, y in found}

    def _compile(self, **how: Any) -> tuple[bytes, ...]:
        with typesetting():
            made = self._compiler.compile(**how)
        return (made,) if isinstance(made, bytes) else tuple(made or ())


@contextmanager
def typesetting() -> Iterator[None]:
    """排版出错，换成我们的话；查询位置时出的错，Typst 报的是 RuntimeError。"""
    try:
        yield
    except (typst.TypstError, RuntimeError) as error:
        said = getattr(error, "message", str(error))
        raise TypesettingFailed(f"版面没有排成：{said}") from error


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
