"""学一遍易混的字词，写成随程序带的 `pairs.bin`：`make pairs CORPUS=语料`。"""

import lzma
import sys
from pathlib import Path

from sanban.engine.language import modelfile
from sanban.engine.language.pairs.choosing import DATA
from sanban.engine.language.pairs.study import study


def main(corpus: Path) -> None:
    """学 `corpus`（一行一段的 .txt 或 .txt.xz），写文件，印出校验和。"""
    opened = lzma.open if corpus.suffix == ".xz" else open
    with opened(corpus, "rt", encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file]
    digest = modelfile.write(DATA, {"paragraphs": len(set(lines))}, study(lines).arrays())
    sys.stdout.write(f"{digest}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
