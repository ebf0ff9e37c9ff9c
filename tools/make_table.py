"""造错词对照表：成语、熟语错一个字的，加上自己的四份单子，写进 sanban/engine/proof/table/。

python tools/make_table.py 语料 jionlp的chinese_idiom.txt

错字从同音字、形近字里来；错出来的不能在语料里出现过，不能是词典里的词。
来处和许可见 docs/table.md。同样的输入，写出的逐字节相同。
"""

import json
import lzma
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import ahocorasick_rs
import pypinyin
import rjieba

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "sanban/engine/proof/table"
CONFUSIONS = ROOT / "sanban/engine/language/confusions"
HEAD = (
    "## 由 tools/make_table.py 造，不要手改。成语取自 PyPI jionlp（Apache-2.0），熟语和读音取自"
    " PyPI pypinyin（MIT），易错词、异形词、提法取自 lists；详见 docs/table.md。\n"
)
KINDS = ("wrong", "variant", "confusable", "formulation")
OFTEN, SEEN = 3000, 1
"""成语在词典里至少几次，或者成语、熟语在语料里至少几次，才收。"""
SOUNDS, SHAPES = 4, 2
"""一个位置上，同音的、形近的各取几个。"""
MOST = 5
"""一个词语最多几种错法。"""
ALLOWED = 1
"""自己单子上的错词，语料里顶多碰上几处；写了“留”的不管。"""
# 两种写法都有人用的，不算错
EXCHANGED = (
    "作做", "惟唯", "像象", "采彩", "复覆", "弘宏鸿", "连联", "叠迭", "折摺", "份分", "才材",
    "帐账", "他她它", "的地得", "那哪", "沉沈", "么吗", "借藉", "座坐", "板版", "钟锺", "须需",
    "订定", "伙夥", "磨摩", "糊胡", "耽担", "度渡", "淡澹", "词辞", "一壹", "二两", "练炼", "原源",
)  # fmt: skip


def main(corpus: str, idioms: str) -> None:
    """读材料，写一张表。"""
    with lzma.open(corpus, "rt", encoding="utf-8") as file:
        text = file.read()
    known = set(_phrases()) | {row[0] for row in _rows(idioms)}
    made = _made(_rights(text, idioms), known)
    own = {kind: list(_own(kind)) for kind in KINDS}
    counts = _counts(text, [*made, *(row[0] for rows in own.values() for row in rows)])
    lines = [f"#{kind}\n{_section(own[kind], counts)}" for kind in KINDS]
    listed = {row[0] for rows in own.values() for row in rows}
    kept = {
        wrong: right for wrong, right in made.items() if not counts[wrong] and wrong not in listed
    }
    target = TABLE / "table.txt"
    target.write_text("".join((HEAD, lines[0], _grouped(kept), *lines[1:])), "utf-8")
    print(f"成语熟语 {len(kept)} 条，自己的 {len(listed)} 条，{target.stat().st_size} 字节")


def _rows(path: str) -> Iterator[tuple[str, int]]:
    for line in Path(path).read_text("utf-8").splitlines():
        word, _, count = line.partition("\t")
        yield word, int(count or 0)


def _phrases() -> Iterator[str]:
    folder = Path(next(iter(pypinyin.__path__)))
    return iter(json.loads((folder / "phrases_dict.json").read_text("utf-8")))


def _rights(text: str, idioms: str) -> list[str]:
    """要收的词语，四个字以上，全是汉字。"""
    often = {word for word, count in _rows(idioms) if count >= OFTEN}
    words = {word for word, _ in _rows(idioms)} | set(_phrases())
    fit = sorted(word for word in words if 4 <= len(word) <= 8 and _is_han(word))
    seen = _counts(text, fit)
    return [word for word in fit if seen[word] >= SEEN or word in often]


def _is_han(word: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for char in word)


def _counts(text: str, words: Iterable[str]) -> Counter[str]:
    unique = list(dict.fromkeys(words))
    finder = ahocorasick_rs.AhoCorasick(unique)
    found = finder.find_matches_as_indexes(text, overlapping=True)
    return Counter(unique[number] for number, _, _ in found)


def _made(rights: list[str], known: set[str]) -> dict[str, str]:
    """错的写法对正确的；一种错法对得上两个词语的不要。"""
    sounds, shapes = _table("sounds.txt"), _table("shapes.txt")
    made: dict[str, str] = {}
    twice: set[str] = set()
    for right in rights:
        for wrong in _wrongs(right, sounds, shapes, known):
            if made.setdefault(wrong, right) != right:
                twice.add(wrong)
    return {wrong: right for wrong, right in made.items() if wrong not in twice}


def _table(name: str) -> dict[str, str]:
    lines = (CONFUSIONS / name).read_text("utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines if " " in line and not line.startswith("#"))


def _wrongs(
    right: str, sounds: dict[str, str], shapes: dict[str, str], known: set[str]
) -> Iterator[str]:
    """一轮一轮地取：每个位置上最常用的同音字、形近字先来。"""
    each = [list(_others(right, place, sounds, shapes)) for place in range(len(right))]
    made = 0
    for turn in range(SOUNDS + SHAPES):
        for place, others in enumerate(each):
            if turn >= len(others) or made >= MOST:
                continue
            wrong = right[:place] + others[turn] + right[place + 1 :]
            if wrong not in known and len(rjieba.cut(wrong)) > 1:
                made += 1
                yield wrong


def _others(
    right: str, place: int, sounds: dict[str, str], shapes: dict[str, str]
) -> Iterator[str]:
    char = right[place]
    sound = pypinyin.lazy_pinyin(right)[place]
    tone = pypinyin.pinyin(right, style=pypinyin.Style.TONE3)[place][0]
    same = [one for one in sounds.get(sound, "").partition("|")[0] if _may_replace(one, char)]
    same.sort(key=lambda one: pypinyin.pinyin(one, style=pypinyin.Style.TONE3)[0][0] != tone)
    alike = [one for one in shapes.get(char, "") if _may_replace(one, char)]
    yield from [*same[:1], *alike[:1], *same[1:SOUNDS], *alike[1:SHAPES]]


def _may_replace(one: str, char: str) -> bool:
    return one != char and not any(one in group and char in group for group in EXCHANGED)


def _own(kind: str) -> Iterator[tuple[str, str, str, bool]]:
    """一份单子的各行：错的、对的、前后的条件、是不是一定留。"""
    for line in (TABLE / "lists" / f"{kind}.txt").read_text("utf-8").splitlines():
        fields = line.split()
        if len(fields) < 2 or fields[0] == "#":
            continue
        guards = [one for one in fields[2:] if one.startswith(("前不=", "后不="))]
        must = "留" in fields[2:] or kind != "wrong"
        yield fields[0], fields[1], "".join(f" {one}" for one in guards), must


def _section(rows: list[tuple[str, str, str, bool]], counts: Counter[str]) -> str:
    lines = []
    for wrong, right, guards, must in rows:
        if wrong != right and (must or guards or counts[wrong] <= ALLOWED):
            lines.append(f"{right} {wrong}{guards}\n")
    return "".join(sorted(set(lines)))


def _grouped(made: dict[str, str]) -> str:
    groups: dict[str, list[str]] = {}
    for wrong, right in sorted(made.items()):
        groups.setdefault(right, []).append(wrong)
    return "".join(f"{right} {' '.join(wrongs)}\n" for right, wrongs in sorted(groups.items()))


if __name__ == "__main__":
    main(*sys.argv[1:])
