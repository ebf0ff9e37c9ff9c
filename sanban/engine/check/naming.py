"""认段：每一段是公文的哪个要素。

先把正文的表、附件拿开，只让“认”去看剩下的，免得表里的单位、日期当成落款。
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from sanban.engine.check.certain import FOOT_MM, NOTE, PLACES, TOP, certain
from sanban.engine.check.paragraphs import Para
from sanban.engine.gongwen.kinds import BY_NAME, GENERAL, LETTER, MINUTES_FORMAT, ORDER_FORMAT, UP
from sanban.engine.read import Physical
from sanban.engine.read.physical import HEADER
from sanban.engine.roles import Element, patterns, recognise

# fmt: off
CODES = {
    "copy_no": "copy_no", "classification": "secrecy", "urgency": "urgency",
    "issuer_mark": "issuer_mark", "doc_number": "doc_number", "signer_name": "signer_label",
    "title": "title", "date_below": "adoption", "main_recipient": "main_recipient",
    "body": "body", "attachment_note": "attachment_note",
    "issuer_signature": "issuer_signature", "issue_date": "issue_date",
    "annotation": "annotation", "cc_recipient": "cc_recipient",
    "print_org": "print_line", "print_date": "print_line",
}
LEVELS = (
    (1, re.compile(r"[一二三四五六七八九十]{1,3}、")),
    (2, re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")),
    (3, re.compile(r"\d{1,2}[.．、](?!\d)")),
    (4, re.compile(r"[（(]\d{1,2}[）)]")),
)
# fmt: on
LONGEST_HEADING = 40
SENTENCE = re.compile(r"[。；！？：，;!?]")
FORMULA = re.compile(r"[=＝≥≤]")
UNIT = re.compile(r"单位[:：]")
NOTE_ITEM = re.compile(r"\d{1,2}[.．、]")
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
LONGEST_TITLE, LEAST_TITLE = 80, 20
NEAR_TOP = 14
SIGNER = "签发人"
MISTAKEN = ("body", "other", "issuer_signature", "main_recipient")
ADOPTED = re.compile(rf"[（(].*{patterns.DATE.pattern}.*[）)]")
LONGEST_RECIPIENTS = 200
UP_KINDS = tuple(name for name, kind in BY_NAME.items() if kind.directions == (UP,))


@dataclass(frozen=True, slots=True)
class Named:
    """认出的全局的事：要素、是不是公文、什么格式、是不是上行文。"""

    elements: tuple[Element, ...]
    is_gongwen: bool
    format: str
    goes_up: bool


def name_all(paras: tuple[Para, ...], physical: Physical) -> Named:
    """给各段写上要素的样式代号，答全局的事。"""
    zone = _attachment_zone(paras)
    sure = certain(paras, zone)
    for index, (code, roles) in sure.items():
        paras[index].code, paras[index].roles = code, roles
    kept = [
        para for para in paras
        if para.index not in zone and para.index not in sure and not para.in_table
    ]  # fmt: skip
    elements = recognise(replace(physical, paragraphs=tuple(para.source for para in kept)))
    _name(kept, elements)
    _drop_signers(kept)
    _mend_titles(kept)
    _join_titles(kept)
    _name_recipients(kept)
    _name_attachments([paras[index] for index in sorted(zone)])
    _name_captions(paras)
    form = _format(paras)
    if not _is_gongwen(elements, {code for code, _ in sure.values()}):
        for para in paras:
            para.code = ""
        return Named(elements, False, GENERAL, False)
    _refine(paras, form)
    return Named(elements, True, form, _goes_up(paras))


def _name(paras: list[Para], elements: tuple[Element, ...]) -> None:
    by_start = {para.start: para for para in paras}
    for element in elements:
        for line in element.lines:
            para = by_start[line.paragraph.start]
            para.roles |= {element.role}
            code = CODES.get(element.state, "other")
            para.code = para.code or code
    for para in paras:
        if para.code == "body" and para.source.cell:
            para.code = "other"


def _mend_titles(paras: list[Para]) -> None:
    """标题误设成红色，也还是标题：红头里没有“关于”；密级、紧急程度写错了也不是标题。"""
    for para in paras:
        hit = next((row for row in TOP[1:] if row[2].fullmatch(para.bare)), None)
        if para.code == "title" and hit is not None:
            para.code, para.roles = hit[0], frozenset({hit[1]})
        if para.code == "issuer_mark" and "关于" in para.bare:
            para.code, para.roles = "title", frozenset({"title"})


def _drop_signers(paras: list[Para]) -> None:
    """全文没有“签发人”三字的，没有签发人。"""
    if any(SIGNER in patterns.squeeze(para.bare) for para in paras):
        return
    for para in paras:
        if "signer_name" in para.roles:
            para.code, para.roles = "other", para.roles - {"signer_name"}


def _join_titles(paras: list[Para]) -> None:
    """开头居中的大字都是标题，末尾误加了句号也是；后面居中的括号是题注。"""
    shown = [para for para in paras if para.bare][:NEAR_TOP]
    for before, para in pairwise(shown):
        centred = para.layout.align == "center" and not para.main.red
        if centred and para.main.size >= LEAST_TITLE and para.code in MISTAKEN:
            para.code, para.roles = "title", frozenset({"title"})
        elif before.code in ("title", "adoption") and centred and ADOPTED.fullmatch(para.bare):
            para.code, para.roles = "adoption", frozenset({"adoption"})


def _name_recipients(paras: list[Para]) -> None:
    """标题下面顶格的一串单位，丢了冒号也是主送机关。"""
    shown = [para for para in paras if para.bare]
    for before, para, after in zip(shown, shown[1:], shown[2:], strict=False):
        above = before.code in ("title", "adoption") and para.code not in ("title", "adoption")
        if above and para.code != "main_recipient" and _lists_organs(para, after):
            para.code, para.roles = "main_recipient", frozenset({"main_recipient"})


def _lists_organs(para: Para, after: Para) -> bool:
    bare = para.bare.rstrip("：:，,；;。")
    flush = abs(para.layout.start) < 0.5 and para.layout.align in ("left", "both")
    parts = [part for part in patterns.BETWEEN_ORGS.split(bare) if part]
    named = "。" not in bare and all(map(patterns.CLASS_NAMES.search, parts)) and bool(parts)
    return flush and named and len(bare) <= LONGEST_RECIPIENTS and after.layout.start >= 1.5


def _attachment_zone(paras: tuple[Para, ...]) -> set[int]:
    """附件那几段：附件说明、成文日期或另起一面之后的“附件”字样，到版记为止。"""
    dated = False
    zone: set[int] = set()
    for para in paras:
        if para.source.place not in PLACES or para.in_table:
            zone |= {para.index} if zone else set()
            continue
        bare = patterns.squeeze(para.bare)
        dated = dated or patterns.DATE.fullmatch(bare) is not None
        dated = dated or NOTE.fullmatch(para.bare) is not None
        if zone and _opens_imprint(para, bare):
            break
        opens = patterns.ATTACHMENT_LABEL.fullmatch(bare) is not None
        if zone or (opens and (dated or para.layout.page_break or _after_break(paras, para))):
            zone.add(para.index)
    return {index for index in zone if paras[index].source.place in PLACES}


def _after_break(paras: tuple[Para, ...], para: Para) -> bool:
    """前面紧挨着人手分页，或者换了节。"""
    before = paras[para.index - 1] if para.index else None
    if before is None:
        return False
    return before.section is not para.section or before.node.find(".//{*}br[@{*}type]") is not None


def _opens_imprint(para: Para, bare: str) -> bool:
    printed = patterns.PRINTED.fullmatch(bare) is not None and len(bare) <= 60
    low = para.source.cell is not None or (para.source.top or 0) > FOOT_MM
    boxed = low and len(bare) <= 60 and patterns.DATE.search(bare) is not None
    return patterns.CC.match(bare) is not None or printed or boxed


def _name_attachments(paras: list[Para]) -> None:
    """附件字样后面第一段是附件标题；紧接着样子相同的居中段，是标题的后几行。"""
    title: Para | None = None
    waiting = False
    for para in paras:
        para.in_attachment = True
        if para.in_table or not para.bare:
            continue
        if patterns.ATTACHMENT_LABEL.fullmatch(patterns.squeeze(para.bare)):
            para.code, title, waiting = "attachment_label", None, True
        elif len(para.bare) <= LONGEST_TITLE and (waiting or _goes_on(title, para)):
            para.code, title, waiting = "attachment_title", para, False
        else:
            para.code, title, waiting = "body", None, False


def _goes_on(title: Para | None, para: Para) -> bool:
    if title is None or para.index != title.index + 1:
        return False
    centred = para.layout.align == "center" == title.layout.align
    looks = (title.main, para.main)
    return centred and looks[0].size == looks[1].size and looks[0].east == looks[1].east


def _name_captions(paras: tuple[Para, ...]) -> None:
    """图、公式、表题、图题、表的单位。"""
    for before, para, after in _threes(paras):
        if para.in_table:
            para.code = "table"
        elif not para.bare:
            para.code = "picture" if para.pictured else ""
        elif para.code == "body":
            para.code = _caption(before, para, after)


def _threes(paras: tuple[Para, ...]) -> Iterator[tuple[Para | None, Para, Para | None]]:
    yield from zip((None, *paras), paras, (*paras[1:], None), strict=False)


def _caption(before: Para | None, para: Para, after: Para | None) -> str:
    align = para.layout.align
    centred = align == "center"
    titled = centred or (para.layout.start < 0.5 and not SENTENCE.search(para.bare))
    if para.node.find(f".//{MATH}") is not None or (centred and FORMULA.search(para.bare)):
        return "formula"
    if after is not None and after.in_table:
        return "unit" if UNIT.match(para.bare) else "table_title" if titled else "body"
    follows = after is not None and after.code == "body" and UNIT.match(after.bare)
    if titled and follows:
        return "table_title"
    if before is not None and before.pictured and not before.bare and centred:
        return "caption"
    return "body"


def _refine(paras: tuple[Para, ...], form: str) -> None:
    up = any("signer_name" in para.roles for para in paras)
    numbers = {LETTER: "doc_number_letter", ORDER_FORMAT: "doc_number_order"}
    for para in paras:
        if para.code == "doc_number":
            beside = "doc_number_up" if up else "doc_number"
            para.code = numbers.get(form, beside)
        elif "doc_number" in para.roles and form == LETTER:
            para.code = "doc_number_letter"
        elif para.code == "body":
            para.level = _level(para.bare)
            para.code = _body_code(para, form)


def _level(bare: str) -> int:
    return next((level for level, pattern in LEVELS if pattern.match(bare)), 0)


def _body_code(para: Para, form: str) -> str:
    listed = para.layout.left > 2 or para.source.left is not None
    if form == MINUTES_FORMAT and patterns.ATTENDANCE.match(para.bare) and listed:
        return "attendance"
    heads = para.level and len(para.bare) <= LONGEST_HEADING
    if heads and not SENTENCE.search(para.bare.rstrip("。")):
        return f"heading{para.level}"
    return "body"


def _format(paras: tuple[Para, ...]) -> str:
    marks = [para for para in paras if para.code == "issuer_mark"]
    text = "".join(para.bare for para in marks)
    number = next((para for para in paras if "doc_number" in para.roles), None)
    if text.endswith("纪要"):
        return MINUTES_FORMAT
    if text.endswith("令"):
        return ORDER_FORMAT
    in_header = any(para.source.place == HEADER for para in marks)
    flush = number is not None and (number.layout.align == "right" or "\t" in number.text)
    signed = number is not None and "signer_name" in number.roles
    if in_header or (text and not text.endswith("文件") and flush and not signed):
        return LETTER
    return GENERAL


def _goes_up(paras: tuple[Para, ...]) -> bool:
    title = "".join(para.bare for para in paras if para.code == "title")
    signed = any("signer_name" in para.roles for para in paras)
    return signed or title.endswith(UP_KINDS)


def _is_gongwen(elements: tuple[Element, ...], sure: set[str]) -> bool:
    """有红头和文号，或有文号和标题，或者标题、主送、成文日期俱全。"""
    states = {element.state for element in elements} | sure
    titled = any(
        element.state == "title" and element.text.rstrip().endswith(tuple(BY_NAME))
        for element in elements
    )
    if "doc_number" in states and ({"issuer_mark", "title"} & states):
        return True
    return titled and {"main_recipient", "issue_date"} <= states
