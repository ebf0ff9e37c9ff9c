"""弄坏 DOCX 的各种样子：一种一个办法，答坏在哪一段。"""

from random import Random
from typing import Any

from sanban.engine.check.document import Document
from sanban.engine.check.paragraphs import Para
from sanban.engine.check.rule import Edit
from sanban.engine.fix.properties import apply
from sanban.engine.fix.words import Swap, replace_text
from sanban.engine.gongwen.kinds import GENERAL, LETTER, MINUTES_FORMAT
from sanban.engine.read.docx_styles import W

WHOLE = -1
Values = dict[str, str | None]


def pick_para(document: Document, chance: Random, codes: tuple[str, ...]) -> Para | None:
    """表里摆的、有图的不挑；附件里的短行没有规矩，也不挑。"""
    paras = [
        para for para in document.of(*codes)
        if not para.source.cell and not para.pictured and para.bare
        and not (para.in_attachment and len(para.bare) < 30 and para.code == "body")
    ]  # fmt: skip
    return chance.choice(paras) if paras else None


def plain_number(document: Document, chance: Random) -> Para | None:
    """不在红头里：去掉红线。"""
    para = next(iter(document.having("doc_number")), None)
    if para is None or document.format not in (GENERAL, MINUTES_FORMAT):
        return None
    edge = {f"pBdr/bottom.{name}": value for name, value in
            (("val", "none"), ("sz", "0"), ("color", "auto"))}  # fmt: skip
    wrong: list[Values] = [
        {**edge}, {"pBdr/bottom.val": "single", "pBdr/bottom.sz": "16", "pBdr/bottom.space": "8",
                   "pBdr/bottom.color": "000000"},
        {"pBdr/bottom.val": "single", "pBdr/bottom.sz": "16", "pBdr/bottom.space": "30",
         "pBdr/bottom.color": "E60012"},
    ]  # fmt: skip
    apply([Edit(para.node, "pPr", chance.choice(wrong))])
    return para


def no_signer(document: Document, chance: Random) -> Para | None:
    """签发人姓名换成仿宋。"""
    para = next(iter(document.having("signer_name")), None)
    if para is None:
        return None
    values: Values = {"rFonts.eastAsia": "仿宋_GB2312"}
    apply(Edit(run, "rPr", values) for run in para.node.iter(W + "r"))
    return para


def restart(document: Document, chance: Random) -> int | None:
    """后面的节页码从头编起。"""
    if len(document.sections) < 2:
        return None
    node = chance.choice(document.sections[1:]).node
    apply([Edit(node, "", {"pgNumType.start": "1"})])
    return WHOLE


def imprint_line(document: Document, chance: Random) -> Para | None:
    """版记的首条线去掉，或者加粗。"""
    para = document.first("cc_recipient", "print_line")
    table = None if para is None else document.table(para)
    if table is None or document.format == LETTER:
        return None
    values: Values = {
        "tcBorders/top": "none", "tcBorders/top.sz": "0",
    } if chance.random() < 0.5 else {"tcBorders/top.sz": "24"}  # fmt: skip
    apply(Edit(cell, "tcPr", values) for cell in table.rows[0].iterfind(W + "tc"))
    return para


def wide_table(document: Document, chance: Random) -> Para | None:
    """表放宽，伸出版心。"""
    tables = [table for table in document.tables.values() if table.lined]
    if not tables:
        return None
    table = chance.choice(tables)
    apply([Edit(table.node, "tblPr", {"tblW.w": str(round(table.section.text_width + 900))})])
    return next(para for para in document.paras if document.table(para) is table)


def append_to(parent: Any, xml_name: str, **attributes: str) -> None:
    """添一个下级元素。"""
    made = parent.makeelement(W + xml_name)
    for key, value in attributes.items():
        made.set(W + key, value)
    parent.append(made)


def revision(document: Document, chance: Random) -> Para | None:
    """留一处没有接受的修订。"""
    para = pick_para(document, chance, ("body",))
    if para is not None:
        run = next(para.node.iter(W + "r"))
        made = run.makeelement(W + "ins")
        made.set(W + "id", "77")
        made.set(W + "author", "张三")
        run.addprevious(made)
        made.append(run)
    return para


def hide_words(document: Document, chance: Random) -> Para | None:
    """添几个隐藏的字。"""
    para = pick_para(document, chance, ("body",))
    if para is not None:
        run = next(para.node.iter(W + "r"))
        made = run.makeelement(W + "r")
        look, text = made.makeelement(W + "rPr"), made.makeelement(W + "t")
        append_to(look, "vanish")
        text.text = "内部掌握"
        made.append(look)
        made.append(text)
        run.addnext(made)
    return para


def no_break(document: Document, chance: Random) -> Para | None:
    """附件不另起一面。"""
    labels = [
        para for para in document.of("attachment_label")
        if para.layout.page_break and document.paras[para.index - 1].section is para.section
    ]  # fmt: skip
    if not labels:
        return None
    para = chance.choice(labels)
    apply([Edit(para.node, "pPr", {"pageBreakBefore": "0"})])
    return para


def letter_header(document: Document, chance: Random) -> Para | None:
    """信函的红头往下挪。"""
    apply([Edit(document.sections[0].node, "", {"pgMar.header": "2600"})])
    return document.first("issuer_mark")


def short_rule(document: Document, chance: Random) -> Para | None:
    """信函的线改短。"""
    for root in document.traced.roots.values():
        for extent in root.iter("{*}extent"):
            if int(extent.get("cx", "0")) > 5_000_000 and int(extent.get("cy", "0")) < 100_000:
                extent.set("cx", str(chance.randint(50, 57) * 100_000))
                return document.first("issuer_mark")
    return None


def letter_number(document: Document, chance: Random) -> Para | None:
    """信函的文号居中或者两端对齐。"""
    para = document.first("doc_number_letter")
    if para is None or "\t" in para.text:
        return None
    apply([Edit(para.node, "pPr", {"jc": chance.choice(("center", "both"))})])
    return para


def first_page(document: Document, chance: Random) -> int:
    """首页的页码不另排。"""
    apply([Edit(document.sections[0].node, "", {"titlePg": None})])
    return WHOLE


def hidden_body(document: Document, chance: Random) -> Para | None:
    """主送机关多得把正文挤走：在主送机关后面接上很多。"""
    para = document.first("main_recipient")
    first = document.first("body")
    joint = any(mark.source.cell for mark in document.of("issuer_mark"))
    if para is None or first is None or joint or document.format != GENERAL:
        return None
    old = para.text[-1]
    swap = Swap(para, len(para.text) - 1, len(para.text), "，各有关单位" * 80 + old)
    replace_text(swap)
    return first
