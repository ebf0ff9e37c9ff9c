"""学一遍逗号和顿号，写成随程序带的 `pauses.bin`：`make pairs CORPUS=语料`。"""

import lzma
import sys
from pathlib import Path

from sanban.engine.language.pauses.choosing import DATA
from sanban.engine.language.pauses.study import study, write


def main(corpus: Path) -> None:
    """学 `corpus`（一行一段的 .txt 或 .txt.xz），写文件，印出校验和。"""
    opened = lzma.open if corpus.suffix == ".xz" else open
    with opened(corpus, "rt", encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file]
    sys.stdout.write(f"{write(DATA, study(lines), len(set(lines)))}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
