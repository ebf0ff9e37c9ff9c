"""页码在哪里：各节页脚里带页码域的段。"""

import re
from dataclasses import dataclass
from typing import Any

from sanban.engine.check.document import Document
from sanban.engine.check.paragraphs import Para
from sanban.engine.check.sections import Section
from sanban.engine.read.docx_styles import W

FORM = re.compile(r"[—–─]\s?\d+\s?[—–─]")
FIELD = re.compile(r"\bPAGE\b")


@dataclass(frozen=True, slots=True)
class PageNo:
    """一处页码：哪一节、何种页（default、even、first）；`alone` 是页脚里只有这一行。"""

    section: Section
    when: str
    para: Para
    alone: bool
    apart: bool

    @property
    def floats(self) -> bool:
        """在文本框、图文框里，左右、高低看不出来。"""
        box = next(self.para.node.iterancestors(W + "txbxContent"), None)
        return self.para.layout.frame or box is not None


def page_numbers(document: Document) -> list[PageNo]:
    """各处页码，同一个页脚只算一次；横排页的另算。"""
    shown = {id(para.node): para for para in document.paras if para.source.place == "footer"}
    apart = document.setting("evenAndOddHeaders")
    seen: set[int] = set()
    found: list[PageNo] = []
    for section, when, root in document.sides("footer"):
        unused = when == "first" and not section.title_page
        if id(root) in seen or unused:
            continue
        seen.add(id(root))
        paras = [shown[id(node)] for node in root.iter(W + "p") if id(node) in shown]
        found += [
            PageNo(section, when, para, len(paras) == 1, apart)
            for para in paras
            if _has_field(para.node)
        ]
    return found


def _has_field(node: Any) -> bool:
    codes = "".join(each.text or "" for each in node.iter(W + "instrText"))
    simple = "".join(each.get(W + "instr", "") for each in node.iter(W + "fldSimple"))
    return FIELD.search(f"{codes} {simple}") is not None
