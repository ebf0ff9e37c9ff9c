"""语言模型量得准不准、快不快：留出的干净公文上误报多少，造进去的错字找得到多少。

python -m bench.model 语料（一行一段的 .txt 或 .txt.xz）

每五十段留一段不学（与学过的段一字不差的也不要），在留出的上面量；留两回，一回用来定门槛，
一回没有用过。造错：同音、音近、形近的字各换一个，同音的词换一个，换成哪个，常用的多些；再重一两个字，漏一个字，
漏一个顿号，漏一个后引号（看补的位置对不对）。
"""

import argparse
import lzma
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import rjieba

from sanban.engine.language import Model
from sanban.engine.language.confusions import FOLDER, NEAR, SAME, SHAPE, confusions
from sanban.engine.language.study import study
from sanban.engine.language.suspicion import Suspect, suspicions
from sanban.engine.language.trial import DOUBLED, DROPPED, UNMARKED, WORD

EVERY = 50
TURNS = (("定门槛用的", 7), ("没有用过的", 23))
SEEDS = (5, 6, 7)
LEAST, MOST = 20, 400
QUOTED, NEXT = re.compile("“[^“”]+”"), re.compile("[“。；！？]")
MARGINS = (0.0, 0.5, 1.0, 2.0)
KINDS = (("同音字", SAME), ("音近字", NEAR), ("形近字", SHAPE))
CHANNELS = (
    ("错字", (SAME, NEAR, SHAPE, WORD)),
    ("重字", (DOUBLED,)),
    ("漏字", (DROPPED,)),
    ("顿号", (UNMARKED,)),
)


@dataclass(frozen=True, slots=True)
class Injected:
    """造了一处错的一段：错在哪里，原来是什么。"""

    text: str
    start: int
    end: int
    right: str


Make = Callable[[random.Random, str], Injected | None]


def main() -> int:
    """量两回，各印一张表。"""
    parser = argparse.ArgumentParser(prog="python -m bench.model")
    parser.add_argument("corpus", type=Path, metavar="语料")
    parser.add_argument("--each", type=int, default=150, metavar="处", help="每种造多少处")
    parser.add_argument("--show", action="store_true", help="印出干净公文上的每一条")
    options = parser.parse_args()
    lines = _lines(options.corpus)
    for name, rest in TURNS:
        model, held = _divided(lines, rest)
        print(f"\n{name}：留出 {len(held)} 段，{sum(map(len, held))} 字")
        _clean(model, "\n".join(held), options.show)
        for kind, make in _makers(lines):
            _found(model, kind, [_injected(make, held, seed, options.each) for seed in SEEDS])
        _quotes(model, held)
    return 0


def _lines(path: Path) -> list[str]:
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file]


def _divided(lines: list[str], rest: int) -> tuple[Model, list[str]]:
    learnt = {line for place, line in enumerate(lines) if place % EVERY != rest}
    began = time.perf_counter()
    model = Model((study(sorted(learnt)).layer,))
    print(f"学了 {time.perf_counter() - began:.0f} 秒", file=sys.stderr)
    return model, [line for line in lines[rest::EVERY] if line and line not in learnt]


def _clean(model: Model, text: str, show: bool) -> None:
    began = time.perf_counter()
    scores = model.score(text)
    scored = time.perf_counter() - began
    began = time.process_time()
    found = suspicions(text, model)
    spent = time.process_time() - began
    print(f"交叉熵 {-scores.mean():.4f}（每字，以 10 为底）")
    print(f"每秒算概率 {len(text) / scored:,.0f} 字，找疑似错字 {len(text) / spent:,.0f} 字")
    for name, kinds in CHANNELS:
        margins = [each.margin for each in found if each.kind in kinds]
        rates = (sum(one >= least for one in margins) / len(text) * 10_000 for least in MARGINS)
        shown = "　".join(
            f"≥{least:.1f} {rate:6.2f}" for least, rate in zip(MARGINS, rates, strict=True)
        )
        print(f"误报每万字　{name}　{shown}")
    for each in found if show else ():
        print("  ", _shown(text, each))


def _shown(text: str, each: Suspect) -> str:
    before, after = text[max(each.start - 8, 0) : each.start], text[each.end : each.end + 8]
    now = text[each.start : each.end]
    return f"{before}[{now}→{each.suggestion}]{after} {each.margin:.1f}".replace("\n", " ")


