"""序次语：段首的一、（一）1.（1）①和第几章，句中的一是、二是，认一遍大家用。"""

from collections.abc import Iterator
from dataclasses import dataclass

from sanban.engine.text.characters import BLANKS
from sanban.engine.text.numerals import CIRCLED, to_int
from sanban.engine.text.pattern import Pattern
from sanban.engine.text.spans import Cut, Span

CHINESE = "[一二三四五六七八九十百]"
# fmt: off
#  种类             级别   样子（不含后面的标点）
KINDS = (
    ("part",         0,  rf"第(?P<part>{CHINESE}{{1,4}})(?:编|章|节|部分)"),
    ("article",      0,  rf"第(?P<article>{CHINESE}{{1,5}}|\d{{1,3}})条"),
    ("chinese",      1,  rf"(?P<chinese>{CHINESE}{{1,3}})(?=[、.．，,：:]|[ \u3000]+\S)"),
    ("in_brackets",  2,  rf"[（(](?P<in_brackets>{CHINESE}{{1,3}})[)）]"),
    ("decimal",      0,  r"(?P<decimal>\d\d?(?:[.．]\d\d?){1,3})(?![\d%％年亿万倍个元]|[.．]\d)"),
    ("digits",       3,  r"(?P<digits>\d{1,3})(?=[、.．，,](?!\d))"),
    ("in_round",     4,  r"[（(](?P<in_round>\d{1,3})[)）]"),
    ("circled",      5,  rf"(?P<circled>[{CIRCLED}])"),
)
# fmt: on
LEVELS = {kind: level for kind, level, _ in KINDS}
AT_HEAD = Pattern(
    rf"[{BLANKS}]*(?P<all>{'|'.join(form for *_, form in KINDS)})(?P<mark>[、.．，,：:；;]*)"
)
BEFORE = r"，。；：！？、…”’）)—\s\ufeff"
ORDINAL = Pattern(
    rf"(?P<number>[一二三四五六七八九十])(?P<form>[是要])(?:(?<=[{BEFORE}]..)|(?<=\A..))"
    rf"|(?P<teens>十[一二三四五])(?P<form2>[是要])(?<=[{BEFORE}]...)"
)


@dataclass(frozen=True, slots=True)
class Item:
    """段首的一个序次语。

    `kind` 见 `KINDS`；`level` 是公文的一到五级，章条、1.1 是 0；`number` 是几；
    `start`、`end` 含数目和括号，不含 `mark`（后面的标点）；`line` 是整行的区间。
    """

    kind: str
    level: int
    number: int
    start: int
    end: int
    mark: str
    line: Span


@dataclass(frozen=True, slots=True)
class Ordinal:
    """句中的一是、二要；`form` 是“是”或“要”，`line` 是整行的区间。"""

    number: int
    form: str
    start: int
    end: int
    line: Span


def items(raw: str, lines: Cut) -> tuple[Item, ...]:
    """各段段首的序次语，按先后。"""
    return tuple(_items(raw, lines))


def _items(raw: str, lines: Cut) -> Iterator[Item]:
    match = AT_HEAD.compiled.match
    for line in lines:
        found = match(raw, line.start)
        if found is None:
            continue
        kind = next(name for name in LEVELS if found[name])
        number = to_int(found[kind].replace("．", ".").rpartition(".")[2])
        if number is not None:
            yield Item(kind, LEVELS[kind], number, *found.span("all"), found["mark"], line)


def ordinals(raw: str, lines: Cut) -> tuple[Ordinal, ...]:
    """各处一是、二是、三要，按先后。"""
    return tuple(
        Ordinal(number, one["form"] or one["form2"], *one.span(), lines.at(one.start()))
        for one in ORDINAL.over(raw)
        if (number := to_int(one["number"] or one["teens"])) is not None
    )
