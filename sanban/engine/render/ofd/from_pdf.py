"""PDF → OFD：字、线、图照 PDF 里的位置写，字体嵌进去。"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sanban.engine.gongwen.problems import WARN, Problem
from sanban.engine.render.ofd.embedded import embedded_fonts
from sanban.engine.render.ofd.glyphs import read_sheets
from sanban.engine.render.ofd.info import OfdInfo
from sanban.engine.render.ofd.package import fonts_used, pack
from sanban.engine.render.ofd.sheets import Sheet
from sanban.engine.render.ofd.typefaces import Typeface, typefaces
from sanban.engine.render.result import Rendered

PATTERN = b"/PatternType"


def pdf_to_ofd(pdf: bytes, *, info: OfdInfo, fonts: Sequence[Path] = ()) -> bytes:
    """同 `convert`，只要字节。"""
    return convert(pdf, info=info, fonts=fonts).data


def convert(pdf: bytes, *, info: OfdInfo, fonts: Sequence[Path] = ()) -> Rendered:
    """把本引擎排的 PDF 转成 OFD（GB/T 33190—2016）；位置与 PDF 相差不过百分之一毫米。

    同样的 PDF 和 `info` 得到同样的字节。字体没有嵌入、画不出的东西，都在结果的提醒里。

    :param fonts: 单位自己的字体文件夹，只用来查厂家许不许嵌入。
    :raises BadPage: PDF 打不开、加了密、没有页、超过 2000 页，或者没有文字（扫描件）。
    """
    embedded = embedded_fonts(pdf)
    unsure = {name: font.unsure for name, font in embedded.items() if font.unsure}
    sheets = read_sheets(pdf, unsure=unsure)
    faces = typefaces(fonts_used(sheets), embedded, fonts=fonts)
    complete = all(face.file for face in faces.values())
    packed = pack(sheets, faces, info=info, is_archival=info.is_archival and complete)
    notes = [*_font_notes(faces.values(), info), *_drawn_notes(pdf, sheets, packed.lost)]
    return Rendered((packed.data,), pages=len(sheets), notes=tuple(notes))


def _font_notes(faces: Iterable[Typeface], info: OfdInfo) -> Iterator[Problem]:
    notes = {face.note: None for face in faces if face.note}
    yield from notes
    if notes and info.is_archival:
        words = "有字体没有嵌入，不能算存档用的 OFD-A，已写成一般的 OFD；请换可以嵌入的字体。"
        yield Problem("存档格式", words, clause="GB/T 33190", level=WARN)


def _drawn_notes(pdf: bytes, sheets: Sequence[Sheet], lost: int) -> Iterator[Problem]:
    skipped, clipped = sum(one.skipped for one in sheets), sum(one.clipped for one in sheets)
    said = (
        (skipped or PATTERN in pdf, "图形", "有渐变、图案之类的颜色没有照样转到 OFD 里"),
        (clipped, "图形", f"有 {clipped} 处裁过的图形，OFD 里是整幅的"),
        (lost, "文字", f"有 {lost} 个字形不知道是什么字，没有转到 OFD 里"),
    )
    for found, element, words in said:
        if found:
            yield Problem(element, f"{words}，请对照 PDF 看一看。", level=WARN)
