"""来文的版面：一份 Paper 拆成一行行要素，各种格式都照这一张单子画。

字体、字号、颜色、位置依 GB/T 9704-2012（domain.md §2.4、§2.5）。
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from demo.files.paper import Paper, long_date

NUMBER_TWO, NUMBER_THREE, NUMBER_FOUR = 22.0, 16.0, 14.0
HEADING_FACES = (
    (re.compile(r"^[一二三四五六七八九十]+、"), "hei"),
    (re.compile(r"^（[一二三四五六七八九十]+）"), "kai"),
)


@dataclass(frozen=True, kw_only=True)
class Element:
    """版面上的一段：文字、字体用途、字号（磅）、颜色、对齐、缩进（字）、上面空几行。

    right 是同一行右端的文字；rule 是段下的线（red、double、top、bottom，没有则空）。
    indent 为负表示整段都从右边起算。
    """

    role: str
    text: str
    face: str = "fang"
    pt: float = NUMBER_THREE
    red: bool = False
    align: str = "left"
    indent: float = 0
    inset: float = 0
    before: float = 0
    right: str = ""
    right_face: str = "fang"
    rule: str = ""


def elements(paper: Paper) -> tuple[Element, ...]:
    """按从上到下的次序，列出一份来文的全部要素。"""
    parts = (HEADS[paper.layout], _title, _body, _sign_off, _imprint)
    return tuple(element for part in parts for element in part(paper))


def _general_head(paper: Paper) -> Iterator[Element]:
    yield from _corner(paper)
    size = min(48.0, 440.0 / len(paper.mark))
    yield Element(
        role="issuer_mark", text=paper.mark, face="title", pt=size, red=True, align="center",
        before=2,
    )  # fmt: skip
    if paper.signer:
        yield Element(
            role="doc_number", text=paper.number, inset=1, before=1,
            right="签发人：" + paper.signer, right_face="kai", rule="red",
        )  # fmt: skip
    else:
        yield Element(role="doc_number", text=paper.number, align="center", before=1, rule="red")


def _letter_head(paper: Paper) -> Iterator[Element]:
    size = min(36.0, 440.0 / len(paper.mark))
    yield Element(
        role="issuer_mark", text=paper.mark, face="title", pt=size, red=True, align="center",
        rule="double",
    )  # fmt: skip
    yield from _corner(paper)
    yield Element(role="doc_number", text=paper.number, align="right")


def _minutes_head(paper: Paper) -> Iterator[Element]:
    size = min(44.0, 440.0 / len(paper.mark))
    yield Element(
        role="issuer_mark", text=paper.mark, face="title", pt=size, red=True, align="center",
        before=2,
    )  # fmt: skip
    yield Element(role="doc_number", text=paper.number, align="center", before=1, rule="red")


def _corner(paper: Paper) -> Iterator[Element]:
    if paper.copy_no:
        yield Element(role="copy_no", text=paper.copy_no)
    if paper.urgency:
        yield Element(role="urgency", text=paper.urgency, face="hei")


def _no_head(paper: Paper) -> Iterator[Element]:
    return iter(())


HEADS: dict[str, Callable[[Paper], Iterator[Element]]] = {
    "general": _general_head,
    "letter": _letter_head,
    "minutes": _minutes_head,
    "plain": _no_head,
}


def _title(paper: Paper) -> Iterator[Element]:
    for index, line in enumerate(_title_lines(paper.title)):
        yield Element(
            role="title", text=line, face="title", pt=NUMBER_TWO, align="center",
            before=0 if index or paper.layout == "plain" else 1,
        )  # fmt: skip
    if paper.layout == "plain" and paper.number:
        yield Element(role="doc_number", text=paper.number, align="center")


def _title_lines(title: str) -> list[str]:
    """长标题按意思断行：先在“关于”前，仍太长就对半断。"""
    if len(title) <= 20:
        return [title]
    where = title.find("关于")
    first, rest = (title[:where], title[where:]) if 6 <= where <= 20 else ("", title)
    half = len(rest) // 2 + 1
    lines = [rest] if len(rest) <= 20 else [rest[:half], rest[half:]]
    return [line for line in (first, *lines) if line]


def _body(paper: Paper) -> Iterator[Element]:
    if paper.recipients:
        yield Element(role="main_recipient", text=paper.recipients + "：", before=1)
    for index, text in enumerate(paper.paragraphs):
        yield Element(
            role="body", text=text, face=_body_face(text), indent=2,
            before=0 if index or paper.recipients else 1,
        )  # fmt: skip
    for index, name in enumerate(paper.attachments):
        label = "附件：" if index == 0 else "　　　"
        number = f"{index + 1}. " if len(paper.attachments) > 1 else ""
        yield Element(
            role="attachment_note", text=label + number + name, indent=2, before=int(index == 0)
        )


def _body_face(text: str) -> str:
    if len(text) > 30:
        return "fang"
    return next((face for pattern, face in HEADING_FACES if pattern.match(text)), "fang")


def _sign_off(paper: Paper) -> Iterator[Element]:
    day = long_date(paper.date)
    # 成文日期右空四字，署名以日期为准居中；署名太长就反过来（GB/T 9704 7.3.5.1）。
    shift = (len(paper.signature) - _width(day)) / 2
    date_inset = max(4, shift)
    if paper.signature:
        yield Element(
            role="issuer_signature", text=paper.signature, align="right",
            inset=date_inset - shift, before=2,
        )  # fmt: skip
    yield Element(
        role="issue_date", text=day, align="right", inset=date_inset,
        before=0 if paper.signature else 2,
    )  # fmt: skip
    if paper.note:
        yield Element(role="annotation", text=f"（{paper.note}）", indent=2)


def _width(text: str) -> float:
    """占几个字宽：汉字一个，数字半个。"""
    return sum(0.5 if glyph.isascii() else 1 for glyph in text)


def _imprint(paper: Paper) -> Iterator[Element]:
    rules = iter(("top", ""))
    if paper.cc:
        yield Element(
            role="cc_recipient", text=f"抄送：{paper.cc}。", pt=NUMBER_FOUR, inset=1, before=2,
            rule=next(rules),
        )  # fmt: skip
    if paper.print_org and paper.print_date:
        yield Element(
            role="print_org", text=paper.print_org, pt=NUMBER_FOUR, inset=1,
            right=long_date(paper.print_date) + "印发", before=0 if paper.cc else 2,
            rule=(next(rules) + "bottom"),
        )  # fmt: skip
