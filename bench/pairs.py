"""易混的字词量得准不准：没学过的公文上误报多少，换错了的找得到多少。

python -m bench.pairs 语料（一行一段的 .txt 或 .txt.xz）

八份里五份拿来学，两份定门槛，一份没有用过，在没用过的一份上量（两分多钟）。误报里有一些是
语料原来的错，没有剔除。造错：的地得两两互换；易混的词换成同组的另一个，按本来出现的多少抽。
"""

import argparse
import lzma
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import rjieba

from bench.alarms import SHARED
from sanban.engine.language.pairs.choosing import Chooser, packed
from sanban.engine.language.pairs.sets import PARTICLES, all_pairs
from sanban.engine.language.pairs.study import HELD, blocks, learn, limits_on, part
from sanban.engine.proof import Level, Rule, all_rules, check, wording

UNSEEN = (4,)
EACH = 300
LEAST, MOST = 20, 400
TAGS = {"uj": "的", "uv": "地", "ud": "得"}
AHEAD = frozenset("vad")
DEV = ("speech-1.txt", "speech-2.txt", "speech-3.txt", "clean-reports-2021-2022.txt")
FAMILY = "G"

Swap = tuple[int, str, str]
Swaps = Callable[[str], Iterator[Swap]]


def main() -> None:
    """学一遍，量一遍，印成表。"""
    parser = argparse.ArgumentParser(prog="python -m bench.pairs")
    parser.add_argument("corpus", type=Path, metavar="语料")
    parser.add_argument("--show", action="store_true", help="印出警告响在哪里")
    options = parser.parse_args()
    lines = _lines(options.corpus)
    _use(_held_out(lines))
    rules = [rule for rule in all_rules() if rule.id.startswith(FAMILY)]
    unseen = part(lines, UNSEEN, inside=True)
    _alarms("没学过的公文", list(blocks(unseen)), rules, show=options.show)
    for name in DEV:
        raw = (SHARED / "proofreading/dev" / name).read_bytes().decode()
        _alarms(name, [raw], rules, show=options.show)
    pool = [line for line in unseen if LEAST <= len(line) <= MOST]
    for wrong in PARTICLES:
        for right in PARTICLES:
            if wrong != right:
                _found(f"{right}写成{wrong}", pool, rules, _particle(right, wrong))
    _found("的地得任意互换", pool, rules, _any_particle)
    _found("易混词互换", pool, rules, _words(1, 2))
    _found("其中两个字的", pool, rules, _words(2))


def _lines(path: Path) -> list[str]:
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        return list(dict.fromkeys(line.rstrip("\n") for line in file))


def _held_out(lines: list[str]) -> Chooser:
    kept = part(lines, (*HELD, *UNSEEN), inside=False)
    tried = packed(*learn(kept))
    limits = limits_on(tried, lines)
    print(f"学了 {sum(map(len, kept))} 字")
    return Chooser(tried.table, tried.values, limits)


def _use(made: Chooser) -> None:
    """几条规则都用这个判别。"""
    vars(wording)["chooser"] = lambda: made


def _alarms(name: str, texts: list[str], rules: list[Rule], *, show: bool) -> None:
    found = [(raw, one) for raw in texts for one in check(raw, rules=rules)]
    size = sum(map(len, texts)) / 10_000
    for level in (Level.WARNING, Level.HINT):
        here = [one for _, one in found if one.level is level]
        kinds = sorted({one.rule for one in here})
        each = "　".join(f"{kind} {sum(one.rule == kind for one in here)}" for kind in kinds)
        print(f"{name} {level.label} 每万字 {len(here) / size:.3f}　{each}")
    for raw, one in found:
        if show and one.level is not Level.HINT:
            before, after = raw[max(one.start - 12, 0) : one.start], raw[one.end : one.end + 10]
            print(f"   {one.rule} {before}【{one.quote}】{after} → {one.suggestions}")


def _found(name: str, pool: list[str], rules: list[Rule], swaps: Swaps) -> None:
    chance = random.Random(7)
    total = loud = any_level = mended = 0
    for _ in range(EACH * 400):
        line = chance.choice(pool)
        places = list(swaps(line))
        if not places:
            continue
        start, right, wrong = chance.choice(places)
        end = start + len(right)
        raw = line[:start] + wrong + line[end:]
        hits = [one for one in check(raw, rules=rules) if one.start < end and start < one.end]
        total += 1
        any_level += bool(hits)
        loud += any(one.level is not Level.HINT for one in hits)
        mended += any(right in one.suggestions for one in hits)
        if total == EACH:
            break
    print(f"{name} {total} 处　警告 {loud / total:.1%}　连提示 {any_level / total:.1%}"
          f"　改对 {mended / total:.1%}")  # fmt: skip


def _particle(right: str, wrong: str) -> Swaps:
    return lambda line: ((start, right, wrong) for start, one in _particles(line) if one == right)


def _any_particle(line: str) -> Iterator[Swap]:
    for start, right in _particles(line):
        yield from ((start, right, wrong) for wrong in PARTICLES if wrong != right)


def _particles(line: str) -> Iterator[tuple[int, str]]:
    """作助词的的地得：词性是助词，左右的词也像。"""
    parts = rjieba.tag(line, True)
    start = 0
    for place, (word, tag) in enumerate(parts):
        ahead = parts[place + 1][1][:1] if place + 1 < len(parts) else ""
        behind = parts[place - 1][1][:1] if place else "x"
        if TAGS.get(tag) == word and _is_particle(word, behind, ahead):
            yield start, word
        start += len(word)


def _is_particle(word: str, behind: str, ahead: str) -> bool:
    """“地”后面是动词一类，前面不是动词、名词；“得”前面是动词、形容词，后面不是动词、名词。"""
    if word == "地":
        return ahead in AHEAD and behind not in "nvxfs"
    return word == "的" or (behind in "va" and ahead in "adzil")


def _words(*sizes: int) -> Swaps:
    others: dict[str, list[str]] = {}
    for pair in all_pairs():
        if len(pair.first) in sizes and not pair.is_particles:
            others.setdefault(pair.first, []).append(pair.second)
            others.setdefault(pair.second, []).append(pair.first)

    def swaps(line: str) -> Iterator[Swap]:
        for size in sizes:
            for start in range(len(line) - size + 1):
                right = line[start : start + size]
                yield from ((start, right, wrong) for wrong in others.get(right, ()))

    return swaps


if __name__ == "__main__":
    main()
