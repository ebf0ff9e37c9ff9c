"""命令 `sanban learn`：从本单位的旧文稿里学语言模型。"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sanban.engine.language.errors import Unusable
from sanban.engine.language.model import load
from sanban.engine.language.modelfile import write
from sanban.engine.language.sources import files, paragraphs
from sanban.engine.language.study import Learnt, study

OK, REFUSED, SOME_FAILED = 0, 1, 2
SHOWN_EVERY = 100_000


@dataclass(slots=True)
class Progress:
    """边学边说到了哪里；读不了的记下来。"""

    read: int = 0
    characters: int = 0
    failed: list[Path] = field(default_factory=list)
    _shown: int = 0

    def note(self, path: Path, message: str) -> None:
        """一份文件没有学。"""
        self.failed.append(path)
        _say(f"{path}：{message}")

    def texts(self, names: list[str]) -> Iterator[str]:
        """各文件的各段。"""
        for path in files(names, self.note):
            for text in paragraphs(path, self.note):
                self.characters += len(text)
                self._show()
                yield text
            self.read += 1

    def _show(self) -> None:
        if self.characters - self._shown >= SHOWN_EVERY and sys.stderr.isatty():
            self._shown = self.characters
            sys.stderr.write(f"\r读了 {self.read} 份，{self.characters / 10_000:.0f} 万字……")


def main(argv: list[str]) -> int:
    """学完写成模型返回 0；写成了但有文件没读得了返回 2；没有写返回 1。"""
    options = _options(argv)
    progress = Progress()
    try:
        _check(options.output)
        learnt = study(progress.texts(options.folders), base=None if options.base else load())
        digest = write(options.output, learnt.facts, learnt.layer.arrays())
    except Unusable as error:
        _say(error.message)
        return REFUSED
    except OSError as error:
        _say(f"模型没有写成：{error.strerror}。请看磁盘满没满、能不能写，再来一次。")
        return REFUSED
    except KeyboardInterrupt:
        _say("停了，没有写模型。")
        return REFUSED
    _report(options.output, learnt, digest)
    return SOME_FAILED if progress.failed else OK


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="sanban learn", description="从旧文稿里学语言模型")
    parser.add_argument("folders", nargs="+", metavar="文件夹", help="旧文稿所在的文件夹或文件")
    parser.add_argument(
        "-o", "--output", type=Path, default=Path("office.lm"), metavar="模型", help="写到哪里"
    )
    parser.add_argument("--base", action="store_true", help="做随程序带的模型，不与别的叠用")
    return parser.parse_args(argv)


def _check(output: Path) -> None:
    if output.is_dir() or not output.absolute().parent.is_dir():
        raise Unusable(f"写不到“{output}”。请给一个已有文件夹里的文件名。", code="no-place")


def _report(output: Path, learnt: Learnt, digest: str) -> None:
    facts = learnt.facts
    size = output.stat().st_size / 1_000_000
    share = "" if facts["weight"] == 1 else f"与随程序带的叠用时占 {facts['weight']:.0%}。"
    _say(
        f"学了 {facts['paragraphs']} 段、{facts['characters'] / 10_000:.1f} 万字，"
        f"写成 {output}（{size:.1f} MB）。{share}"
    )
    sys.stdout.write(f"{digest}\n")


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
