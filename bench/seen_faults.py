"""弄坏版式件：挪几个字、换几个字、擦掉一条线，一次只坏一处，记下坏在哪一面、多高的地方。"""

from dataclasses import replace
from random import Random

from bench.seen_bending import (
    Bend,
    Bent,
    Done,
    bend_added,
    bend_all,
    bend_any,
    bend_lifted,
    bend_page_no,
    bend_para,
    bend_strokes,
    bend_words,
    changed,
    font_of,
    imprint_of,
    lowered,
    moved_by,
    number_of,
    shortened,
    sized,
    spot_of,
    tinted,
    wiped,
)
from bench.seen_bends import (
    bend_alone,
    bend_crowded,
    bend_cut,
    bend_date,
    bend_first_number,
    bend_indent,
    bend_letter_line,
    bend_margins,
    bend_middle,
    bend_no_body,
    bend_pitch,
    bend_raised,
    bend_red_rules,
    bend_seal,
    bend_spread,
    bend_stranded,
    bend_wide_table,
)
from sanban.engine.check.seen.document import SeenDocument
from sanban.engine.gongwen.kinds import GENERAL, LETTER, MINUTES_FORMAT, ORDER_FORMAT


def bend_one(rule: str, document: SeenDocument, chance: Random) -> Bent | None:
    """照一条规则弄坏一处；没有可弄坏的答 None。"""
    done = BENDS[rule](document, chance)
    return None if done is None else Bent(rule, *done)


def bend_signer(document: SeenDocument, chance: Random) -> Done:
    """签发人的姓名换成仿宋。"""
    paras = [para for para in document.seen if "signer_name" in para.roles and "：" in para.text]
    if not paras:
        return None
    glyphs = paras[0].rows[0].glyphs
    colon = max(place for place, one in enumerate(glyphs) if one.char == "：")
    names = {id(one) for one in glyphs[colon + 1 :]}
    sheets = changed(
        document, paras[0].rows,
        lambda one: replace(one, font="FangSong_GB2312") if id(one) in names else one,
    )  # fmt: skip
    return sheets, spot_of(paras[0])


def bend_black(document: SeenDocument, chance: Random) -> Done:
    """红头换成黑的或者蓝的。"""
    marks = document.seen_of("issuer_mark")
    if document.format != GENERAL or len(marks) != 1:
        return None
    change = tinted(chance.choice(("", "0000FF")))
    return changed(document, marks[0].rows, change), spot_of(marks[0])


MARK = ("issuer_mark",)
# fmt: off
BENDS: dict[str, Bend] = {
    "PG-01": bend_all(lambda one: replace(one, width=184.0, height=260.0)),
    "PG-02": bend_margins,
    "PG-04": bend_para(("body", "title", "main_recipient"), tinted("0070C0"), tinted("7F7F7F")),
    "GR-01": bend_pitch,
    "GR-02": bend_spread,
    "FT-01": bend_para(("body",), sized(14.0), font_of("SimSun"), font_of("MicrosoftYaHei")),
    "FT-04": bend_all(lambda one: replace(one, loose=frozenset({"SimSun"}))),
    "HD-01": bend_cut,
    "HD-02": bend_words(("secrecy",), "★", "☆"),
    "HD-03": bend_words(("urgency",), "特急", "紧急"),
    "HD-04": bend_any(bend_black, bend_lifted(GENERAL, -9)),
    "HD-06": bend_words(("doc_number", "doc_number_up", "doc_number_letter"), "〔2026〕", "[2026]"),
    "HD-07": bend_signer,
    "HD-08": bend_any(bend_strokes(wiped, number_of, red=True),
                      bend_strokes(shortened, number_of, red=True),
                      bend_strokes(lowered, number_of, red=True)),
    "TI-01": bend_para(("title",), sized(18.0), font_of("SimHei")),
    "TI-02": bend_middle,
    "TI-04": bend_added(("title",), "。", centred=True),
    "RE-01": bend_any(bend_words(("main_recipient",), "：", ":"),
                  bend_para(("main_recipient",), moved_by(11.2, 0))),
    "RE-02": bend_crowded,
    "BD-01": bend_no_body,
    "BD-02": bend_indent,
    "BD-04": bend_para(("heading1", "heading2"), font_of("SimSun"), sized(14.0)),
    "BD-06": bend_para(("body",), lambda one: replace(one, bold=True)),
    "BD-08": bend_stranded,
    "AT-01": bend_added(("attachment_note",), "。"),
    "AT-02": bend_words(("attachment_title",), "方案", "办法"),
    "AT-03": bend_para(("attachment_label",), font_of("FangSong_GB2312"), sized(14.0),
                       moved_by(11.2, 0)),
    "SG-01": bend_date,
    "SG-02": bend_words(("issue_date",), "2026年", "二〇二六年"),
    "SG-03": bend_alone,
    "SG-04": bend_seal,
    "NT-01": bend_any(bend_words(("annotation",), "（", "("),
                      bend_para(("annotation",), moved_by(-11.1, 0))),
    "IM-01": bend_any(bend_strokes(wiped, imprint_of, red=False),
                      bend_strokes(shortened, imprint_of, red=False)),
    "IM-02": bend_raised,
    "IM-03": bend_words(("cc_recipient",), "。", " "),
    "IM-04": bend_words(("print_line",), "印发", "  "),
    "PN-01": bend_page_no(lambda chance: moved_by(chance.choice((-40, 40)), 0)),
    "PN-02": bend_page_no(lambda chance: lambda one: replace(
        one, char=str((int(one.char) + 4) % 10) if one.char.isdigit() else one.char), later=2),
    "PN-03": bend_page_no(lambda chance: sized(10.5)),
    "TB-01": bend_wide_table,
    "LT-01": bend_lifted(LETTER, -8),
    "LT-02": bend_red_rules,
    "LT-03": bend_first_number,
    "LT-04": bend_para(("doc_number_letter",), moved_by(-40, 0)),
    "LT-05": bend_letter_line,
    "CM-01": bend_lifted(ORDER_FORMAT, -9),
    "CM-02": bend_para(("doc_number_order",), moved_by(-40, 0)),
    "MI-01": bend_lifted(MINUTES_FORMAT, -9),
}
# fmt: on
