r"""排版：模板加数据，由 Typst 排成 PDF。

数据一律作为 JSON 交给模板（sys.inputs），从不拼进模板文字里，
所以标题里的 #、$、\ 只是字，不会变成命令。
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from sanban.engine.fonts import find_fonts

DPI = 144
NO_TIME = datetime.fromtimestamp(0, UTC)


class TypesettingFailed(Exception):
    """排版没有成功：模板与数据不合。"""


def typeset(
    template: Path,
    data: Mapping[str, Any],
    *,
    fonts: Sequence[Path] = (),
    is_archival: bool = False,
) -> bytes:
    """用模板文件把数据排成 PDF；没有中文字体报 NoFont，排不成报 TypesettingFailed。

    模板用的字体（`input.fonts`）由这里挑；数据里自己带了 `fonts` 的照数据。
    `is_archival` 为真时排成存档用的 PDF/A-2b；引擎不看钟，制作时间写零时。
    """
    how = {"pdf_standards": ["a-2b"], "timestamp": NO_TIME} if is_archival else {}
    return _compiled(template, data, fonts, {"format": "pdf", "pdf_tags": False, **how})[0]


def typeset_pages(
    template: Path, data: Mapping[str, Any], target: str, *, fonts: Sequence[Path] = (),
    dpi: float = DPI,
) -> tuple[bytes, ...]:  # fmt: skip
    """排成页面图，一页一个；`target` 取 svg、png，`dpi` 是 png 每英寸多少点；异常同 typeset。"""
    return _compiled(template, data, fonts, {"format": target, "ppi": dpi})


def _compiled(
    template: Path, data: Mapping[str, Any], fonts: Sequence[Path], how: Mapping[str, Any]
) -> tuple[bytes, ...]:
    found = find_fonts(tuple(fonts))
    inputs = {"data": json.dumps({"fonts": found.typst_fonts(), **data}, ensure_ascii=False)}
    compiler = typst.Compiler(
        template.read_bytes(), root=str(template.parent), font_paths=found.book,
        ignore_system_fonts=True, sys_inputs=inputs,
    )  # fmt: skip
    try:
        made = compiler.compile(**how)
    except typst.TypstError as error:
        raise TypesettingFailed(f"版面没有排成：{error.message}") from error
    return (made,) if isinstance(made, bytes) else tuple(made or ())
