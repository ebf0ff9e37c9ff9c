"""把存下的数写成公文：通报、督查报告各有各的字句，文种、标题、主送一张表。"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sanban.documents.models import NumberPrefix
from sanban.documents.services.drafting import DraftForm
from sanban.documents.services.drafting.form import gongwen_from, settled
from sanban.engine.gongwen import elements as of
from sanban.engine.gongwen.blocks import Paragraph, Table
from sanban.engine.gongwen.document import Gongwen
from sanban.statistics.circulars import figures, site_figures, site_wording, wording
from sanban.statistics.circulars.kept import Kept
from sanban.statistics.models import Circular, CircularKind, FrozenFigure
from sanban.statistics.span import Span

NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Genre:
    """一种：用什么文种，标题怎么写，通常主送谁，数哪些数，怎样写。"""

    doc_kind: str
    title: str
    counted: Callable[[Span], Iterator[figures.Figure]]
    body: Callable[[Circular, Kept], str]
    attachments: Callable[[Kept], tuple[str, ...]]


# fmt: off
GENRES = {
    CircularKind.CIRCULAR: Genre(
        "circular", "{issuer}关于{period}督查督办工作情况的通报",
        figures.counted, wording.body, wording.attachments,
    ),
    CircularKind.REPORT: Genre(
        "report", "{issuer}关于{period}督查情况的报告",
        site_figures.counted, site_wording.body, lambda _kept: (),
    ),
}
# fmt: on


def genre_of(circular: Circular) -> Genre:
    """它是哪一种。"""
    return GENRES[CircularKind(circular.kind)]


def form_of(
    circular: Circular, rows: Iterable[FrozenFigure], prefix: NumberPrefix | None
) -> DraftForm:
    """起草用的一张表；数都是 `rows` 里存下的。"""
    kept, genre = Kept.of(rows), genre_of(circular)
    return DraftForm(
        doc_kind=genre.doc_kind,
        title=circular.title,
        prefix=prefix,
        main_recipients=circular.main_recipients,
        attachments=genre.attachments(kept),
        body=genre.body(circular, kept),
    )


def compose(
    circular: Circular,
    rows: Iterable[FrozenFigure],
    *,
    day: date,
    prefix: NumberPrefix | None = None,
) -> Gongwen:
    """写成的公文；`day` 是成文日期先写哪一天。

    :raises Refused: 人写的几段写得不对。
    """
    form = settled(form_of(circular, rows, prefix), circular.org)
    return gongwen_from(form, day=day)


def unfounded(
    gongwen: Gongwen, circular: Circular, rows: Iterable[FrozenFigure]
) -> tuple[str, ...]:
    """公文里哪些数在存下的数里找不到；人写的几段里的数，出处是人，不算。"""
    known = set(_numbers(_sources(circular, rows)))
    found = (one for one in _numbers(texts_of(gongwen)) if one not in known)
    return tuple(dict.fromkeys(found))


def _sources(circular: Circular, rows: Iterable[FrozenFigure]) -> Iterator[str]:
    yield from (circular.practices, circular.problems, circular.demands, circular.main_recipients)
    for one in rows:
        yield f"{one.text} {one.label} {one.org or ''}"
        yield " ".join(str(n) for n in (one.numerator, one.denominator) if n is not None)


def _numbers(texts: Iterable[str]) -> Iterator[str]:
    return (found for text in texts for found in NUMBER.findall(text))


def texts_of(gongwen: Gongwen) -> Iterator[str]:
    """标题、正文、附件里的字，一段、一格一条；要素里的日期、文号不在内。"""
    title = gongwen.first(of.Title)
    yield title.text if title else ""
    holders: tuple[of.Body | of.Attachment, ...]
    holders = (*gongwen.every(of.Body), *gongwen.every(of.Attachment))
    for block in (block for holder in holders for block in holder.blocks):
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Table):
            yield from (cell.text for row in block.rows for cell in row)
