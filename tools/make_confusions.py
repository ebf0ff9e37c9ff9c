"""造易混字词表：同音、形近的字，同音的词，写进 sanban/engine/language/confusions/。

python tools/make_confusions.py 语料 jieba的dict.txt same_stroke.txt char_similar的data目录

改成的只收语料里出现够多的字词；来处和许可见 docs/model.md。同样的输入，写出的逐字节相同。
"""

import json
import lzma
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

import pypinyin

from sanban.engine.language.confusions import DATA
from sanban.engine.language.confusions.building import build

TARGET = Path(__file__).parents[1] / "sanban/engine/language/confusions"
COMMON, USED, KNOWN = 10, 3, 3
"""字至少出现几次，两字词在语料里至少几次，在词典里至少几次。"""
READINGS = 3
"""次要的读音至少见于几个词语。"""
ALIKE = 4
"""笔画少于这么多的，差一笔就不算像。"""


def main(corpus: str, words: str, strokes: str, similar: str) -> None:
    """读四样材料，写三张表，再造成数组。"""
    with lzma.open(corpus, "rt", encoding="utf-8") as file:
        text = file.read()
    counts = Counter(char for char in text if _plain(char))
    counts.update(dict.fromkeys(filter(None, _basic()), 0))
    readings = _readings(counts)
    rank = sorted(counts, key=lambda char: (-counts[char], char))
    common = {char for char in rank if counts[char] >= COMMON}
    _write("sounds.txt", _sounds(rank, common, readings))
    _write("shapes.txt", _shapes(rank, common, (Path(strokes), Path(similar))))
    _write("words.txt", _words(text, Path(words), readings))
    build(DATA)


def _plain(char: str) -> bool:
    """国标基本集里的汉字；繁体字另有规则管。"""
    return "\u4e00" <= char <= "\u9fff" and bool(char.encode("gb2312", "ignore"))


def _basic() -> Iterator[str]:
    """国标基本集的全部汉字：少见的字也会错成，要知道它像谁。"""
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            yield bytes([row, cell]).decode("gb2312", "ignore")


def _readings(counts: Counter[str]) -> dict[str, list[str]]:
    """每个字的读音，不带声调，常用的在前。"""
    folder = Path(next(iter(pypinyin.__path__)))
    phrases = json.loads((folder / "phrases_dict.json").read_text("utf-8"))
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase in phrases:
        syllables = pypinyin.lazy_pinyin(phrase, errors=list)
        if len(syllables) == len(phrase):
            for char, syllable in zip(phrase, syllables, strict=True):
                seen[char][syllable] += 1
    return {char: _ranked(char, seen[char]) for char in counts}


def _ranked(char: str, seen: Counter[str]) -> list[str]:
    first = pypinyin.lazy_pinyin(char)[0]
    others = sorted(name for name, times in seen.items() if times >= READINGS and name != first)
    return [first, *others]


def _sounds(rank: list[str], common: set[str], readings: dict[str, list[str]]) -> Iterator[str]:
    """一个音节一行：常用的字、竖线、少见的字；少见的只会是错成的，不拿来改别的字。"""
    groups: dict[str, list[str]] = defaultdict(list)
    for char in rank:
        for syllable in readings[char]:
            groups[syllable].append(char)
    for syllable, group in sorted(groups.items()):
        often = "".join(char for char in group if char in common)
        seldom = "".join(char for char in group if char not in common)
        yield f"{syllable} {often}|{seldom}"


def _shapes(rank: list[str], common: set[str], sources: tuple[Path, Path]) -> Iterator[str]:
    strokes, similar = sources
    alike: dict[str, set[str]] = defaultdict(set)
    known = set(rank)
    for group in (*_stroke_groups(strokes), *_part_groups(similar), *_order_groups(similar)):
        for one, other in combinations(sorted(known & set(group)), 2):
            alike[one].add(other)
            alike[other].add(one)
    place = {char: number for number, char in enumerate(rank)}
    for char in rank:
        others = sorted(alike[char] & common, key=place.__getitem__)
        if others:
            yield f"{char} {''.join(others)}"


def _stroke_groups(path: Path) -> Iterator[list[str]]:
    for line in path.read_text("utf-8").splitlines():
        yield line.split()


def _part_groups(folder: Path) -> Iterator[list[str]]:
    """右边（下边）的部件相同，只换了另一半的。"""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    structs = _table(folder, "struct")
    for char, parts in _table(folder, "stroke").items():
        if len(parts) == 2:
            groups[structs.get(char, ""), parts[1]].append(char)
    orders = _table(folder, "order")
    yield from (group for group in groups.values() if _weighty(group, orders))


def _weighty(group: list[str], orders: dict[str, str]) -> bool:
    """相同的部件要有分量：字多的一组是偏旁，不算像。"""
    return 1 < len(group) <= 24 and max(len(orders.get(char, "")) for char in group) > ALIKE


def _order_groups(folder: Path) -> Iterator[list[str]]:
    """笔顺相同，或只差一笔的。"""
    groups: dict[str, set[str]] = defaultdict(set)
    for char, order in _table(folder, "order").items():
        groups[order].add(char)
        if len(order) >= ALIKE:
            for place in range(len(order)):
                groups[order[:place] + order[place + 1 :]].add(char)
    for group in groups.values():
        yield sorted(group)


def _table(folder: Path, name: str) -> dict[str, str]:
    table: dict[str, str] = json.loads((folder / f"char_{name}.dict").read_text("utf-8"))
    return table


def _words(text: str, path: Path, readings: dict[str, list[str]]) -> Iterator[str]:
    pairs = Counter(text[place : place + 2] for place in range(len(text) - 1))
    groups: dict[str, list[str]] = defaultdict(list)
    for word in sorted(_known(path), key=lambda word: (-pairs[word], word)):
        if pairs[word] >= USED and all(char in readings for char in word):
            groups[" ".join(pypinyin.lazy_pinyin(word))].append(word)
    for sound in sorted(groups):
        yield f"{sound} {''.join(groups[sound])}"


def _known(path: Path) -> Iterator[str]:
    for line in path.read_text("utf-8").splitlines():
        word, count, _ = line.split(" ")
        if len(word) == 2 and int(count) >= KNOWN:
            yield word


def _write(name: str, lines: Iterable[str]) -> None:
    TARGET.mkdir(exist_ok=True)
    (TARGET / name).write_text("".join(f"{line}\n" for line in lines), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
