"""读表格的进程：标准输入是一行 JSON 和表格的字节，标准输出是各张表，一行 JSON。

读表格的库照最远的一格留地方，一格写在最右最下就要几百吉字节，要不到整个进程就没了；
所以在单独的、限内存、限时间、不许写文件的进程里读，没了的只是它。不引用本项目的任何东西，起得快。
"""

import json
import resource
import sys
from datetime import date, datetime
from io import BytesIO
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook

MEMORY = 1024**3
SECONDS = 20
MOST_CELLS = 4_000_000
"""一张表至多几格，空的也算。"""


class TooBig(ValueError):
    """表太大。"""


def main() -> None:
    """读一份，写出来；读不了的写出代号。"""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    asked = json.loads(sys.stdin.buffer.readline())
    json.dump(_answer(sys.stdin.buffer.read(), **asked), sys.stdout)


def _answer(data: bytes, *, rows: int | None, is_first_only: bool) -> dict[str, Any]:
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        names = book.sheet_names[:1] if is_first_only else book.sheet_names
        return {"sheets": [_sheet(book.get_sheet_by_name(name), rows) for name in names]}
    except (TooBig, MemoryError):
        return {"error": "too-big"}
    except BaseException:  # 库里断言不成立时抛的，不是 Exception 的子类
        return {"error": "unreadable"}


def _sheet(sheet: CalamineSheet, rows: int | None) -> dict[str, Any]:
    height = min(sheet.total_height, rows or sheet.total_height)
    if height * sheet.total_width > MOST_CELLS:
        raise TooBig
    lines = sheet.to_python(skip_empty_area=False, nrows=rows)
    return {
        "name": sheet.name,
        "rows": [[_text(cell) for cell in line] for line in lines],
        "merged": sheet.merged_cell_ranges or [],
    }


def _text(cell: object) -> str:
    """一格的字：日子只写到日，整数不带小数点，两头的空白去掉。"""
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip().encode("utf-8", "replace").decode()


if __name__ == "__main__":
    main()
