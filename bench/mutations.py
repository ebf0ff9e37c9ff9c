"""弄坏：在三办成文的公文上，把一条规则要的东西随机弄坏一处，记下坏在哪一段。"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from bench.breaks import (
    WHOLE,
    Values,
    first_page,
    hidden_body,
    hide_words,
    imprint_line,
    letter_header,
    letter_number,
    no_break,
    no_signer,
    pick_para,
    plain_number,
    restart,
    revision,
    short_rule,
    wide_table,
)
from bench.package_faults import PACKAGED
from sanban.engine.check.document import Document
from sanban.engine.check.numbering import page_numbers
from sanban.engine.check.paragraphs import Para
from sanban.engine.check.rule import Edit
from sanban.engine.fix.fixing import packed
from sanban.engine.fix.properties import apply
from sanban.engine.fix.words import Swap, possible, replace_text
from sanban.engine.gongwen.kinds import GENERAL, LETTER, MINUTES_FORMAT, ORDER_FORMAT
from sanban.engine.read.docx_styles import W


@dataclass(frozen=True, slots=True)
class Broken:
    """弄坏了的文件：哪条规则、第几段（整份文件的事是 WHOLE）。"""

    rule: str
    data: bytes
    para: int


Mutation = Callable[[Document, Random], Para | int | None]


def break_one(rule: str, document: Document, chance: Random) -> Broken | None:
    """照一条规则弄坏一处；这份文件里没有可弄坏的答 None。"""
    if rule in PACKAGED:
        done = PACKAGED[rule](document, chance)
        return None if done is None else Broken(rule, *done)
    where = MUTATIONS[rule](document, chance)
    if where is None:
        return None
    place = where if isinstance(where, int) else where.index
    return Broken(rule, packed(document, frozenset(document.traced.roots)), place)


def _paragraph(codes: tuple[str, ...], *choices: Values) -> Mutation:
    """段落属性。"""

    def mutate(document: Document, chance: Random) -> Para | None:
        para = pick_para(document, chance, codes)
        if para is not None:
            apply([Edit(para.node, "pPr", chance.choice(choices))])
        return para

    return mutate


def _run(codes: tuple[str, ...], *choices: Values) -> Mutation:
    """文字属性，整段各截都改。"""

    def mutate(document: Document, chance: Random) -> Para | None:
        para = pick_para(document, chance, codes)
        if para is not None:
            values = chance.choice(choices)
            apply(Edit(run, "rPr", values) for run in para.node.iter(W + "r"))
        return para

    return mutate


def _section(*choices: Values) -> Mutation:
    def mutate(document: Document, chance: Random) -> int | None:
        upright = [one for one in document.sections if not one.turned]
        apply([Edit(chance.choice(upright).node, "", chance.choice(choices))])
        return WHOLE

    return mutate


def _words(codes: tuple[str, ...], change: Callable[[str], tuple[str, str] | None]) -> Mutation:
    """字：`change` 答把什么换成什么。"""

    def mutate(document: Document, chance: Random) -> Para | None:
        paras = [para for para in document.of(*codes) if change(para.text)]
        chance.shuffle(paras)
        for para in paras:
            old, new = change(para.text) or ("", "")
            start = para.text.rfind(old)
            swap = Swap(para, start, start + len(old), new)
            if possible(swap):
                replace_text(swap)
                return para
        return None

    return mutate


def _only(form: str, mutation: Mutation) -> Mutation:
    def mutate(document: Document, chance: Random) -> Para | int | None:
        return mutation(document, chance) if document.format == form else None

    return mutate


def _swap(old: str, *news: str) -> Callable[[str], tuple[str, str] | None]:
    chance = Random(3)
    return lambda text: (old, chance.choice(news)) if old in text else None


def _last(old: str, *news: str) -> Callable[[str], tuple[str, str] | None]:
    chance = Random(5)

    def change(text: str) -> tuple[str, str] | None:
        return (old, chance.choice(news)) if text.endswith(old) else None

    return change


def _number(text: str) -> tuple[str, str] | None:
    chance = Random(len(text))
    return (
        ("〔2026〕", chance.choice(("[2026]", "（2026）", "【2026】", "〔26〕", "〔2026〕第")))
        if "〔2026〕" in text
        else None
    )


def _date(text: str) -> tuple[str, str] | None:
    place = text.find("年")
    if place < 4 or "月" not in text:
        return None
    year = "".join("〇一二三四五六七八九"[int(char)] for char in text[place - 4 : place])
    return text[place - 4 : place + 1], f"{year}年"


def _item(text: str) -> tuple[str, str] | None:
    return (text[-1], text[-1] + "。") if text else None


def _space(text: str) -> tuple[str, str] | None:
    return (text, "　　" + text) if text and "\n" not in text and "\t" not in text else None


def _footer(values: Values) -> Mutation:
    def mutate(document: Document, chance: Random) -> Para | None:
        found = [one for one in page_numbers(document) if not one.para.layout.frame]
        if not found:
            return None
        para = chance.choice(found).para
        apply([Edit(para.node, "pPr", values)])
        return para

    return mutate


def _footer_run(values: Values) -> Mutation:
    def mutate(document: Document, chance: Random) -> Para | None:
        found = page_numbers(document)
        if not found:
            return None
        para = chance.choice(found).para
        apply(Edit(run, "rPr", values) for run in para.node.iter(W + "r"))
        return para

    return mutate


def _setting(name: str, value: str | None) -> Mutation:
    def mutate(document: Document, chance: Random) -> int | None:
        if document.settings is None:
            return None
        apply([Edit(document.settings, "", {name: value})])
        return WHOLE

    return mutate


def _note_mismatch(document: Document, chance: Random) -> Para | None:
    """附件标题改一个字，坏的是附件标题那一段。"""
    if not document.of("attachment_note"):
        return None
    return _words(("attachment_title",), _swap("方案", "办法"))(document, chance)  # type: ignore[return-value]


def _any(*mutations: Mutation) -> Mutation:
    """几种弄法里随便一种；轮不到的换别的。"""

    def mutate(document: Document, chance: Random) -> Para | int | None:
        for one in chance.sample(mutations, len(mutations)):
            where = one(document, chance)
            if where is not None:
                return where
        return None

    return mutate


BODY = ("body", "heading1", "heading2")
PLAIN = ("body",)
BADLY: Values = {"ind.firstLineChars": "0", "ind.firstLine": "0"}
INDENTED: Values = {"ind.firstLineChars": "200", "ind.firstLine": "640"}
FLUSH: Values = {"ind.leftChars": "0", "ind.left": "0", "ind.firstLineChars": "0",
                 "ind.firstLine": "0", "ind.hangingChars": "0", "ind.hanging": "0"}  # fmt: skip
FAR: Values = {"spacing.before": "3000", "spacing.beforeLines": "0"}
# fmt: off
MUTATIONS: dict[str, Mutation] = {
    "PG-01": _section({"pgSz.w": "10433", "pgSz.h": "14742"},
                      {"pgSz.w": "12240", "pgSz.h": "15840"}),
    "PG-02": _section({"pgMar.top": "1440"}, {"pgMar.left": "1800"}, {"pgMar.right": "1800"},
                      {"pgMar.bottom": "1440"}),
    "PG-03": _any(_section({"pgMar.gutter": "567"}, {"cols.num": "2"},
                           {"pgBorders/top.val": "single"}), _setting("mirrorMargins", "1")),
    "PG-04": _run(("body", "title", "issue_date", "main_recipient", "annotation"),
                  {"color": "FF0000"}, {"color": "0070C0"}, {"color": "7F7F7F"}),
    "GR-01": _paragraph(BODY, {"spacing.line": "480"}, {"spacing.line": "660"},
                        {"spacing.line": "360", "spacing.lineRule": "auto", "snapToGrid": "0"}),
    "GR-02": _run(PLAIN, {"spacing": "0"}, {"spacing": "20"}, {"spacing": "-20"}),
    "GR-03": _paragraph(PLAIN, {"kinsoku": "0"}, {"autoSpaceDE": "1"}, {"autoSpaceDN": "1"}),
    "FT-01": _run(PLAIN, {"sz": "28"}, {"rFonts.eastAsia": "宋体"},
                  {"rFonts.eastAsia": "微软雅黑"}),
    "HD-01": _words(("copy_no",), lambda text: (text, text[3:]) if len(text) == 6 else None),
    "HD-02": _words(("secrecy",), _swap("★", "☆", "*", "")),
    "HD-03": _words(("urgency",), _swap("急", "急件")),
    "HD-04": _any(_run(("issuer_mark",), {"color": "000000"}, {"color": "0000FF"},
                       {"rFonts.eastAsia": "宋体"}),
                  _only(GENERAL, _paragraph(("issuer_mark",), FAR, {"jc": "left"}))),
    "HD-06": _any(_words(("doc_number", "doc_number_up", "doc_number_letter"), _number),
                  _only(GENERAL, _paragraph(("doc_number",), {"jc": "left"}, FAR))),
    "HD-07": no_signer,
    "HD-08": plain_number,
    "TI-01": _paragraph(("title",), {"jc": "left"}, {"jc": "both"}, FAR),
    "TI-04": _words(("title",), _item),
    "RE-01": _any(_words(("main_recipient",), _last("：", ":", "", "，")),
                  _paragraph(("main_recipient",), INDENTED, FAR)),
    "BD-01": hidden_body,
    "BD-02": _paragraph(PLAIN, BADLY, {"ind.firstLineChars": "400", "ind.firstLine": "1280"},
                        {"ind.leftChars": "200", "ind.left": "640"}),
    "BD-04": _run(("heading1", "heading2"), {"rFonts.eastAsia": "宋体"}, {"sz": "30"}),
    "BD-06": _run(PLAIN, {"b": "1"}, {"i": "1"}, {"u": "single"}),
    "BD-07": _words(("title",), _space),
    "AT-01": _any(_words(("attachment_note",), _item), _paragraph(("attachment_note",), FLUSH)),
    "AT-02": _note_mismatch,
    "AT-03": _any(
        _run(("attachment_label",), {"rFonts.eastAsia": "仿宋_GB2312"}, {"sz": "28"}),
        _paragraph(("attachment_label",), INDENTED), no_break,
        _run(("attachment_title",), {"sz": "32"}), _paragraph(("attachment_title",), FAR),
    ),
    "SG-01": _paragraph(("issue_date",), {"jc": "left", "ind.rightChars": "0", "ind.right": "0"},
                        {"ind.rightChars": "0", "ind.right": "0"}),
    "SG-02": _words(("issue_date",), _date),
    "NT-01": _any(_words(("annotation",), _swap("（", "(")), _paragraph(("annotation",), BADLY)),
    "IM-01": imprint_line,
    "IM-03": _words(("cc_recipient",), _last("。", "", "；")),
    "IM-04": _words(("print_line",), _last("印发", "")),
    "PN-01": _any(_footer({"jc": "center", "ind.leftChars": "0", "ind.left": "0",
                           "ind.rightChars": "0", "ind.right": "0"}),
                  _setting("evenAndOddHeaders", None)),
    "PN-02": restart,
    "PN-03": _footer_run({"sz": "21"}),
    "TB-01": wide_table,
    "LT-01": _only(LETTER, letter_header),
    "LT-02": _only(LETTER, short_rule),
    "LT-03": _only(LETTER, first_page),
    "LT-04": _only(LETTER, letter_number),
    "CM-01": _only(ORDER_FORMAT, _paragraph(("issuer_mark",), FAR)),
    "CM-02": _only(ORDER_FORMAT, _paragraph(("doc_number_order",), {"jc": "left"}, FAR)),
    "MI-01": _only(MINUTES_FORMAT, _paragraph(("issuer_mark",), FAR)),
    "MI-02": _only(MINUTES_FORMAT, _run(("attendance",), {"rFonts.eastAsia": "宋体"})),
    "DX-01": revision,
    "DX-02": hide_words,
    "DX-07": _run(PLAIN, {"lang.eastAsia": "ja-JP"}),
}
# fmt: on
BREAKABLE = (*MUTATIONS, *PACKAGED)
"""弄得坏的全部规则。"""
__all__ = ["BREAKABLE", "MUTATIONS", "WHOLE", "Broken", "break_one"]
