"""认稿：外来的文件按要素拆成拟稿要填的各项，正文写成打字的样子；没拿进来的一一数出。"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sanban.engine.extract.head import first
from sanban.engine.extract.main_part import KIND, joined
from sanban.engine.gongwen.blocks import Cell, Table
from sanban.engine.gongwen.kinds import BY_NAME
from sanban.engine.gongwen.markdown.writing import write_block
from sanban.engine.read import Paragraph, Physical
from sanban.engine.read.physical import TEXTBOX
from sanban.engine.roles import Element, recognise

OUTSIDE = ("header", "footer", "watermark", TEXTBOX)
NOTE = re.compile(r"^附[\s　]*件[：:]\s*")
ITEM = re.compile(r"^\d{1,2}[.．、]\s*")
LABEL = re.compile(r"^附[\s　]*件[\s　]*(\d{0,2})[：:]?$")
BRACKETS = "（）()"
MOST_LABEL = 8
BODY = ("body", "attachment")


@dataclass(frozen=True, slots=True)
class Whole:
    """认出的一份稿：没认出的项为空。

    `body` 是正文和附件，写法同 `gongwen.markdown`；`kind` 是文种代号。
    """

    kind: str = ""
    title: str = ""
    main_recipients: str = ""
    cc_recipients: str = ""
    annotation: str = ""
    issuers: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    body: str = ""


def whole(physical: Physical) -> Whole:
    """把一份读好的文件认成一份稿。"""
    elements = recognise(physical)
    found: dict[str, list[Element]] = {}
    for element in elements:
        found.setdefault(element.role, []).append(element)
    title = first(found, "title")
    name = joined(title) if title else ""
    hit = KIND.search(name)
    return Whole(
        kind=BY_NAME[hit.group(1)].code if hit and hit.group(1) in BY_NAME else "",
        title=name,
        main_recipients=_plain(found, "main_recipient").rstrip("：:"),
        cc_recipients=_copies(found),
        annotation=_plain(found, "annotation").strip(BRACKETS),
        issuers=tuple(_issuers(found)),
        attachments=tuple(_names(found)),
        body="\n\n".join(_body(physical, elements, title)),
    )


def _plain(found: dict[str, list[Element]], role: str) -> str:
    element = first(found, role)
    return joined(element) if element else ""


def _copies(found: dict[str, list[Element]]) -> str:
    text = _plain(found, "cc_recipient")
    return re.sub(r"^抄[\s　]*送[：:]", "", text).rstrip("。")


def _issuers(found: dict[str, list[Element]]) -> Iterator[str]:
    for element in found.get("issuer_signature", ()):
        for line in element.lines:
            if not any(char in line.text for char in "，。；"):
                yield line.bare


def _names(found: dict[str, list[Element]]) -> Iterator[str]:
    for element in found.get("attachment_note", ()):
        for line in element.lines:
            name = ITEM.sub("", NOTE.sub("", line.text.strip())).strip()
            if name:
                yield name


def _body(
    physical: Physical, elements: tuple[Element, ...], title: Element | None
) -> Iterator[str]:
    """正文、附件、表，照原来的次序；标题以前的、落款版记不在内。"""
    roles = {line.start: one.role for one in elements for line in one.lines}
    start = title.end if title else 0
    tables = {
        number: text
        for number, text in _tables(physical).items()
        if not _is_frame(physical, number, roles)
    }
    labelled = ""
    for paragraph in physical.paragraphs:
        text = paragraph.text.strip()
        if paragraph.cell:
            grid = tables.pop(paragraph.cell[0], None)
            if grid and paragraph.start >= start:
                yield grid
        elif text and paragraph.place not in OUTSIDE and paragraph.start >= start:
            role = _role(paragraph, roles)
            label = LABEL.match(text) if role in BODY and len(text) <= MOST_LABEL else None
            if label:
                labelled = f"# 附件{label[1]}："
            elif role in BODY:
                yield labelled + " ".join(text.split("\n"))
                labelled = ""


def _role(paragraph: Paragraph, roles: dict[int, str]) -> str:
    lead = len(paragraph.text) - len(paragraph.text.lstrip())
    return roles.get(paragraph.start + lead, "body")


def _is_frame(physical: Physical, number: int, roles: dict[int, str]) -> bool:
    """用来摆落款、版记的表，不是正文的表。"""
    cells = [one for one in physical.paragraphs if one.cell and one.cell[0] == number]
    found = [_role(one, roles) in BODY for one in cells if one.text.strip()]
    return found.count(False) * 2 > len(found)


def _tables(physical: Physical) -> dict[int, str]:
    """各张表写成竖线的样子：表号 → 文字；只有一格的是摆版面的，照段落写。"""
    rows: dict[int, dict[tuple[int, int], str]] = {}
    for one in physical.paragraphs:
        if one.cell and one.place not in OUTSIDE:
            table, row, column = one.cell
            cells = rows.setdefault(table, {})
            before = cells.get((row, column), "")
            cells[row, column] = f"{before} {one.text}".strip()
    return {number: _table(cells) for number, cells in rows.items()}


def _table(cells: dict[tuple[int, int], str]) -> str:
    wide = max(column for _, column in cells) + 1
    tall = max(row for row, _ in cells) + 1
    if wide == 1:
        return "\n\n".join(text for text in cells.values() if text)
    rows = tuple(
        tuple(Cell(cells.get((row, column), "")) for column in range(wide)) for row in range(tall)
    )
    return write_block(Table(rows), {})
