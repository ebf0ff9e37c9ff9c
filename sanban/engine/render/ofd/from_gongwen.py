"""公文 → OFD：先排成 PDF，再照每个字的位置写。"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.office_rules import STANDARD, Rules
from sanban.engine.render.ofd.from_pdf import convert
from sanban.engine.render.ofd.info import info_of
from sanban.engine.render.pdf import to_pdf
from sanban.engine.render.result import Rendered


def to_ofd(
    gongwen: Gongwen,
    *,
    rules: Rules = STANDARD,
    fonts: Sequence[Path] = (),
    is_archival: bool = False,
) -> Rendered:
    """排成 OFD（GB/T 33190—2016），带公文元数据；每个字的位置与 PDF 相差不过百分之一毫米。

    :param is_archival: 声明为存档用的 OFD-A；有字体不能嵌入的声明不了，会提醒。
    :raises NoFont: 本机没有中文字体。
    :raises TypesettingFailed: 没有排成，如图片打不开。
    """
    paged = to_pdf(gongwen, rules=rules, fonts=fonts)
    info = replace(info_of(gongwen), is_archival=is_archival)
    done = convert(paged.data, info=info, fonts=fonts)
    notes = tuple(dict.fromkeys((*paged.notes, *done.notes)))
    return Rendered(done.parts, done.pages, notes, paged.passes)
