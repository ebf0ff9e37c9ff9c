"""弄坏版式件：挪几个字、换几个字、擦掉一条线，一次只坏一处，记下坏在哪一面、多高的地方。"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

from sanban.engine.check.seen.document import SeenDocument, seen_of
from sanban.engine.check.seen.paras import SeenPara
from sanban.engine.check.seen.sheet import Box, Sheet, Stroke
from sanban.engine.gongwen.kinds import GENERAL, LETTER, MINUTES_FORMAT, ORDER_FORMAT
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


def bend_one(rule: str, document: SeenDocument, chance: Random) -> Bent | None:
    """照一条规则弄坏一处；没有可弄坏的答 None。"""
    done = BENDS[rule](document, chance)
    return None if done is None else Bent(rule, *done)


def _changed(document: SeenDocument, rows: Iterable[Row], change: Change) -> Sheets:
    """这几行的字一个个改；答 None 的擦掉。"""
    chosen = {(row.page, id(glyph)) for row in rows for glyph in row.glyphs}
    return tuple(
        replace(sheet, glyphs=tuple(
            made for glyph in sheet.glyphs
            if (made := change(glyph) if (page, id(glyph)) in chosen else glyph) is not None
        ))
        for page, sheet in enumerate(document.sheets, 1)
    )  # fmt: skip


def _moved(right: float, down: float) -> Change:
    return lambda one: replace(
        one, left=one.left + right, right=one.right + right,
        top=one.top + down, bottom=one.bottom + down,
    )  # fmt: skip


def _spot(para: SeenPara, down: float = 0) -> Spot:
    return para.page, para.box.top + down, para.box.bottom + down


def _pick(document: SeenDocument, chance: Random, codes: tuple[str, ...]) -> SeenPara | None:
    found = [
        para for para in document.seen_of(*codes)
        if not para.in_table and not (para.in_attachment and para.code == "body")
        and para.rows[-1].page == para.page
    ]  # fmt: skip
    return chance.choice(found) if found else None


def _para(codes: tuple[str, ...], *changes: Change, down: float = 0, form: str = "") -> Bend:
    """一段的字都改。"""

    def bend(document: SeenDocument, chance: Random) -> Done:
        para = _pick(document, chance, codes)
        if para is None or (form and document.format != form):
            return None
        return _changed(document, para.rows, chance.choice(changes)), _spot(para, down)

    return bend


def _words(codes: tuple[str, ...], old: str, new: str) -> Bend:
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

        return _changed(document, para.rows, change), _spot(para)

    return bend


def _added(codes: tuple[str, ...], char: str, *, centred: bool = False) -> Bend:
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
            return tuple(sheets), _spot(paras[-1])
        aside = {id(one) for one in (*row.glyphs, made)}
        moved = _moved(-wide / 2, 0)
        glyphs = (
            one if id(one) not in aside else moved(one) for one in sheets[row.page - 1].glyphs
        )
        kept = tuple(one for one in glyphs if one is not None)
        return _with(document, row.page, replace(sheet, glyphs=kept)), _spot(paras[-1])

    return bend


def _strokes(
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
        return _with(document, para.page, made), _spot(para)

    return bend


def _with(document: SeenDocument, page: int, made: Sheet) -> Sheets:
    return tuple(made if number == page else one for number, one in enumerate(document.sheets, 1))


def _gone(one: Stroke) -> Stroke | None:
    return None


def _short(one: Stroke) -> Stroke:
    return replace(one, box=replace(one.box, right=one.box.right - 25))


def _lower(one: Stroke) -> Stroke:
    return replace(one, box=replace(one.box, top=one.box.top + 4, bottom=one.box.bottom + 4))


def _number(document: SeenDocument) -> SeenPara | None:
    if document.format not in (GENERAL, MINUTES_FORMAT):
        return None
    found = next(iter(document.having("doc_number")), None)
    return found if isinstance(found, SeenPara) else None


def _imprint(document: SeenDocument) -> SeenPara | None:
    paras = document.seen_of("cc_recipient", "print_line")
    return paras[0] if paras and document.format != LETTER else None


def _lifted(form: str, down: float) -> Bend:
    """首面整个往上、往下挪，页码不动。"""

    def bend(document: SeenDocument, chance: Random) -> Done:
        marks = document.seen_of("issuer_mark")
        if document.format != form or len(marks) != 1:
            return None
        feet = {id(one) for para in document.footers for row in para.rows for one in row.glyphs}
        first = document.sheets[0]
        moved = _shifted(0, down)(first)
        glyphs = (
            old if id(old) in feet else new
            for old, new in zip(first.glyphs, moved.glyphs, strict=True)
        )
        made = replace(moved, glyphs=tuple(glyphs))
        return _with(document, 1, made), _spot(marks[0], down)

    return bend


def _all(change: Callable[[Sheet], Sheet]) -> Bend:
    """各面都改。"""
    return lambda document, chance: (tuple(map(change, document.sheets)), None)


def _shifted(right: float, down: float) -> Callable[[Sheet], Sheet]:
    def change(sheet: Sheet) -> Sheet:
        move = _moved(right, down)
        return replace(
            sheet, glyphs=tuple(one for one in map(move, sheet.glyphs) if one is not None),
            strokes=tuple(
                replace(one, box=_box(one.box, right, down)) for one in sheet.strokes
            ),
        )  # fmt: skip

    return change


def _box(box: Box, right: float, down: float) -> Box:
    return Box(box.left + right, box.right + right, box.top + down, box.bottom + down)


def _margins(document: SeenDocument, chance: Random) -> Done:
    """正文整个往右挪；写满的行够多的才量得出。"""
    if not document.frame.sure:
        return None
    return tuple(map(_shifted(chance.choice((-6.0, 6.0)), 0), document.sheets)), None


def _pitch(document: SeenDocument, chance: Random) -> Done:
    """一段里的行挤紧。"""
    paras = [
        para for para in document.seen_of("body")
        if len(para.rows) > 3 and len({row.page for row in para.rows}) == 1 and not para.in_table
    ]  # fmt: skip
    if not paras:
        return None
    para = chance.choice(paras)
    top = para.rows[0].top
    heights = {id(glyph): row.top for row in para.rows for glyph in row.glyphs}
    sheets = _changed(
        document, para.rows, lambda one: _moved(0, (top - heights[id(one)]) * 0.2)(one)
    )
    return sheets, _spot(para)


def _spread(document: SeenDocument, chance: Random) -> Done:
    """正文写满的行，七个字擦一个，剩下的匀开。"""
    rows = [
        row for para in document.seen_of("body") if not para.in_table
        for row in para.rows if len(row.glyphs) > 24
    ]  # fmt: skip
    if len(rows) < 12:
        return None
    places: dict[int, tuple[float, float] | None] = {}
    for row in rows:
        kept = [one for place, one in enumerate(row.glyphs) if place % 7 != 3]
        step = (row.right - row.left) / len(kept)
        places |= {id(one): None for one in row.glyphs}
        places |= {
            id(one): (row.left + step * place, row.left + step * (place + 1))
            for place, one in enumerate(kept)
        }

    def change(one: Glyph) -> Glyph | None:
        given = places[id(one)]
        return None if given is None else replace(one, left=given[0], right=given[1])

    first = document.seen_of("body")[0]
    return _changed(document, rows, change), _spot(first)


def _date(document: SeenDocument, chance: Random) -> Done:
    """成文日期挪到左边；盖了章的不挪，挪了印章也不对。"""
    date = document.seen_first("issue_date")
    if date is None or document.sheets[date.page - 1].seals:
        return None
    return _changed(document, date.rows, _moved(-75, 0)), _spot(date)


def _no_body(document: SeenDocument, chance: Random) -> Done:
    """首面的正文都擦掉。"""
    paras = document.seen_of(*FLOW)
    on_first = [para for para in paras if para.page == 1]
    after = next((para for para in paras if para.page > 1), None)
    split = on_first and on_first[-1].rows[-1].page > 1
    if not on_first or after is None or split or after.in_attachment or not document.has_head:
        return None
    rows = [row for para in on_first for row in para.rows]
    return _changed(document, rows, lambda one: None), _spot(after)


def _alone(document: SeenDocument, chance: Random) -> Done:
    """成文日期那一面，日期之前只留署名。"""
    date = document.seen_first("issue_date")
    if date is None or date.page == 1:
        return None
    above = [
        para for para in document.on(date.page)
        if para.index < date.index and para.code not in ("issuer_signature", "other")
    ]  # fmt: skip
    if not above or any(para.code not in FLOW for para in above):
        return None
    rows = [row for para in above for row in para.rows if row.page == date.page]
    return _changed(document, rows, lambda one: None), _spot(date)


def _seal(document: SeenDocument, chance: Random) -> Done:
    """印章挪开。"""
    date = document.seen_first("issue_date")
    sheet = document.sheets[date.page - 1] if date else None
    if date is None or sheet is None or len(sheet.seals) != 1:
        return None
    far = chance.choice((-38.0, 30.0))
    made = replace(sheet, seals=tuple(_box(one, 0, far) for one in sheet.seals))
    return _with(document, date.page, made), _spot(date)


def _raised(document: SeenDocument, chance: Random) -> Done:
    """版记连线往上挪。"""
    paras = document.seen_of("cc_recipient", "print_line")
    if not paras or document.format == LETTER or len({para.page for para in paras}) > 1:
        return None
    up, page = -chance.uniform(8, 14), paras[0].page
    above = [para.rows[-1].bottom for para in document.on(page) if para not in paras]
    if min(para.box.top for para in paras) + up < max(above, default=0) + 8:
        return None
    sheets = _changed(document, [row for para in paras for row in para.rows], _moved(0, up))
    sheet = sheets[page - 1]
    top = paras[0].box.top - 8
    strokes = [
        replace(one, box=_box(one.box, 0, up)) if one.box.top > top and not one.upright else one
        for one in sheet.strokes
    ]
    made = replace(sheet, strokes=tuple(strokes))
    both = tuple(made if number == page else one for number, one in enumerate(sheets, 1))
    return both, _spot(paras[-1], up)


def _page_no(change: Callable[[Random], Change], *, later: int = 1) -> Bend:
    def bend(document: SeenDocument, chance: Random) -> Done:
        feet = [
            para for para in document.footers[later - 1 :]
            if not any(glyph.turn for glyph in document.sheets[para.page - 1].glyphs)
        ]  # fmt: skip
        if not feet or document.format == LETTER:
            return None
        para = chance.choice(feet)
        return _changed(document, para.rows, change(chance)), _spot(para)

    return bend


def _middle(document: SeenDocument, chance: Random) -> Done:
    """标题三行，中间一行两头各擦三个字。"""
    titles = document.seen_of("title")
    rows = [row for para in titles for row in para.rows]
    if len(rows) != 3 or len(rows[1].glyphs) < 8:
        return None
    gone = {id(one) for one in (*rows[1].glyphs[:3], *rows[1].glyphs[-3:])}
    wide = [row.right - row.left for row in rows]
    em = (rows[0].look.size or 22) * 0.353
    if wide[1] - 6 * em + 2.3 * em > min(wide[0], wide[2]):
        return None
    return _changed(document, rows, lambda one: None if id(one) in gone else one), _spot(titles[0])


def _stranded(document: SeenDocument, chance: Random) -> Done:
    """层次标题挪到一面的末行，它下面的都擦掉。"""
    for para in chance.sample(document.seen, len(document.seen)):
        if para.code not in FLOW[1:] or para.in_attachment or len(para.rows) > 1:
            continue
        page, rest = para.page, document.on(para.page)
        below = [one for one in rest if one.index > para.index]
        after = document.on(page + 1)
        inside = all(one.rows[-1].page == page and one.code in FLOW for one in below)
        if not below or not inside or not after or after[0].code != "body":
            continue
        if after[0].page != page + 1 or after[0].in_attachment:
            continue
        down = 256 - para.box.top
        sheets = _changed(document, [row for one in below for row in one.rows], lambda one: None)
        again = seen_of(sheets, NAME)
        same = next(one for one in again.seen if one.page == page and one.bare == para.bare
                    and abs(one.box.top - para.box.top) < 1)  # fmt: skip
        return _changed(again, same.rows, _moved(0, down)), _spot(para, down)
    return None


def _crowded(document: SeenDocument, chance: Random) -> Done:
    """主送机关多到首面没有正文。"""
    made = _no_body(document, chance)
    first = document.seen_first("main_recipient")
    if made is None or first is None or len(document.seen_of("main_recipient")) > 1:
        return None
    text, row = "各乡镇人民政府，县政府各部门、各直属机构，各人民团体，", first.rows[0]
    model = row.glyphs[0]
    wide = 156 / 28
    rows = [
        replace(model, char=char, left=28 + wide * place, right=28 + wide * (place + 1),
                top=model.top + LINE * line, bottom=model.bottom + LINE * line)
        for line in range(3)
        for place, char in enumerate((text * 2)[:28] if line < 2 else "各企业、事业单位：")
    ]  # fmt: skip
    sheets = _changed(seen_of(document.sheets, NAME), first.rows, lambda one: None)
    erased = {id(one) for one in document.sheets[0].glyphs} - {id(g) for g in made[0][0].glyphs}
    kept = [one for one in sheets[0].glyphs if id(one) not in erased
            and id(one) not in {id(glyph) for glyph in row.glyphs}]  # fmt: skip
    sheet = replace(sheets[0], glyphs=(*kept, *rows))
    return (sheet, *sheets[1:]), _spot(first)


def _first_number(document: SeenDocument, chance: Random) -> Done:
    """信函首面也印上页码。"""
    if document.format != LETTER or not document.footers:
        return None
    foot = document.footers[0].rows[0]
    glyphs = tuple(replace(one, char="1" if one.char.isdigit() else one.char,
                           left=one.left + 130, right=one.right + 130)
                   for one in foot.glyphs)  # fmt: skip
    sheet = document.sheets[0]
    if foot.page != 2:
        return None
    made = replace(sheet, glyphs=(*sheet.glyphs, *glyphs))
    return _with(document, 1, made), (1, foot.top, foot.bottom)


def _letter_line(document: SeenDocument, chance: Random) -> Done:
    para = document.seen_first("cc_recipient")
    if document.format != LETTER or para is None:
        return None
    sheet = document.sheets[para.page - 1]
    top = para.box.top - 2
    line = Stroke(Box(28, 184, top, top + 0.35), False)
    return _with(document, para.page, replace(sheet, strokes=(*sheet.strokes, line))), _spot(para)


def _red_rules(document: SeenDocument, chance: Random) -> Done:
    mark = document.seen_first("issuer_mark")
    if document.format != LETTER or mark is None:
        return None
    sheet = document.sheets[0]
    strokes = tuple(_short(one) if one.red else one for one in sheet.strokes)
    return _with(document, 1, replace(sheet, strokes=strokes)), _spot(mark)


def _wide_table(document: SeenDocument, chance: Random) -> Done:
    for page, sheet in enumerate(document.sheets, 1):
        lined = any(one.upright for one in sheet.strokes)
        flat = [one for one in sheet.strokes if not one.upright and one.box.width > 100]
        imprint = any(para.page == page for para in document.seen_of("cc_recipient", "print_line"))
        turned = any(glyph.turn for glyph in sheet.glyphs)
        if lined and flat and not imprint and page > 1 and not turned:
            strokes = tuple(
                replace(one, box=replace(one.box, right=one.box.right + 12)) if one in flat else one
                for one in sheet.strokes
            )
            return _with(document, page, replace(sheet, strokes=strokes)), None
    return None


def _indent(document: SeenDocument, chance: Random) -> Done:
    paras = list(document.seen)
    fit = [
        para for before, para in pairwise(paras)
        if para.code == "body" and before.code in FLOW and before.rows[-1].page == para.page
        and before.page == para.page and before.text.endswith("。")
        and before.rows[-1].right < 150 and not para.in_attachment and not para.in_table
        and len(para.rows) > 1
    ]  # fmt: skip
    if not fit:
        return None
    para = chance.choice(fit)
    return _changed(document, para.rows[:1], _moved(chance.choice((-11.1, -6.5)), 0)), _spot(para)


def _signer(document: SeenDocument, chance: Random) -> Done:
    paras = [para for para in document.seen if "signer_name" in para.roles and "：" in para.text]
    if not paras:
        return None
    glyphs = paras[0].rows[0].glyphs
    colon = max(place for place, one in enumerate(glyphs) if one.char == "：")
    names = {id(one) for one in glyphs[colon + 1 :]}
    sheets = _changed(
        document, paras[0].rows,
        lambda one: replace(one, font="FangSong_GB2312") if id(one) in names else one,
    )  # fmt: skip
    return sheets, _spot(paras[0])


def _cut(document: SeenDocument, chance: Random) -> Done:
    """份号擦掉前三位。"""
    paras = document.seen_of("copy_no")
    if not paras:
        return None
    gone = {id(one) for one in paras[0].rows[0].glyphs[:3]}
    sheets = _changed(document, paras[0].rows, lambda one: None if id(one) in gone else one)
    return sheets, _spot(paras[0])


def _font(name: str) -> Change:
    return lambda one: replace(one, font=name)


def _sized(size: float) -> Change:
    return lambda one: replace(one, size=size)


def _tinted(colour: str) -> Change:
    return lambda one: replace(one, colour=colour, red=False)


def _black(document: SeenDocument, chance: Random) -> Done:
    marks = document.seen_of("issuer_mark")
    if document.format != GENERAL or len(marks) != 1:
        return None
    change = _tinted(chance.choice(("", "0000FF")))
    return _changed(document, marks[0].rows, change), _spot(marks[0])


def _any(*bends: Bend) -> Bend:
    def bend(document: SeenDocument, chance: Random) -> Done:
        tries = (one(document, chance) for one in chance.sample(bends, len(bends)))
        return next((done for done in tries if done is not None), None)

    return bend


MARK = ("issuer_mark",)
# fmt: off
BENDS: dict[str, Bend] = {
    "PG-01": _all(lambda one: replace(one, width=184.0, height=260.0)),
    "PG-02": _margins,
    "PG-04": _para(("body", "title", "main_recipient"), _tinted("0070C0"), _tinted("7F7F7F")),
    "GR-01": _pitch,
    "GR-02": _spread,
    "FT-01": _para(("body",), _sized(14.0), _font("SimSun"), _font("MicrosoftYaHei")),
    "FT-04": _all(lambda one: replace(one, loose=frozenset({"SimSun"}))),
    "HD-01": _cut,
    "HD-02": _words(("secrecy",), "★", "☆"),
    "HD-03": _words(("urgency",), "特急", "紧急"),
    "HD-04": _any(_black, _lifted(GENERAL, -9)),
    "HD-06": _words(("doc_number", "doc_number_up", "doc_number_letter"), "〔2026〕", "[2026]"),
    "HD-07": _signer,
    "HD-08": _any(_strokes(_gone, _number, red=True), _strokes(_short, _number, red=True),
                  _strokes(_lower, _number, red=True)),
    "TI-01": _para(("title",), _sized(18.0), _font("SimHei")),
    "TI-02": _middle,
    "TI-04": _added(("title",), "。", centred=True),
    "RE-01": _any(_words(("main_recipient",), "：", ":"),
                  _para(("main_recipient",), _moved(11.2, 0))),
    "RE-02": _crowded,
    "BD-01": _no_body,
    "BD-02": _indent,
    "BD-04": _para(("heading1", "heading2"), _font("SimSun"), _sized(14.0)),
    "BD-06": _para(("body",), lambda one: replace(one, bold=True)),
    "BD-08": _stranded,
    "AT-01": _added(("attachment_note",), "。"),
    "AT-02": _words(("attachment_title",), "方案", "办法"),
    "AT-03": _para(("attachment_label",), _font("FangSong_GB2312"), _sized(14.0), _moved(11.2, 0)),
    "SG-01": _date,
    "SG-02": _words(("issue_date",), "2026年", "二〇二六年"),
    "SG-03": _alone,
    "SG-04": _seal,
    "NT-01": _any(_words(("annotation",), "（", "("), _para(("annotation",), _moved(-11.1, 0))),
    "IM-01": _any(_strokes(_gone, _imprint, red=False), _strokes(_short, _imprint, red=False)),
    "IM-02": _raised,
    "IM-03": _words(("cc_recipient",), "。", " "),
    "IM-04": _words(("print_line",), "印发", "  "),
    "PN-01": _page_no(lambda chance: _moved(chance.choice((-40, 40)), 0)),
    "PN-02": _page_no(lambda chance: lambda one: replace(
        one, char=str((int(one.char) + 4) % 10) if one.char.isdigit() else one.char), later=2),
    "PN-03": _page_no(lambda chance: _sized(10.5)),
    "TB-01": _wide_table,
    "LT-01": _lifted(LETTER, -8),
    "LT-02": _red_rules,
    "LT-03": _first_number,
    "LT-04": _para(("doc_number_letter",), _moved(-40, 0)),
    "LT-05": _letter_line,
    "CM-01": _lifted(ORDER_FORMAT, -9),
    "CM-02": _para(("doc_number_order",), _moved(-40, 0)),
    "MI-01": _lifted(MINUTES_FORMAT, -9),
}
# fmt: on
