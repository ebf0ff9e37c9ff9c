"""序次语：段首的一、（一）1.（1）①和第几章，句中的一是、二是，认一遍大家用。"""

from collections.abc import Iterator
from typing import NamedTuple

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
AT_HEAD = Pattern(rf"[{BLANKS}]*(?:{'|'.join(form for *_, form in KINDS)})")
MARK = Pattern("[、.．，,：:；;]+")
FIRST = frozenset(f"第（(一二三四五六七八九十百0123456789{CIRCLED}{BLANKS}")
# 括号、“第”在数目前面占一个字
PREFIXED = frozenset({"part", "article", "in_brackets", "in_round"})
BEFORE = r"，。；：！？、…”’）)—\s\ufeff"
ORDINAL = Pattern(
    rf"(?P<number>[一二三四五六七八九十])(?P<form>[是要])(?:(?<=[{BEFORE}]..)|(?<=\A..))"
    rf"|(?P<teens>十[一二三四五])(?P<form2>[是要])(?<=[{BEFORE}]...)"
)


class Item(NamedTuple):
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


class Ordinal(NamedTuple):
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
    at_head, mark_of = AT_HEAD.compiled.match, MARK.compiled.match
    for line in lines:
        found = at_head(raw, line.start) if raw[line.start] in FIRST else None
        kind = found.lastgroup if found else None
        if found is None or kind is None:
            continue
        number = to_int(found[kind].replace("．", ".").rpartition(".")[2])
        mark = mark_of(raw, found.end())
        if number is not None:
            start = found.start(kind) - (kind in PREFIXED)
            after = mark.group() if mark else ""
            yield Item(kind, LEVELS[kind], number, start, found.end(), after, line)


def ordinals(raw: str, lines: Cut) -> tuple[Ordinal, ...]:
    """各处一是、二是、三要，按先后。"""
    return tuple(
        Ordinal(number, one["form"] or one["form2"], *one.span(), lines.at(one.start()))
        for one in ORDINAL.over(raw)
        if (number := to_int(one["number"] or one["teens"])) is not None
    )
