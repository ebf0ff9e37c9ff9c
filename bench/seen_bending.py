"""弄坏版式件的家什：挪字、换字、动线、挪整面；都在拼好的各面上动，不改文件。"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from random import Random

from sanban.engine.check.seen.document import SeenDocument, seen_of
from sanban.engine.check.seen.paras import SeenPara
from sanban.engine.check.seen.sheet import Box, Sheet, Stroke
from sanban.engine.gongwen.kinds import GENERAL, LETTER, MINUTES_FORMAT
from sanban.engine.proof.finding import Finding
from sanban.engine.read.layout import Glyph, Row

NAME = "坏.pdf"
Spot = tuple[int, float, float] | None
"""坏在第几面、从离纸上边多少毫米到多少毫米；整份文件的事为空。"""
Sheets = tuple[Sheet, ...]
Done = tuple[Sheets, Spot] | None
"""弄坏了的各面和坏的地方；没有可弄坏的为空。"""
FLOW = ("body", "heading1", "heading2", "heading3", "heading4")
LINE = 10.4


@dataclass(frozen=True, slots=True)
class Bent:
    """弄坏了的版式件。"""

    rule: str
    sheets: Sheets
    spot: Spot

    def open(self) -> SeenDocument:
        """打开来看。"""
        return seen_of(self.sheets, NAME)

    def is_right(self, document: SeenDocument, one: Finding) -> bool:
        """说的是不是坏的那个地方。"""
        if self.spot is None:
            return not one.end
        page, top, bottom = self.spot
        paras = (para for para in document.seen if para.start <= one.start <= para.source.end)
        rows = (row for para in paras for row in para.rows)
        return any(row.page == page and row.bottom > top and row.top < bottom for row in rows)


Bend = Callable[[SeenDocument, Random], Done]
Change = Callable[[Glyph], Glyph | None]


def changed(document: SeenDocument, rows: Iterable[Row], change: Change) -> Sheets:
    """这几行的字一个个改；答 None 的擦掉。"""
    chosen = {(row.page, id(glyph)) for row in rows for glyph in row.glyphs}
    return tuple(
        replace(sheet, glyphs=tuple(
            made for glyph in sheet.glyphs
            if (made := change(glyph) if (page, id(glyph)) in chosen else glyph) is not None
        ))
        for page, sheet in enumerate(document.sheets, 1)
    )  # fmt: skip


def moved_by(right: float, down: float) -> Change:
    """挪多少毫米。"""
    return lambda one: replace(
        one, left=one.left + right, right=one.right + right,
        top=one.top + down, bottom=one.bottom + down,
    )  # fmt: skip


def spot_of(para: SeenPara, down: float = 0) -> Spot:
    """一段在哪一面、多高。"""
    return para.page, para.box.top + down, para.box.bottom + down


def pick_para(document: SeenDocument, chance: Random, codes: tuple[str, ...]) -> SeenPara | None:
    """挑一段：不在表里，不跨页，附件里的正文不要。"""
    found = [
        para for para in document.seen_of(*codes)
        if not para.in_table and not (para.in_attachment and para.code == "body")
        and para.rows[-1].page == para.page
    ]  # fmt: skip
    return chance.choice(found) if found else None


def bend_para(codes: tuple[str, ...], *changes: Change, down: float = 0, form: str = "") -> Bend:
    """一段的字都改。"""

    def bend(document: SeenDocument, chance: Random) -> Done:
        para = pick_para(document, chance, codes)
        if para is None or (form and document.format != form):
            return None
        return changed(document, para.rows, chance.choice(changes)), spot_of(para, down)

    return bend


def bend_words(codes: tuple[str, ...], old: str, new: str) -> Bend:
    """把几个字换成一样多的几个字，空格是擦掉。"""

    def bend(document: SeenDocument, chance: Random) -> Done:
        paras = [para for para in document.seen_of(*codes) if old in para.text]
        if not paras:
            return None
        para = chance.choice(paras)
        glyphs = [glyph for row in para.rows for glyph in row.glyphs]
        at = "".join(glyph.char for glyph in glyphs).rfind(old)
        if at < 0:
            return None
        given = {id(glyphs[at + place]): char for place, char in enumerate(new)}

        def change(one: Glyph) -> Glyph | None:
            char = given.get(id(one), one.char)
            return replace(one, char=char) if char != " " else None

        return changed(document, para.rows, change), spot_of(para)

    return bend


def bend_added(codes: tuple[str, ...], char: str, *, centred: bool = False) -> Bend:
    """段末多一个字；居中的一行跟着往左让半个字。"""

    def bend(document: SeenDocument, chance: Random) -> Done:
        paras = document.seen_of(*codes)
        if not paras:
            return None
        row = paras[-1].rows[-1]
        last, wide = row.glyphs[-1], row.glyphs[-1].right - row.glyphs[-1].left
        made = replace(last, char=char, left=last.right, right=last.right + wide)
        sheets = list(document.sheets)
        sheet = sheets[row.page - 1]
        sheets[row.page - 1] = replace(sheet, glyphs=(*sheet.glyphs, made))
        if not centred:
            return tuple(sheets), spot_of(paras[-1])
        aside = {id(one) for one in (*row.glyphs, made)}
        moved = moved_by(-wide / 2, 0)
        glyphs = (
            one if id(one) not in aside else moved(one) for one in sheets[row.page - 1].glyphs
        )
        kept = tuple(one for one in glyphs if one is not None)
        return with_sheet(document, row.page, replace(sheet, glyphs=kept)), spot_of(paras[-1])

    return bend


def bend_strokes(
    change: Callable[[Stroke], Stroke | None], where: Callable[[SeenDocument], SeenPara | None],
    *, red: bool, upright: bool = False,
) -> Bend:  # fmt: skip
    """某一段所在的面上，离它二十毫米以内的线。"""

    def bend(document: SeenDocument, chance: Random) -> Done:
        para = where(document)
        if para is None:
            return None
        sheet = document.sheets[para.page - 1]
        near = [
            one for one in sheet.strokes if one.red is red and one.upright is upright
            and abs(one.box.middle[1] - para.box.middle[1]) < 20
        ]  # fmt: skip
        if not near:
            return None
        strokes = [change(one) if one in near else one for one in sheet.strokes]
        made = replace(sheet, strokes=tuple(one for one in strokes if one is not None))
        return with_sheet(document, para.page, made), spot_of(para)

    return bend


def with_sheet(document: SeenDocument, page: int, made: Sheet) -> Sheets:
    """换掉一面。"""
    return tuple(made if number == page else one for number, one in enumerate(document.sheets, 1))


def wiped(one: Stroke) -> Stroke | None:
    """擦掉这条线。"""
    return None


def shortened(one: Stroke) -> Stroke:
    """短二十五毫米。"""
    return replace(one, box=replace(one.box, right=one.box.right - 25))


def lowered(one: Stroke) -> Stroke:
    """低四毫米。"""
    return replace(one, box=replace(one.box, top=one.box.top + 4, bottom=one.box.bottom + 4))


def number_of(document: SeenDocument) -> SeenPara | None:
    """通用格式、纪要的文号那一段。"""
    if document.format not in (GENERAL, MINUTES_FORMAT):
        return None
    found = next(iter(document.having("doc_number")), None)
    return found if isinstance(found, SeenPara) else None


def imprint_of(document: SeenDocument) -> SeenPara | None:
    """版记的头一段；信函没有。"""
    paras = document.seen_of("cc_recipient", "print_line")
    return paras[0] if paras and document.format != LETTER else None


def bend_lifted(form: str, down: float) -> Bend:
    """首面整个往上、往下挪，页码不动。"""

    def bend(document: SeenDocument, chance: Random) -> Done:
        marks = document.seen_of("issuer_mark")
        if document.format != form or len(marks) != 1:
            return None
        feet = {id(one) for para in document.footers for row in para.rows for one in row.glyphs}
        first = document.sheets[0]
        moved = shifted(0, down)(first)
        glyphs = (
            old if id(old) in feet else new
            for old, new in zip(first.glyphs, moved.glyphs, strict=True)
        )
        made = replace(moved, glyphs=tuple(glyphs))
        return with_sheet(document, 1, made), spot_of(marks[0], down)

    return bend


def bend_all(change: Callable[[Sheet], Sheet]) -> Bend:
    """各面都改。"""
    return lambda document, chance: (tuple(map(change, document.sheets)), None)


def shifted(right: float, down: float) -> Callable[[Sheet], Sheet]:
    """一面上的字和线都挪开。"""

    def change(sheet: Sheet) -> Sheet:
        move = moved_by(right, down)
        return replace(
            sheet, glyphs=tuple(one for one in map(move, sheet.glyphs) if one is not None),
            strokes=tuple(
                replace(one, box=moved_box(one.box, right, down)) for one in sheet.strokes
            ),
        )  # fmt: skip

    return change


def moved_box(box: Box, right: float, down: float) -> Box:
    """框挪开多少毫米。"""
    return Box(box.left + right, box.right + right, box.top + down, box.bottom + down)


def bend_page_no(change: Callable[[Random], Change], *, later: int = 1) -> Bend:
    """改页码的字。"""

    def bend(document: SeenDocument, chance: Random) -> Done:
        feet = [
            para for para in document.footers[later - 1 :]
            if not any(glyph.turn for glyph in document.sheets[para.page - 1].glyphs)
        ]  # fmt: skip
        if not feet or document.format == LETTER:
            return None
        para = chance.choice(feet)
        return changed(document, para.rows, change(chance)), spot_of(para)

    return bend


def font_of(name: str) -> Change:
    """换一种字体。"""
    return lambda one: replace(one, font=name)


def sized(size: float) -> Change:
    """换一个字号。"""
    return lambda one: replace(one, size=size)


def tinted(colour: str) -> Change:
    """换一种颜色。"""
    return lambda one: replace(one, colour=colour, red=False)


def bend_any(*bends: Bend) -> Bend:
    """几种坏法里随便一种。"""

    def bend(document: SeenDocument, chance: Random) -> Done:
        tries = (one(document, chance) for one in chance.sample(bends, len(bends)))
        return next((done for done in tries if done is not None), None)

    return bend
