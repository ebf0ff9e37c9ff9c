"""弄坏版式件的各种样子：一种一个办法，各说动了哪一处。"""

from dataclasses import replace
from itertools import pairwise
from random import Random

from bench.seen_bending import (
    FLOW,
    LINE,
    NAME,
    Done,
    changed,
    moved_box,
    moved_by,
    shifted,
    shortened,
    spot_of,
    with_sheet,
)
from sanban.engine.check.seen.document import SeenDocument, seen_of
from sanban.engine.check.seen.sheet import Box, Stroke
from sanban.engine.gongwen.kinds import LETTER
from sanban.engine.read.layout import Glyph


def bend_margins(document: SeenDocument, chance: Random) -> Done:
    """正文整个往右挪；写满的行够多的才量得出。"""
    if not document.frame.sure:
        return None
    return tuple(map(shifted(chance.choice((-6.0, 6.0)), 0), document.sheets)), None


def bend_pitch(document: SeenDocument, chance: Random) -> Done:
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
    sheets = changed(
        document, para.rows, lambda one: moved_by(0, (top - heights[id(one)]) * 0.2)(one)
    )
    return sheets, spot_of(para)


def bend_spread(document: SeenDocument, chance: Random) -> Done:
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
    return changed(document, rows, change), spot_of(first)


def bend_date(document: SeenDocument, chance: Random) -> Done:
    """成文日期挪到左边；盖了章的不挪，挪了印章也不对。"""
    date = document.seen_first("issue_date")
    if date is None or document.sheets[date.page - 1].seals:
        return None
    return changed(document, date.rows, moved_by(-75, 0)), spot_of(date)


def bend_no_body(document: SeenDocument, chance: Random) -> Done:
    """首面的正文都擦掉。"""
    paras = document.seen_of(*FLOW)
    on_first = [para for para in paras if para.page == 1]
    after = next((para for para in paras if para.page > 1), None)
    split = on_first and on_first[-1].rows[-1].page > 1
    if not on_first or after is None or split or after.in_attachment or not document.has_head:
        return None
    rows = [row for para in on_first for row in para.rows]
    return changed(document, rows, lambda one: None), spot_of(after)


def bend_alone(document: SeenDocument, chance: Random) -> Done:
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
    return changed(document, rows, lambda one: None), spot_of(date)


def bend_seal(document: SeenDocument, chance: Random) -> Done:
    """印章挪开。"""
    date = document.seen_first("issue_date")
    sheet = document.sheets[date.page - 1] if date else None
    if date is None or sheet is None or len(sheet.seals) != 1:
        return None
    far = chance.choice((-38.0, 30.0))
    made = replace(sheet, seals=tuple(moved_box(one, 0, far) for one in sheet.seals))
    return with_sheet(document, date.page, made), spot_of(date)


def bend_raised(document: SeenDocument, chance: Random) -> Done:
    """版记连线往上挪。"""
    paras = document.seen_of("cc_recipient", "print_line")
    if not paras or document.format == LETTER or len({para.page for para in paras}) > 1:
        return None
    up, page = -chance.uniform(8, 14), paras[0].page
    above = [para.rows[-1].bottom for para in document.on(page) if para not in paras]
    if min(para.box.top for para in paras) + up < max(above, default=0) + 8:
        return None
    sheets = changed(document, [row for para in paras for row in para.rows], moved_by(0, up))
    sheet = sheets[page - 1]
    top = paras[0].box.top - 8
    strokes = [
        replace(one, box=moved_box(one.box, 0, up))
        if one.box.top > top and not one.upright
        else one
        for one in sheet.strokes
    ]
    made = replace(sheet, strokes=tuple(strokes))
    both = tuple(made if number == page else one for number, one in enumerate(sheets, 1))
    return both, spot_of(paras[-1], up)


def bend_middle(document: SeenDocument, chance: Random) -> Done:
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
    return changed(document, rows, lambda one: None if id(one) in gone else one), spot_of(titles[0])


def bend_stranded(document: SeenDocument, chance: Random) -> Done:
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
        sheets = changed(document, [row for one in below for row in one.rows], lambda one: None)
        again = seen_of(sheets, NAME)
        same = next(one for one in again.seen if one.page == page and one.bare == para.bare
                    and abs(one.box.top - para.box.top) < 1)  # fmt: skip
        return changed(again, same.rows, moved_by(0, down)), spot_of(para, down)
    return None


def bend_crowded(document: SeenDocument, chance: Random) -> Done:
    """主送机关多到首面没有正文。"""
    made = bend_no_body(document, chance)
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
    sheets = changed(seen_of(document.sheets, NAME), first.rows, lambda one: None)
    erased = {id(one) for one in document.sheets[0].glyphs} - {id(g) for g in made[0][0].glyphs}
    kept = [one for one in sheets[0].glyphs if id(one) not in erased
            and id(one) not in {id(glyph) for glyph in row.glyphs}]  # fmt: skip
    sheet = replace(sheets[0], glyphs=(*kept, *rows))
    return (sheet, *sheets[1:]), spot_of(first)


def bend_first_number(document: SeenDocument, chance: Random) -> Done:
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
    return with_sheet(document, 1, made), (1, foot.top, foot.bottom)


def bend_letter_line(document: SeenDocument, chance: Random) -> Done:
    """信函的抄送上面多一条线。"""
    para = document.seen_first("cc_recipient")
    if document.format != LETTER or para is None:
        return None
    sheet = document.sheets[para.page - 1]
    top = para.box.top - 2
    line = Stroke(Box(28, 184, top, top + 0.35), False)
    made = replace(sheet, strokes=(*sheet.strokes, line))
    return with_sheet(document, para.page, made), spot_of(para)


def bend_red_rules(document: SeenDocument, chance: Random) -> Done:
    """信函的红线短二十五毫米。"""
    mark = document.seen_first("issuer_mark")
    if document.format != LETTER or mark is None:
        return None
    sheet = document.sheets[0]
    strokes = tuple(shortened(one) if one.red else one for one in sheet.strokes)
    return with_sheet(document, 1, replace(sheet, strokes=strokes)), spot_of(mark)


def bend_wide_table(document: SeenDocument, chance: Random) -> Done:
    """表的横线往右伸出十二毫米。"""
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
            return with_sheet(document, page, replace(sheet, strokes=strokes)), None
    return None


def bend_indent(document: SeenDocument, chance: Random) -> Done:
    """首行往左挪，不空两格。"""
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
    return changed(document, para.rows[:1], moved_by(chance.choice((-11.1, -6.5)), 0)), spot_of(
        para
    )


def bend_cut(document: SeenDocument, chance: Random) -> Done:
    """份号擦掉前三位。"""
    paras = document.seen_of("copy_no")
    if not paras:
        return None
    gone = {id(one) for one in paras[0].rows[0].glyphs[:3]}
    sheets = changed(document, paras[0].rows, lambda one: None if id(one) in gone else one)
    return sheets, spot_of(paras[0])
