"""识读的进程：从标准输入领活，一次一页，把认出的写到标准输出；闲够了自己退。

一件活一行 JSON：{"open": 字节数} 后面跟着文件，答 {"pages": 页数}；
{"page": 页码, "share": 认上面几成} 答这一页；{"pdf": true} 答装着全部图片的 PDF（base64）；
办不了答 {"error": 代号}。
"""

import base64
import json
import os
import select
import sys
import time
from collections.abc import Iterator
from typing import Any

from sanban.engine.scan.recognising import new_reader, read_page
from sanban.engine.scan.source import Source, Unopened, as_pdf, open_source

IDLE_SECONDS = 30
OLD_SECONDS = 1200
"""用够这么多 CPU 秒就不再接新的文件，由下一个进程接手。"""


def main() -> None:
    """一直办到没有活、或标准输入关了。"""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    # 认字的库要打印什么，都不许混进答话里
    os.dup2(2, 1)
    reader = new_reader()
    source: Source | None = None
    for asked in _asked():
        if "open" in asked:
            source, answer = _opened(sys.stdin.buffer.read(asked["open"]))
        else:
            answer = _answer(reader, source, asked)
        answers.write(json.dumps(answer, ensure_ascii=False) + "\n")
        answers.flush()


def _asked() -> Iterator[dict[str, Any]]:
    while select.select([0], [], [], IDLE_SECONDS)[0]:
        asked = sys.stdin.buffer.readline()
        if not asked or (b'"open"' in asked and time.process_time() > OLD_SECONDS):
            return
        yield json.loads(asked)


def _opened(data: bytes) -> tuple[Source | None, dict[str, Any]]:
    try:
        source = open_source(data)
    except Unopened as error:
        return None, {"error": error.code}
    return source, {"pages": source.pages}


def _answer(reader: Any, source: Source | None, asked: dict[str, Any]) -> dict[str, Any]:
    try:
        if source is None or not 1 <= asked.get("page", 1) <= source.pages:
            return {"error": "no-page"}
        if "pdf" in asked:
            return {"pdf": base64.b64encode(as_pdf(source)).decode()}
        return read_page(reader, source.draw(asked["page"]), asked["share"])
    except Unopened as error:
        return {"error": error.code}
    except MemoryError:
        return {"error": "too-many-pixels"}


if __name__ == "__main__":
    main()
