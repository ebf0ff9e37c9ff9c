r"""排版：模板加数据，由 Typst 排成 PDF。

数据一律作为 JSON 交给模板（sys.inputs），从不拼进模板文字里，
所以标题里的 #、$、\ 只是字，不会变成命令。
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import typst

from sanban.engine.fonts import find_fonts


class TypesettingFailed(Exception):
    """排版没有成功：模板与数据不合。"""


def typeset(template: Path, data: Mapping[str, Any], *, fonts: Sequence[Path] = ()) -> bytes:
    """用模板文件把数据排成 PDF；没有中文字体报 NoFont，排不成报 TypesettingFailed。"""
    found = find_fonts(tuple(fonts))
    inputs = {"data": json.dumps({**data, "fonts": found.typst_fonts()}, ensure_ascii=False)}
    compiler = typst.Compiler(
        template.read_bytes(), root=str(template.parent), font_paths=found.book,
        ignore_system_fonts=True, sys_inputs=inputs,
    )  # fmt: skip
    try:
        pdf = compiler.compile(format="pdf", pdf_tags=False)
    except typst.TypstError as error:
        raise TypesettingFailed(f"版面没有排成：{error.message}") from error
    return pdf if isinstance(pdf, bytes) else b""
