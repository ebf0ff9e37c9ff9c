"""命令 `sanban extract`：从文件里提取登记要用的各项。"""

import argparse
import json
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from sanban.engine.extract import NAMES, Extracted, extract, extract_scan
from sanban.engine.marks import classification_mark
from sanban.engine.read import Physical, Unreadable, read, read_scan

OK, SOME_FAILED = 0, 2
UNSEEN = ("no-scanner", "needs-ocr")
"""没识读成，但不算读不了：照常列出，只是各项都没有。"""


def main(argv: list[str]) -> int:
    """提取各文件；全部读得了返回 0，有读不了的返回 2（其余照常给出）。"""
    options = _options(argv)
    rows = [_row(Path(name), whole=options.text) for name in options.files]
    if options.json:
        _say(json.dumps([_as_json(row) for row in rows], ensure_ascii=False, indent=1))
    else:
        show = _as_text if options.text else _as_lines
        for row in rows:
            _say(show(row))
    return SOME_FAILED if any("error" in row for row in rows) else OK


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="sanban extract", description="提取来文的各项内容")
    parser.add_argument(
        "files",
        nargs="+",
        metavar="文件",
        help="docx doc wps pdf ofd txt md png jpg tif bmp；扫描件先识读",
    )
    parser.add_argument("--json", action="store_true", help="按 JSON 列表输出")
    parser.add_argument("--text", action="store_true", help="输出位置所指的全文")
    return parser.parse_args(argv)


def _row(path: Path, *, whole: bool) -> dict[str, Any]:
    try:
        physical, extracted = _taken(path, whole=whole)
    except Unreadable as error:
        return {"file": str(path), "error": error.message, "code": error.code}
    mark = classification_mark(physical)
    if mark:
        sys.stderr.write(f"{path}：{mark.where}有密级标志。{mark.rule}\n")
    return {"file": str(path), "physical": physical, "extracted": extracted}


def _taken(path: Path, *, whole: bool) -> tuple[Physical, Extracted]:
    """读和提取；没有文字层的识读，`whole` 为真的各页全读，好印全文。"""
    physical = read(path)
    if not physical.needs_ocr:
        return physical, extract(physical)
    try:
        if not whole:
            return extract_scan(path)
        physical = read_scan(path)
    except Unreadable as error:
        if error.code not in UNSEEN:
            raise
        physical = replace(physical, notes=(*physical.notes, f"没有文字层。{error.message}"))
    return physical, extract(physical)


def _as_json(row: dict[str, Any]) -> dict[str, Any]:
    if "error" in row:
        return {**row, "needs_ocr": False, "fields": {}}
    extracted: Extracted = row["extracted"]
    return {
        "file": row["file"],
        "needs_ocr": extracted.needs_ocr,
        "notes": list(row["physical"].notes),
        "fields": {
            name: {
                "value": field.value,
                "quote": field.quote,
                "confidence": field.confidence,
                "start": field.start,
                "end": field.end,
                "page": field.page,
                "note": field.note,
                **({"crop": asdict(field.crop)} if field.crop else {}),
            }
            for name, field in extracted.fields.items()
        },
    }


def _as_text(row: dict[str, Any]) -> str:
    if "error" in row:
        return f"{row['file']}：{row['error']}"
    physical: Physical = row["physical"]
    return physical.text


def _as_lines(row: dict[str, Any]) -> str:
    if "error" in row:
        return f"{row['file']}：{row['error']}\n"
    extracted: Extracted = row["extracted"]
    lines = [row["file"], *row["physical"].notes]
    for name, label in NAMES.items():
        field = extracted.fields.get(name)
        shown = f"{field.value}（{field.certainty}）" if field else "没认出"
        lines.append(f"  {label}：{shown}")
    return "\n".join(lines) + "\n"


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
