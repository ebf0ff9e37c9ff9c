"""版式件的页码：写的是几，在不在横排的面上。"""

import re

from sanban.engine.check.seen.document import SeenDocument
from sanban.engine.check.seen.paras import SeenPara

DIGITS = re.compile(r"\d+")


def number_of(para: SeenPara) -> int:
    """页码写的是几。"""
    found = DIGITS.search(para.bare)
    return int(found[0]) if found else 0


def is_turned(document: SeenDocument, para: SeenPara) -> bool:
    """那一面是横排的，或者上面的字是转过来的。"""
    sheet = document.sheets[para.page - 1]
    turned = sum(glyph.turn != 0 for glyph in sheet.glyphs)
    return sheet.width > sheet.height or turned * 2 > len(sheet.glyphs)
