"""把通报的正文画到页面上：每个数都能点开，看数它的那些事项。"""

import re
from collections.abc import Container, Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from sanban.statistics.circulars.composing import genre_of
from sanban.statistics.circulars.kept import Kept
from sanban.statistics.models import Circular, FrozenFigure

OPEN, MIDDLE, SHUT = "\ue000", "\ue001", "\ue002"
"""私用区的三个字，只在写好到画出之间用，圈住一个数和它的编号。"""
MARKED = re.compile(f"{OPEN}([0-9]+){MIDDLE}([^{SHUT}]*){SHUT}")
RULER = re.compile(r"[|:\- ]+")


def blocks_of(
    circular: Circular, rows: Iterable[FrozenFigure], opened: Container[int]
) -> Iterator[dict[str, Any]]:
    """一段一块，一张表一块；`opened` 是点得开的数的编号。"""

    def mark(one: FrozenFigure, text: str) -> str:
        return f"{OPEN}{one.pk}{MIDDLE}{text}{SHUT}" if one.pk in opened else text

    kept = Kept.of(rows, mark)
    body = genre_of(circular).body(circular, kept)
    for part in body.split("\n\n"):
        yield from _blocks(part, circular.pk)


def _blocks(part: str, circular: int) -> Iterator[dict[str, Any]]:
    lines = [line for line in part.split("\n") if not line.startswith("表：")]
    if lines[0].startswith("# "):
        yield {"kind": "heading", "html": _linked(lines[0][2:], circular)}
    elif lines[0].startswith("|"):
        cells = [_cells(line, circular) for line in lines if not RULER.fullmatch(line)]
        yield {"kind": "table", "heads": cells[0], "rows": cells[1:]}
    else:
        yield {"kind": "text", "html": _linked("".join(lines), circular)}


def _cells(line: str, circular: int) -> list[SafeString]:
    return [_linked(cell.strip(), circular) for cell in line.strip("| ").split("|")]


def _linked(text: str, circular: int) -> SafeString:
    """数换成链接；别的字照样转义。"""

    def link(found: re.Match[str]) -> str:
        url = reverse("circular-figure", args=(circular, int(found[1])))
        return f'<a class="traced" href="{url}">{found[2]}</a>'

    return mark_safe(MARKED.sub(link, str(escape(text))))
