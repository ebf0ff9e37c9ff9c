"""从语料里挑固定的写法：常见、别处也见、从来不换字不漏字不添字的八字串，连成短语写成表。

python tools/make_formulations.py 语料.txt.xz    写 sanban/engine/proof/formulations.txt
"""

import lzma
import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
OUTPUT = ROOT / "sanban/engine/proof/formulations.txt"
SIZE, MIDDLE = 8, 4
OFTEN = 40
"""至少写过几次。"""
PARTS, SPREAD = 400, 10
"""语料分成几份，至少在几份里见过。"""
RARE = 0.002
"""换字、漏字、添字的写法，占不到这么多才算固定。"""
CAP = 24
"""一条短语最多几个字。"""
BASE = np.uint64(1_000_003)
Keys = NDArray[np.uint64]


def main() -> int:
    """读语料，写表。"""
    lines = lzma.decompress(Path(sys.argv[1]).read_bytes()).decode().split("\n")
    grams = fixed("\n".join(lines))
    phrases = joined(grams)
    OUTPUT.write_text("\n".join(f"{phrase} {count}" for phrase, count in phrases) + "\n", "utf-8")
    print(f"{len(grams)} 个八字串，连成 {len(phrases)} 条，{OUTPUT.stat().st_size} 字节")
    return 0


def fixed(text: str) -> dict[str, int]:
    """固定的八字串，对写过几次。"""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    whole, places = _windows(codes, SIZE, ())
    keys, first, counts = _counted(whole)
    often = counts >= OFTEN
    often &= _spread(whole, places, keys, len(codes)) >= SPREAD
    chosen = places[first[often]]
    total = counts[often]
    odd = _others(codes, chosen, total)
    kept = odd <= RARE * total
    return {
        text[place : place + SIZE]: int(count)
        for place, count in zip(chosen[kept].tolist(), total[kept].tolist(), strict=True)
    }


def _others(
    codes: NDArray[np.uint32], chosen: NDArray[np.int64], total: NDArray[np.int64]
) -> NDArray[np.int64]:
    """换了中间一个字的、漏了它的、在它前面添了一个字的，一共几次。"""
    masked = _count_of(codes, SIZE, (MIDDLE,), _at(codes, chosen, _but(SIZE, MIDDLE)))
    short = _count_of(codes, SIZE - 1, (), _at(codes, chosen, _but(SIZE, MIDDLE)))
    longer = _count_of(codes, SIZE + 1, (MIDDLE,), _at(codes, chosen, tuple(range(SIZE))))
    return masked - total + short + longer


def _but(size: int, place: int) -> tuple[int, ...]:
    return tuple(one for one in range(size) if one != place)


def _at(codes: NDArray[np.uint32], starts: NDArray[np.int64], shifts: Iterable[int]) -> Keys:
    keys = np.zeros(len(starts), dtype=np.uint64)
    for shift in shifts:
        keys = keys * BASE + codes[starts + shift]
    return keys


def _windows(
    codes: NDArray[np.uint32], size: int, holes: tuple[int, ...]
) -> tuple[Keys, NDArray[np.int64]]:
    """全是汉字的窗，连同起点；`holes` 里的位置不算进去。"""
    count = len(codes) - size + 1
    is_han = (codes >= 0x4E00) & (codes <= 0x9FFF)
    worth = np.ones(count, dtype=np.bool_)
    for shift in range(size):
        worth &= is_han[shift : shift + count]
    places = np.flatnonzero(worth)
    return _at(codes, places, [one for one in range(size) if one not in holes]), places


def _counted(keys: Keys) -> tuple[Keys, NDArray[np.int64], NDArray[np.int64]]:
    found, first, counts = np.unique(keys, return_index=True, return_counts=True)
    return found, first, counts


def _count_of(
    codes: NDArray[np.uint32], size: int, holes: tuple[int, ...], wanted: Keys
) -> NDArray[np.int64]:
    ranked = np.sort(_windows(codes, size, holes)[0])
    return np.searchsorted(ranked, wanted, "right") - np.searchsorted(ranked, wanted, "left")


def _spread(whole: Keys, places: NDArray[np.int64], keys: Keys, length: int) -> NDArray[np.int64]:
    """每个串在几份里见过。"""
    rows = np.searchsorted(keys, whole)
    pairs = np.unique(rows * PARTS + places * PARTS // length)
    return np.bincount(pairs // PARTS, minlength=len(keys))


def joined(grams: dict[str, int]) -> list[tuple[str, int]]:
    """首尾相接的连成短语；每个八字串至少在一条里。"""
    heads: dict[str, list[str]] = {}
    for gram in sorted(grams):
        heads.setdefault(gram[:-1], []).append(gram)
    tails = {gram[1:] for gram in grams}
    left = dict.fromkeys(sorted(grams, key=lambda gram: (gram[:-1] in tails, gram)))
    phrases = []
    while left:
        gram = next(iter(left))
        phrase, count = gram, grams[gram]
        del left[gram]
        while len(phrase) < CAP:
            following = [one for one in heads.get(phrase[1 - SIZE :], ()) if one in left]
            if not following:
                break
            del left[following[0]]
            phrase += following[0][-1]
            count = min(count, grams[following[0]])
        phrases.append((phrase, count))
    return sorted(phrases)


if __name__ == "__main__":
    sys.exit(main())
