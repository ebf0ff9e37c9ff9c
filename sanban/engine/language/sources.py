"""学什么：把文件夹里读得了的文件一份份读出来，一段一行。"""

import lzma
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from sanban.engine.marks import classification_mark
from sanban.engine.read import READERS, Unreadable, read
from sanban.engine.read.physical import WATERMARK
from sanban.engine.read.plain import LIMIT

Note = Callable[[Path, str], None]
BIG = (".txt", ".xz")
PICTURES = tuple(suffix for suffix, (kinds, _) in READERS.items() if "image" in kinds)
UNKNOWN = "不是 UTF-8 编码的文本，没有学。请另存为 UTF-8 再试。"


def files(names: Iterable[str], note: Note) -> list[Path]:
    """各路径下能学的文件，去重、排好序；路径不存在的记一笔。"""
    found: set[Path] = set()
    for name in map(Path, names):
        if name.is_dir():
            found.update(path for path in name.rglob("*") if _learnable(path))
        elif name.is_file():
            found.add(name)
        else:
            note(name, "没有这个文件或文件夹。请核对路径。")
    return sorted(found)


def paragraphs(path: Path, note: Note) -> Iterator[str]:
    """一份文件的各段；读不了、有密级标志的记一笔，不学。"""
    if path.suffix.lower() == ".xz" or _huge(path):
        return _lines(path, note)
    return iter(_paragraphs(path, note))


def _learnable(path: Path) -> bool:
    """图片不学：识读出的字有错，会把错字学成对的。"""
    hidden = path.name.startswith((".", "~$"))
    suffix = path.suffix.lower()
    return path.is_file() and not hidden and suffix in (*READERS, *BIG) and suffix not in PICTURES


def _huge(path: Path) -> bool:
    return path.suffix.lower() == ".txt" and path.stat().st_size > LIMIT


def _lines(path: Path, note: Note) -> Iterator[str]:
    """大的语料一行一段，边读边学，不整个放进内存。"""
    opened = lzma.open if path.suffix.lower() == ".xz" else open
    try:
        with opened(path, "rt", encoding="utf-8-sig") as lines:
            for line in lines:
                yield line.rstrip("\n")
    except UnicodeDecodeError:
        note(path, UNKNOWN)
    except (OSError, EOFError, lzma.LZMAError):
        note(path, "文件读不下去，已损坏或没有传完整。")


def _paragraphs(path: Path, note: Note) -> list[str]:
    try:
        physical = read(path)
    except Unreadable as error:
        note(path, error.message)
        return []
    mark = classification_mark(physical)
    if mark:
        note(path, f"{mark.where}有密级标志，没有学。{mark.rule}")
        return []
    return [each.text for each in physical.paragraphs if each.place != WATERMARK]
