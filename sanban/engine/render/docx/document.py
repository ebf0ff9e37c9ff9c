"""公文 → DOCX：画好各要素，配上样式、节和属性，装成一个文件。"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import (
    Attachment,
    Body,
    DocNumber,
    IssuerMark,
    MainRecipients,
    Title,
)
from sanban.engine.gongwen.office_rules import STANDARD, Rules
from sanban.engine.gongwen.problems import WARN, Problem
from sanban.engine.gongwen.styles import CHARS
from sanban.engine.render.docx.draw import draw
from sanban.engine.render.docx.facts import facts_of
from sanban.engine.render.docx.flow import estimate, hides_body, imprint_place
from sanban.engine.render.docx.imprint import has_imprint
from sanban.engine.render.docx.markup import cells
from sanban.engine.render.docx.measure import adjust_head, head_height
from sanban.engine.render.docx.package import (
    HEAD,
    OFFICE,
    WORD,
    Link,
    core,
    custom,
    pack,
    part,
)
from sanban.engine.render.docx.sections import SIDES, merge_ends, section, side_parts
from sanban.engine.render.docx.sheet import Sheet, title_room
from sanban.engine.render.docx.style_part import styles_part
from sanban.engine.render.result import Rendered
from sanban.engine.render.titles import title_breaks

LONG_RECIPIENTS = 3 * CHARS
MOVED = "主送机关较多，首页排不下正文，已移到版记。"
BLANK = "正文估计排到双页末，版记放在下一个双页，前面空一面，两面都不编页码；在 Word 里请看一眼。"
LINK = f"{OFFICE}/relationships/"
FIXED_LINKS: tuple[Link, ...] = (
    ("rIdStyles", LINK + "styles", "styles.xml"),
    ("rIdSettings", LINK + "settings", "settings.xml"),
)


def to_docx(gongwen: Gongwen, *, rules: Rules = STANDARD, fonts: Sequence[Path] = ()) -> Rendered:
    """画成 DOCX。

    字体写单位自己的字体名（仿宋_GB2312 等），不嵌入，所以用不着 `fonts`；页数要排了才知道，
    所以为空。图坏了报 `Rejected`。
    """
    sheet = _sheet(gongwen, rules)
    body = merge_ends("".join(_drawn(gongwen, sheet)))
    aside, blank = sheet.aside
    kind = "evenPage" if aside else "nextPage"
    last = f"<w:sectPr>{section(sheet, kind=kind, numbered=not blank)}</w:sectPr>"
    parts: dict[str, str | bytes] = {
        "word/document.xml": part("document", f"<w:body>{body}{last}</w:body>"),
        "word/styles.xml": HEAD + styles_part(sheet),
        **_properties(gongwen, sheet),
        **_sides(sheet),
        **{f"word/{one.path}": one.data for one in sheet.media.values()},
    }
    kinds = {name: _side_kind(name) for name in parts if "er" in name and name[-5].isdecimal()}
    return Rendered((pack(parts, _links(sheet), kinds),), notes=tuple(_notes(sheet)))


def _notes(sheet: Sheet) -> Iterator[Problem]:
    if sheet.moved:
        yield Problem("主送机关", MOVED, clause="7.3.2", level=WARN)
    if sheet.aside[1]:
        yield Problem("版记", BLANK, clause="7.5", level=WARN)
    for deviation in sheet.rules.deviations:
        yield Problem("单位规定", f"{deviation}。", level=WARN)


def _drawn(gongwen: Gongwen, sheet: Sheet) -> Iterator[str]:
    for element in gongwen.elements:
        drawn = draw(element, sheet)
        if drawn and not isinstance(element, Body | Attachment):
            sheet.turned = False
        yield drawn


def _sheet(gongwen: Gongwen, rules: Rules) -> Sheet:
    """量好版头、断好标题、估过版面的工作台。"""
    title = gongwen.first(Title)
    most = title_room(rules, "title")
    breaks = title_breaks(title.text, most) if title and not title.breaks else ()
    sheet = Sheet(gongwen, rules, breaks, adjust_head(gongwen, rules))
    head = head_height(gongwen, rules)
    sheet.moved = _moves(sheet) and hides_body(sheet, head)
    ending = estimate(sheet, head)
    sheet.pulls = ending.pulls
    if has_imprint(gongwen) and not ending.fresh:
        sheet.aside = imprint_place(sheet, ending)
    return sheet


def _moves(sheet: Sheet) -> bool:
    """主送机关能不能移到版记：够长，有版记，版记里还没有主送（7.3.2）。"""
    recipients, copies = sheet.gongwen.first(MainRecipients), sheet.copies
    is_long = recipients is not None and cells(str(recipients)) > LONG_RECIPIENTS
    return is_long and has_imprint(sheet.gongwen) and not (copies and copies.main)


def _properties(gongwen: Gongwen, sheet: Sheet) -> dict[str, str]:
    title, mark, number = (gongwen.first(kind) for kind in (Title, IssuerMark, DocNumber))
    organs = "、".join(mark.organs) if isinstance(mark, IssuerMark) else ""
    told = core(str(title or ""), organs, gongwen.doc_kind.name, str(number or ""))
    return {
        "docProps/core.xml": told,
        "docProps/custom.xml": custom(facts_of(gongwen, sheet.breaks, moved=sheet.moved)),
    }


def _sides(sheet: Sheet) -> dict[str, str]:
    return {
        f"word/{SIDES[name].part}": part(SIDES[name].root, inner)
        for name, inner in side_parts(sheet).items()
    }


def _side_kind(name: str) -> str:
    return f"{WORD}.{'header' if 'header' in name else 'footer'}+xml"


def _links(sheet: Sheet) -> list[Link]:
    used = [side for name, side in SIDES.items() if name in sheet.sides]
    sides = [
        (side.id, LINK + ("header" if side.root == "hdr" else "footer"), side.part) for side in used
    ]
    pictures = [(one.id, LINK + "image", one.path) for one in sheet.media.values()]
    return [*FIXED_LINKS, *sides, *pictures]