def _found(model: Model, kind: str, batches: list[list[Injected]]) -> None:
    """几批种子各不相同，合起来印一行：各档把握找到的、改对的。"""
    total = sum(map(len, batches))
    touched, right = Counter[float](), 0
    for each in (one for batch in batches for one in batch):
        hits = [hit for hit in suspicions(each.text, model) if _touches(hit, each)]
        best = max((hit.margin for hit in hits), default=-1.0)
        touched.update(least for least in MARGINS if best >= least)
        right += any(_mends(hit, each) for hit in hits)
    shown = "　".join(f"≥{least:.1f} {touched[least] / total:6.1%}" for least in MARGINS)
    print(f"{kind} {total} 处　找到 {shown}　改对 {right / total:.1%}")


def _touches(hit: Suspect, each: Injected) -> bool:
    """碰着错处；漏了的，差一个字也算。"""
    return hit.start < each.end + (each.start == each.end) + (hit.start == hit.end) and (
        each.start - (each.start == each.end) - (hit.start == hit.end) < hit.end
    )


def _mends(hit: Suspect, each: Injected) -> bool:
    mended = each.text[: hit.start] + hit.suggestion + each.text[hit.end :]
    return mended == each.text[: each.start] + each.right + each.text[each.end :]


def _injected(make: Make, held: list[str], seed: int, count: int) -> list[Injected]:
    chance = random.Random(seed)
    pool = [text for text in held if LEAST <= len(text) <= MOST]
    made: list[Injected] = []
    while len(made) < count:
        one = make(chance, chance.choice(pool))
        if one:
            made.append(one)
    return made


def _makers(lines: list[str]) -> Iterator[tuple[str, Make]]:
    often = Counter("".join(lines[::10]))
    for name, kind in KINDS:
        yield name, _char_maker(kind, often)
    yield "同音词", _word_maker(often)
    yield "重字　", _twice
    yield "漏字　", _without(lambda char: "\u4e00" <= char <= "\u9fff")
    yield "漏顿号", _without(lambda char: char == "、")


def _char_maker(kind: int, often: Counter[str]) -> Make:
    table = confusions()

    def make(chance: random.Random, text: str) -> Injected | None:
        start = chance.randrange(len(text))
        code = ord(text[start])
        part = slice(*table.chars.starts[code : code + 2])
        others = [chr(value) for value in table.chars.values[part][table.kinds[part] == kind]]
        return _changed(chance, text, (start, text[start], others), often)

    return make


def _word_maker(often: Counter[str]) -> Make:
    alike: dict[str, list[str]] = {}
    for line in (FOLDER / "words.txt").read_text("utf-8").splitlines():
        group = line.rsplit(" ", 1)[1]
        words = [group[place : place + 2] for place in range(0, len(group), 2)]
        alike.update({word: [other for other in words if other != word] for word in words})

    def make(chance: random.Random, text: str) -> Injected | None:
        words = [one for one in rjieba.tokenize(text) if alike.get(one[0])]
        if not words:
            return None
        word, start, _ = chance.choice(words)
        return _changed(chance, text, (start, word, alike[word]), often)

    return make


def _twice(chance: random.Random, text: str) -> Injected | None:
    size = chance.choice((1, 1, 2))
    start = chance.randrange(len(text) - size)
    end = start + size
    if not all("\u4e00" <= char <= "\u9fff" for char in text[start:end]):
        return None
    return Injected(text[:end] + text[start:], start, end + size, text[start:end])


def _without(fits: Callable[[str], bool]) -> Make:
    def make(chance: random.Random, text: str) -> Injected | None:
        places = [place for place in range(1, len(text) - 1) if fits(text[place])]
        if not places:
            return None
        start = chance.choice(places)
        return Injected(text[:start] + text[start + 1 :], start, start, text[start])

    return make


def _quotes(model: Model, held: list[str]) -> None:
    """漏了后引号，补的位置对不对：从前引号往后，到句末或下一个前引号。"""
    total = right = 0
    for text in held:
        for pair in QUOTED.finditer(text):
            broken = text[: pair.end() - 1] + text[pair.end() :]
            stop = NEXT.search(broken, pair.start() + 1)
            last = stop.start() if stop else len(broken)
            places = range(pair.start() + 2, last + 1)
            total += 1
            right += model.best_gap(broken, places, "”") == pair.end() - 1
    print(f"补后引号 {total} 处　位置对 {right / max(total, 1):.1%}")


def _changed(
    chance: random.Random, text: str, place: tuple[int, str, list[str]], often: Counter[str]
) -> Injected | None:
    start, right, others = place
    if not others:
        return None
    weights = [min(often[char] for char in other) ** 0.5 + 0.1 for other in others]
    wrong = chance.choices(others, weights)[0]
    end = start + len(right)
    return Injected(text[:start] + wrong + text[end:], start, end, right)


if __name__ == "__main__":
    sys.exit(main())
