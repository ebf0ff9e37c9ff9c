"""几个方面：字号、字体、对齐、缩进、行数，照公文样式表查，连带怎么改。"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from sanban.engine.check.document import Document
from sanban.engine.check.paragraphs import Para, Piece
from sanban.engine.check.rule import Edit, Fault
from sanban.engine.fonts.roles import ROLES
from sanban.engine.gongwen.styles import STYLES, Style
from sanban.engine.proof.rule import Level

HAN = re.compile(r"[\u3400-\u9fff]")
SIZES = {
    42: "初号", 36: "小初", 26: "一号", 24: "小一", 22: "二号", 18: "小二", 16: "三号",
    15: "小三", 14: "四号", 12: "小四", 10.5: "五号", 9: "小五",
}  # fmt: skip
ALIGNS = {"left": "居左", "center": "居中", "right": "居右", "both": "两端对齐"}
JUSTIFY = {"left": ("left", "both"), "justify": ("both", "left")}
NUMBERS: dict[float, str] = {0: "零", 1: "一", 2: "二", 3: "三", 4: "四"}
RULED = ("doc_number_up",)
SIZE_OFF, CHARS_OFF = 0.3, 0.35
EXTRA_NAMES = {
    "page_no": "页码", "heading1": "一级标题", "heading2": "二级标题", "heading3": "三级标题",
    "heading4": "四级标题", "doc_number": "发文字号", "doc_number_up": "发文字号",
    "doc_number_letter": "发文字号", "doc_number_order": "令号", "issuer_signature": "发文机关署名",
    "main_recipient": "主送机关", "issuer_mark": "发文机关标志", "attachment_label": "附件字样",
}  # fmt: skip
ZERO = ("leftChars", "left", "startChars", "start", "rightChars", "right", "endChars", "end")
FIRSTS = ("firstLineChars", "firstLine", "hangingChars", "hanging")


def name_of(code: str) -> str:
    """要素的叫法。"""
    return EXTRA_NAMES.get(code) or STYLES[code].name.removeprefix("公文")


def size_name(pt: float) -> str:
    """字号的叫法。"""
    return SIZES.get(pt, f"{pt:g}磅")


def style_of(document: Document, code: str) -> Style:
    """一种要素的样式，照这份文件用的规定。"""
    return document.rules.styles[code]


@cache
def names_of(face: str, *, standins: bool = False) -> frozenset[str]:
    """一种用途的字体各种叫法，小写；`standins` 连代用的也算，去掉粗细的尾巴。"""
    role = ROLES[face]
    names = (*role.own, *role.standins) if standins else role.own
    return frozenset(name.casefold().removesuffix(" r") for name in names)


@cache
def known_faces() -> frozenset[str]:
    """各种用途认得的全部字体名。"""
    usual = frozenset(("microsoft yahei", "microsoftyahei", "dengxian", "微软雅黑", "等线"))
    return usual.union(*(names_of(face, standins=True) for face in ROLES))


def fits_face(document: Document, name: str, face: str) -> bool:
    """这个字体名是不是这种用途；版式件里不认得的字体名不作数，代用的也算。"""
    folded, own = name.casefold(), document.rules.fonts.get(face, "").casefold()
    if own and folded == own:
        return True
    if document.is_seen:
        return folded in names_of(face, standins=True) or folded not in known_faces()
    return folded in names_of(face)


def inked(para: Para) -> Iterator[Piece]:
    """有字的各截。"""
    return (piece for piece in para.pieces if piece.text.strip() and piece.run is not None)


def wrong_size(
    document: Document, codes: Iterable[str], *, level: Level | None = None
) -> Iterator[Fault]:
    """字号不是样式表里的。"""
    for para in document.of(*codes):
        wanted = style_of(document, para.code).pt
        wrong = [one for one in inked(para) if abs(one.look.size - wanted) > SIZE_OFF]
        if wrong:
            half = str(round(wanted * 2))
            yield Fault(
                f"{name_of(para.code)}用的是{size_name(wrong[0].look.size)}字，"
                f"应为{size_name(wanted)}字。",
                para, wrong[0].start, wrong[-1].end, level=level,
                edits=run_edits(wrong, {"sz": half, "szCs": half}),
            )  # fmt: skip


def wrong_face(
    document: Document,
    codes: Iterable[str],
    *,
    face: str = "",
    level: Level | None = None,
    only: Callable[[Para, Piece], bool] | None = None,
) -> Iterator[Fault]:
    """中文字体不是样式表里的那一种；`only` 挑出要看的那几截。"""
    for para in document.of(*codes):
        wanted = face or style_of(document, para.code).face
        wrong = [
            one for one in inked(para)
            if HAN.search(one.text) and not fits_face(document, one.look.east, wanted)
            and (only is None or only(para, one))
        ]  # fmt: skip
        if wrong:
            yield _face_fault(document, para, wrong, wanted, level)


def _face_fault(
    document: Document, para: Para, wrong: list[Piece], face: str, level: Level | None
) -> Fault:
    name = document.rules.fonts.get(face) or ROLES[face].office_name
    found = wrong[0].look.east or "没有指定的字体"
    values = {"rFonts.eastAsia": name, "rFonts.eastAsiaTheme": None}
    return Fault(
        f"{name_of(para.code)}用的是{found}，应为{ROLES[face].label}。",
        para, wrong[0].start, wrong[-1].end, level=level, edits=run_edits(wrong, values),
    )  # fmt: skip


def wrong_align(document: Document, codes: Iterable[str]) -> Iterator[Fault]:
    """对齐不是样式表里的；借表格摆位置的不查。"""
    for para in document.of(*codes):
        wanted = style_of(document, para.code).align
        fine = JUSTIFY.get(wanted, (wanted,))
        if para.source.cell or para.layout.frame or para.layout.align in fine:
            continue
        if wanted == "center" and not document.is_seen and _centred_by_hand(para):
            continue
        yield Fault(
            f"{name_of(para.code)}没有{ALIGNS[fine[0]]}排，应{ALIGNS[fine[0]]}。",
            para, edits=(Edit(para.node, "pPr", {"jc": fine[0]}),),
        )  # fmt: skip


def _centred_by_hand(para: Para) -> bool:
    """靠空格、制表符摆在中间的，说不准。"""
    return para.text[:1] in "\t 　" or para.layout.left > 4 or para.layout.first > 4


def wrong_indent(document: Document, para: Para, why: str) -> Iterator[Fault]:
    """首行、回行左空几字不是样式表里的；前面靠空格摆的由别的规则管。

    `why` 里的“{}”换成首行应空的字数。
    """
    layout, style = para.layout, style_of(document, para.code)
    if para.text[:1] in "\t 　" or layout.frame or style.align in ("center", "right"):
        return
    # 上行文的文号那一段带着红线，左边的空写在首行里，线才够长
    first, left = style.indent, style.left
    if para.code in RULED:
        first, left = style.left, 0.0
    start_off = abs(layout.start - (first + left)) > CHARS_OFF
    if start_off or (para.wraps and abs(layout.left - left) > CHARS_OFF):
        why = why.format(said(first + left))
        yield Fault(
            f"{why}现在首行左空{layout.start:.3g}字、回行左空{layout.left:.3g}字。", para,
            edits=(indent(para, first=first, left=left, right=layout.right),),
        )  # fmt: skip


def said(number: float) -> str:
    """一个小的数用汉字说。"""
    return NUMBERS.get(number, f"{number:g}")


def indent(para: Para, *, first: float = 0, left: float = 0, right: float = 0) -> Edit:
    """首行、左、右各空几字；`first` 为负是悬挂。"""
    values: dict[str, str | None] = {f"ind.{name}": None for name in (*ZERO, *FIRSTS)}
    side = "firstLine" if first >= 0 else "hanging"
    for name, chars in (("left", left), ("right", right), (side, abs(first))):
        values[f"ind.{name}Chars"] = str(round(chars * 100))
        values[f"ind.{name}"] = str(round(chars * para.cell))
    return Edit(para.node, "pPr", values)


def run_edits(pieces: Iterable[Piece], values: dict[str, str | None]) -> tuple[Edit, ...]:
    """给几截文字写同样的属性；一截只写一次。"""
    runs = {id(piece.run): piece.run for piece in pieces}
    return tuple(Edit(run, "rPr", values) for run in runs.values())


def wrong_gap(
    document: Document, above: Para | None, below: Para | None, message: str
) -> Iterator[Fault]:
    """两段之间应空几行，照下面那段的样式；字大了行里的空就小，差七成行以内都算对。

    `message` 里的“{}”换成应空的行数。
    """
    if below is None:
        return
    wanted = style_of(document, below.code).before
    message = message.format(said(wanted))
    if above is None or below.source.cell:
        return
    found = document.blank_lines(above, below)
    if found is None or abs(found - wanted) <= 0.7:
        return
    blanks = found - below.layout.before / document.profile.docx.pitch
    before = round(max(wanted - blanks, 0) * document.profile.docx.pitch)
    values: dict[str, str | None] = {
        "spacing.before": str(before), "spacing.beforeLines": "0",
        "spacing.beforeAutospacing": "0",
    }  # fmt: skip
    edits = (Edit(below.node, "pPr", values),) if blanks <= wanted + 0.7 else ()
    yield Fault(f"{message}，现在空了{found:.2g}行。", below, edits=edits, level=Level.WARNING)
