"""另起进程排版：Typst 要把整套字体（上百兆）装进内存，用完即退，常驻的进程里不留。

也可以当程序跑：从标准输入读一份 JSON 任务，把 PDF 写到标准输出。
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sanban.engine.fonts import NoFont
from sanban.engine.render.typesetting import TypesettingFailed, typeset

SECONDS = 60
ROOT = Path(__file__).parents[3]
FAILED, FONTLESS = 3, 4


def typeset_apart(
    template: Path,
    data: Mapping[str, Any],
    *,
    fonts: Sequence[Path] = (),
    is_archival: bool = False,
) -> bytes:
    """与 typeset 相同，只是在一个用完即退的进程里排，约多用 0.3 秒；限时 60 秒。"""
    job = {
        "template": str(template), "data": data, "fonts": [str(folder) for folder in fonts],
        "is_archival": is_archival,
    }  # fmt: skip
    try:
        done = subprocess.run(
            [sys.executable, "-m", "sanban.engine.render.apart"],
            input=json.dumps(job, ensure_ascii=False).encode(),
            capture_output=True, timeout=SECONDS, check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise TypesettingFailed(f"排版超过 {SECONDS} 秒没有完成，请稍后再试。") from error
    if done.returncode == FONTLESS:
        raise NoFont
    if done.returncode:
        raise TypesettingFailed("版面没有排成：" + done.stderr.decode(errors="replace")[-200:])
    return done.stdout


def main() -> int:
    """照标准输入里的任务排一份，返回进程的退出码。"""
    job = json.load(sys.stdin.buffer)
    try:
        pdf = typeset(
            Path(job["template"]), job["data"],
            fonts=[Path(f) for f in job["fonts"]], is_archival=job["is_archival"],
        )  # fmt: skip
    except NoFont:
        return FONTLESS
    except TypesettingFailed as error:
        sys.stderr.buffer.write(str(error).encode())
        return FAILED
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
